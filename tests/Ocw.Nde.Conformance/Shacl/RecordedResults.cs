using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>Validates files of the shared data and puts results in a form that recorded ones can be compared with.</summary>
internal static class RecordedResults
{
    private const string Base = "https://relative.example/";

    public static ShapesGraph Shapes(string file)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(file), RdfFormats.Turtle, new RdfGraphSink(graph), new() { BaseIri = "https://example.org/shapes" });
        return ShapesGraph.Load(graph);
    }

    public static ValidationReport Validate(string file, ShapesGraph shapes)
    {
        var data = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(File.ReadAllBytes(file), RdfFormats.NTriples, data);
        return ShaclValidator.Validate(data.Build(), GraphSelector.Default, shapes);
    }

    /// <summary>Validates a Turtle file whose relative IRIs stay as they are, with schema.org's names in their https form.</summary>
    public static ValidationReport ValidateTurtle(string file, ShapesGraph shapes)
    {
        var data = new MemoryQuadSourceBuilder();
        var text = File.ReadAllText(file).Replace("http://schema.org/", "https://schema.org/", StringComparison.Ordinal);
        RdfFormats.Parse(System.Text.Encoding.UTF8.GetBytes(text), RdfFormats.Turtle, data, new() { BaseIri = Base });
        return ShaclValidator.Validate(data.Build(), GraphSelector.Default, shapes);
    }

    /// <summary>One line per result: severity, component, path, focus node, value.</summary>
    public static IEnumerable<string> Lines(ValidationReport report) => report.Results.Select(result => Line(
        PathText.LocalName(result.Severity.Value),
        PathText.LocalName(result.Component.Value),
        result.Path is null ? null : result.Path is Ocw.Nde.Sparql.Algebra.LinkPath link ? link.Predicate.Value : "_:path",
        Text(result.FocusNode),
        result.Value is null ? null : Text(result.Value)));

    public static string Line(JsonElement result) => Line(
        result.GetProperty("severity").GetString()!,
        result.GetProperty("component").GetString()!.Replace("sh:", "", StringComparison.Ordinal),
        result.GetProperty("path").GetString(),
        Blank(result.GetProperty("focusNode").GetString()!),
        result.GetProperty("value").GetString() is { } value ? Blank(value) : null);

    public static JsonElement Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(file)));
        return document.RootElement.GetProperty("cases").Clone();
    }

    private static string Line(string severity, string component, string? path, string focusNode, string? value) =>
        $"{severity} {component} {path ?? "-"} {focusNode} {value ?? "-"}";

    private static string Blank(string value) => value.StartsWith("_:", StringComparison.Ordinal) ? "_:" : value;

    private static string Text(RdfTerm term) => term switch
    {
        Iri iri => iri.Value.StartsWith(Base, StringComparison.Ordinal) ? iri.Value[Base.Length..] : iri.Value,
        Literal literal => literal.LexicalForm,
        _ => "_:",
    };
}
