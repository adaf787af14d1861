using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests;

/// <summary>Turtle in tests, with the usual prefixes.</summary>
internal static class Ttl
{
    private const string Prefixes = """
        @prefix ex: <https://example.org/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

        """;

    public static Iri Ex(string name) => new("https://example.org/" + name);

    public static MemoryQuadSource Data(string turtle)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefixes + turtle), RdfFormats.Turtle, builder);
        return builder.Build();
    }

    public static ShapesGraph Shapes(string turtle) => ShapesGraph.Load(Graph(turtle));

    public static RdfGraph Graph(string turtle)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefixes + turtle), RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    }

    public static ValidationReport Validate(string data, string shapes, ValidationOptions? options = null) =>
        ShaclValidator.Validate(Data(data), GraphSelector.Default, Shapes(shapes), options);

    /// <summary>The results as «focus component value», sorted.</summary>
    public static string[] Summary(this ValidationReport report) =>
        [.. report.Results.Select(result => $"{Short(result.FocusNode)} {PathText.LocalName(result.Component.Value).Replace("ConstraintComponent", "", StringComparison.Ordinal)} {Short(result.Value)}".Trim()).Order(StringComparer.Ordinal)];

    private static string Short(RdfTerm? term) => term switch
    {
        null => "",
        Iri iri => PathText.LocalName(iri.Value),
        Literal literal => literal.LexicalForm,
        _ => "_:",
    };
}
