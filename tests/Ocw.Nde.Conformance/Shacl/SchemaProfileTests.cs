using System.Text.Json;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>SCHEMA-AP-NDE 1.2.1: the results that two other engines gave for its 42 examples, with its own shapes and with ours.</summary>
public class SchemaProfileTests
{
    private const string Folder = "nde/schema-profile";
    private const string Recorded = Folder + "/expected/shacl-results.json";

    private static readonly Lazy<JsonElement> Cases = new(() => RecordedResults.Cases(Recorded));
    private static readonly Lazy<ShapesGraph> Published = new(() => RecordedResults.Shapes(SharedData.PathOf(Folder + "/shacl.ttl")));
    private static readonly Lazy<ShapesGraph> Ours = new(() => StandardShapes.RecordProfile);

    public static TheoryData<string> Examples => [.. Cases.Value.EnumerateObject().Select(example => Path.GetFileNameWithoutExtension(example.Name))];

    [SharedTheory(Recorded)]
    [MemberData(nameof(Examples))]
    public void The_published_shapes_give_the_recorded_results(string example) => Check(example, Published.Value);

    [SharedTheory(Recorded)]
    [MemberData(nameof(Examples))]
    public void Our_own_shapes_give_the_same_results(string example) => Check(example, Ours.Value);

    [SharedFact(Recorded)]
    public void All_42_examples_are_rows_with_60_violations_and_25_warnings()
    {
        var results = Cases.Value.EnumerateObject().SelectMany(example => example.Value.GetProperty("results").EnumerateArray()).ToLookup(result => result.GetProperty("severity").GetString());

        Assert.Equal(42, Examples.Count);
        Assert.Equal(60, results["Violation"].Count());
        Assert.Equal(25, results["Warning"].Count());
    }

    [SharedFact(Recorded)]
    public void Our_own_shapes_target_the_same_classes_and_name_every_property_that_the_published_ones_name()
    {
        Assert.Equal(Targets(Published.Value), Targets(Ours.Value));
        Assert.Equal(Paths(Published.Value), Paths(Ours.Value));
        Assert.Empty(Published.Value.Notices);
        Assert.Empty(Ours.Value.Notices);
    }

    private static void Check(string example, ShapesGraph shapes)
    {
        var recorded = Cases.Value.GetProperty(example + ".jsonld");

        var report = RecordedResults.Validate(SharedData.PathOf($"{Folder}/expected/nt/{example}.nt"), shapes);

        Assert.Equal(recorded.GetProperty("results").EnumerateArray().Select(RecordedResults.Line).Order(StringComparer.Ordinal), RecordedResults.Lines(report).Order(StringComparer.Ordinal));
        Assert.Equal(recorded.GetProperty("conforms").GetBoolean(), report.Conforms);
    }

    private static IEnumerable<string> Targets(ShapesGraph shapes) =>
        shapes.TargetShapes.SelectMany(shape => shape.Targets).OfType<ClassTarget>().Select(target => ((Iri)target.Class).Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Paths(ShapesGraph shapes) =>
        shapes.Shapes.OfType<PropertyShape>().Select(shape => PathText.ToSparql(shape.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
