using Ocw.Nde.Conformance.JsonLd;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Conformance.Rdf;
using Ocw.Nde.Conformance.Rml;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>The public suites that we run, one line each; <c>docs/conformance.md</c> is made from this list.</summary>
internal static class BuiltInSuites
{
    public static IReadOnlyList<Suite> All { get; } =
    [
        Rdf("N-Triples", "rdf-n-triples"),
        Rdf("N-Quads", "rdf-n-quads"),
        Rdf("Turtle", "rdf-turtle"),
        Rdf("TriG", "rdf-trig"),
        Rdf("RDF/XML", "rdf-xml"),
        Rdf12("N-Triples", "rdf-n-triples"),
        Rdf12("N-Quads", "rdf-n-quads"),
        Rdf12("Turtle", "rdf-turtle"),
        Rdf12("TriG", "rdf-trig"),
        Rdf12("RDF/XML", "rdf-xml"),
        new("RDF 1.2 Semantics (simple entailment)", SuiteArchive.RdfTestsZip, SuiteArchive.RdfTests, ["rdf/rdf12/rdf-semantics/manifest.ttl"], "Rdf/exceptions.txt", entry => Is11(entry) || !EntailmentCase.IsSimple(entry)),
        Sparql("SPARQL 1.0", "sparql/sparql10/manifest.ttl"),
        Sparql("SPARQL 1.1 Query", "sparql/sparql11/manifest-sparql11-query.ttl"),
        Sparql("SPARQL 1.1 Update", "sparql/sparql11/manifest-sparql11-update.ttl"),
        Sparql("SPARQL 1.1 Federated Query", "sparql/sparql11/manifest-sparql11-fed.ttl"),
        Sparql("SPARQL 1.1 Results (CSV, TSV, JSON)", "sparql/sparql11/manifest-sparql11-results.ttl"),
        Sparql("SPARQL 1.1 Protocol", "sparql/sparql11/protocol/manifest.ttl"),
        Sparql("SPARQL 1.1 Graph Store Protocol", "sparql/sparql11/graph-store-protocol/manifest.ttl", "sparql/sparql11/http-rdf-update/manifest.ttl"),
        Sparql("SPARQL 1.1 Service Description", "sparql/sparql11/service-description/manifest.ttl"),
        Sparql("SPARQL 1.2", [.. Folders12.Select(folder => $"sparql/sparql12/{folder}/manifest.ttl")]),
        Oxigraph("Oxigraph: SPARQL", "sparql/manifest.ttl", "sparql/lateral/manifest.ttl"),
        Oxigraph("Oxigraph: SPARQL results", "sparql-results/manifest.ttl"),
        new("RDF Dataset Canonicalization (RDFC-1.0)", SuiteArchive.RdfCanonZip, SuiteArchive.RdfCanon, ["tests/manifest.ttl"], "Rdf/exceptions.txt"),
        JsonLd("JSON-LD 1.1: expand", "expand"),
        JsonLd("JSON-LD 1.1: compact", "compact"),
        JsonLd("JSON-LD 1.1: flatten", "flatten"),
        JsonLd("JSON-LD 1.1: toRdf", "toRdf"),
        JsonLd("JSON-LD 1.1: fromRdf", "fromRdf"),
        JsonLd("JSON-LD 1.1: HTML", "html"),
        JsonLd("JSON-LD 1.1: remote documents", "remote-doc"),
        new("JSON-LD 1.1 Framing", SuiteArchive.JsonLdFramingZip, SuiteArchive.JsonLdFraming, ["tests/frame-manifest.jsonld"], "JsonLd/exceptions.txt", JsonLdCase.IsOnly10),
        Rdfa("HTML5", "html5", "html5-invalid"),
        Rdfa("HTML4", "html4"),
        Rdfa("XHTML5", "xhtml5", "xhtml5-invalid"),
        Rdfa("XHTML1", "xhtml1"),
        Rdfa("XML", "xml"),
        Rdfa("SVG", "svg"),
        new("Microdata to RDF", SuiteArchive.MicrodataZip, SuiteArchive.Microdata, ["tests/manifest.ttl"], "Html/exceptions.txt"),
        new("SHACL Core", SuiteArchive.DataShapesZip, SuiteArchive.DataShapes, ["data-shapes-test-suite/tests/core/manifest.ttl"], "Shacl/exceptions.txt"),

        // nodeValidator-001 is a case of the suite that its manifest forgets.
        new("SHACL-SPARQL", SuiteArchive.DataShapesZip, SuiteArchive.DataShapes, ["data-shapes-test-suite/tests/sparql/manifest.ttl", "data-shapes-test-suite/tests/sparql/component/nodeValidator-001.ttl"], "Shacl/exceptions.txt"),
        .. RmlSuites.All,
    ];

