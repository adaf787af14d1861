using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Conformance.Rdf;

/// <summary>A test of simple entailment: the graph is asked whether it has the other one, with a blank node for any term (RDF 1.2 Semantics §5.2).</summary>
internal static class EntailmentCase
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    /// <summary>Whether a test is of simple entailment without datatypes.</summary>
    public static bool IsSimple(ManifestEntry entry) =>
        entry.Object(new Iri(Mf + "entailmentRegime")) is Literal { LexicalForm: "simple" }
        && entry.Object(new Iri(Mf + "recognizedDatatypes")) == Ocw.Nde.Rdf.Namespaces.RdfNs.Nil;

    public static void Run(ManifestEntry entry)
    {
        var data = new MemoryQuadSourceBuilder();
        Read(entry, entry.Action).WriteTo(data);
        var pattern = string.Join(" .\n", Read(entry, entry.Result!).DefaultGraph);
        var query = SparqlParser.Parse($"ASK {{ {pattern} }}", null, new() { Version = RdfVersion.Rdf12 });
        using var answer = QueryEvaluator.Evaluate(query, data.Build(), new EvaluationOptions());
        Assert.Equal(entry.Types.Contains("PositiveEntailmentTest"), Assert.IsType<BooleanResult>(answer).Value);
    }

    private static RdfDataset Read(ManifestEntry entry, RdfTerm file) =>
        RdfFormats.ParseDataset(entry.Read(file), RdfFormats.Turtle, new() { Version = RdfVersion.Rdf12, BaseIri = entry.BaseOf((Iri)file) });
}
