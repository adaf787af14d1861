using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Conformance.Rml;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>Every case of every public suite is a row, named by its suite and its IRI.</summary>
public class SuiteTests
{
    public static TheoryData<SuiteCase> Rdf => Rows(SuiteArchive.RdfTestsZip, suite => !IsSparql(suite));

    public static TheoryData<SuiteCase> Sparql => Rows(SuiteArchive.RdfTestsZip, IsSparql);

    public static TheoryData<SuiteCase> Oxigraph => Rows(SuiteArchive.OxigraphZip, _ => true);

    public static TheoryData<SuiteCase> Shacl => Rows(SuiteArchive.DataShapesZip, _ => true);

    public static TheoryData<SuiteCase> Canonical => Rows(SuiteArchive.RdfCanonZip, _ => true);

    public static TheoryData<SuiteCase> JsonLd => Rows(SuiteArchive.JsonLdApiZip, _ => true);

    public static TheoryData<SuiteCase> Framing => Rows(SuiteArchive.JsonLdFramingZip, _ => true);

    public static TheoryData<SuiteCase> Rdfa => Rows(SuiteArchive.RdfaZip, _ => true);

    public static TheoryData<SuiteCase> Microdata => Rows(SuiteArchive.MicrodataZip, _ => true);
    public static TheoryData<SuiteCase> RmlModules => [.. RmlSuites.All.SelectMany(suite => suite.Entries.Keys.Select(iri => new SuiteCase(suite.Name, iri)))];

    /// <summary>How many cases W3C's suites have: none is lost on the way.</summary>
    public static TheoryData<string, int> Sizes => new()
    {
        { "RDF 1.2 N-Triples", 70 },
        { "RDF 1.2 N-Quads", 68 },
        { "RDF 1.2 Turtle", 103 },
        { "RDF 1.2 TriG", 60 },
        { "RDF 1.2 RDF/XML", 31 },
        { "RDF 1.2 Semantics (simple entailment)", 18 },
        { "SPARQL 1.0", 482 },
        { "SPARQL 1.1 Query", 328 },
        { "SPARQL 1.1 Update", 157 },
        { "SPARQL 1.1 Federated Query", 10 },
        { "SPARQL 1.2", 269 },
        { "RDF Dataset Canonicalization (RDFC-1.0)", 86 },
        { "SPARQL 1.1 Protocol", 34 },
        { "SPARQL 1.1 Graph Store Protocol", 31 },
        { "SPARQL 1.1 Service Description", 3 },
        { "JSON-LD 1.1: expand", 376 },
        { "JSON-LD 1.1: compact", 244 },
        { "JSON-LD 1.1: flatten", 55 },
        { "JSON-LD 1.1: toRdf", 456 },
        { "JSON-LD 1.1: fromRdf", 53 },
        { "JSON-LD 1.1: HTML", 50 },
        { "JSON-LD 1.1: remote documents", 18 },
        { "JSON-LD 1.1 Framing", 91 },
        { "RDFa 1.1 in HTML5", 272 },
        { "RDFa 1.1 in HTML4", 213 },
        { "RDFa 1.1 in XHTML5", 274 },
        { "RDFa 1.1 in XHTML1", 236 },
        { "RDFa 1.1 in XML", 173 },
        { "RDFa 1.1 in SVG", 54 },
        { "Microdata to RDF", 84 },
        { "SHACL Core", 98 },
        { "RML Core", 76 },
        { "RML-IO", 73 },
        { "RML-CC (collections and containers)", 35 },
        { "RML-FNML (functions)", 20 },
        { "RML-LV (logical views)", 41 },
        { "RML-IO registry, without SQL", 25 },
        { "RML of 2014 (CSV, JSON, XML)", 118 },
        { "SHACL-SPARQL", 23 },
    };

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Rdf))]
    public void W3C_syntaxes(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Sparql))]
    public void W3C_SPARQL(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.OxigraphZip)]
    [MemberData(nameof(Oxigraph))]
    public void Oxigraph_extra(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.DataShapesZip)]
    [MemberData(nameof(Shacl))]
    public void W3C_SHACL(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.RdfCanonZip)]
    [MemberData(nameof(Canonical))]
    public void W3C_canonicalisation(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.JsonLdApiZip)]
    [MemberData(nameof(JsonLd))]
    public void W3C_JSON_LD(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.JsonLdFramingZip)]
    [MemberData(nameof(Framing))]
    public void W3C_JSON_LD_framing(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.RdfaZip)]
    [MemberData(nameof(Rdfa))]
    public void Rdfa_in_its_host_languages(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.MicrodataZip)]
    [MemberData(nameof(Microdata))]
    public void W3C_microdata(SuiteCase test) => Run(test);

    [SharedTheory(RmlSuites.Shared)]
    [MemberData(nameof(RmlModules))]
    public void RML(SuiteCase test) => Run(test);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Sizes))]
    public void A_suite_is_run_whole(string suite, int cases) => Assert.Equal(cases, BuiltInSuites.Named(suite).Entries.Count);

    private static void Run(SuiteCase test) => BuiltInSuites.Named(test.Suite).Run(test.Iri);

    private static bool IsSparql(Suite suite) => suite.Name.StartsWith("SPARQL", StringComparison.Ordinal);

    private static TheoryData<SuiteCase> Rows(string zip, Func<Suite, bool> wanted) =>
        [.. BuiltInSuites.All.Where(suite => suite.Zip == zip && wanted(suite)).SelectMany(suite => suite.Entries.Keys.Select(iri => new SuiteCase(suite.Name, iri)))];
}