    private static IReadOnlyList<string> RdfaVersions => ["rdfa1.1", "rdfa1.1-lite", "rdfa1.1-proc", "rdfa1.1-role", "rdfa1.1-vocab"];

    // The manifest over them includes those of 1.1 as well.
    private static string[] Folders12 =>
    [
        "syntax", "syntax-triple-terms-positive", "syntax-triple-terms-negative", "version", "codepoint-escapes",
        "eval-triple-terms", "expression", "grouping", "lang-basedir", "rdf11",
    ];

    /// <summary>What is left out, and why.</summary>
    public static IReadOnlyList<string> NotRun { get; } =
    [
        "SPARQL 1.1 Entailment Regimes (70 cases): the engine answers by simple entailment.",
        "JSON-LD: 27 cases for processors of 1.0 only (26 of the API, 1 of framing), which one of 1.1 must skip.",
        "RDFa 1.0 (323 cases): pages of 2008; RDFa 1.1 replaces it.",
        "RML-IO registry: 77 cases with SQL databases, which are not in the shared data; databases are exported first.",
        "RDF 1.2 Semantics: 11 of its 29 cases need RDF or RDFS entailment, or entailment by the values of datatypes; the engine answers by simple entailment.",
        "Oxigraph's lenient, recovery and optimisation tests: extensions, and plans of that engine.",
    ];

    public static Suite Named(string name) => All.Single(suite => suite.Name == name);

    private static Suite Rdf(string name, string folder) =>
        new(name, SuiteArchive.RdfTestsZip, SuiteArchive.RdfTests, [$"rdf/rdf11/{folder}/manifest.ttl"], "Rdf/exceptions.txt");

    private static Suite Rdf12(string name, string folder) =>
        new($"RDF 1.2 {name}", SuiteArchive.RdfTestsZip, SuiteArchive.RdfTests, [$"rdf/rdf12/{folder}/manifest.ttl"], "Rdf/exceptions.txt", Is11);

    // The manifests of 1.2 include those of 1.1, which are suites of their own here.
    private static bool Is11(ManifestEntry entry) => entry.Version == RdfVersion.Rdf11;

    private static Suite Sparql(string name, params string[] manifests) =>
        new(name, SuiteArchive.RdfTestsZip, SuiteArchive.RdfTests, manifests, "Sparql/exceptions.txt");

    private static Suite JsonLd(string name, string operation) =>
        new(name, SuiteArchive.JsonLdApiZip, SuiteArchive.JsonLdApi, [$"tests/{operation}-manifest.jsonld"], "JsonLd/exceptions.txt", JsonLdCase.IsOnly10);

    // Each version of RDFa 1.1 (all of it, Lite, processor graph, roles, vocabulary expansion) that has tests for the host language.
    private static Suite Rdfa(string name, params string[] hosts) => new(
        $"RDFa 1.1 in {name}",
        SuiteArchive.RdfaZip,
        SuiteArchive.Rdfa,
        [.. RdfaVersions.SelectMany(version => hosts.Select(host => $"test-suite/test-cases/{version}/{host}/manifest.ttl")).Where(SuiteArchive.Rdfa.Contains)],
        "Html/exceptions.txt");

    private static Suite Oxigraph(string name, params string[] manifests) =>
        new(name, SuiteArchive.OxigraphZip, SuiteArchive.OxigraphTests, manifests, "Sparql/exceptions.txt");
}
