using System.Text.Json;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Datasetregister.Tests.Description;

/// <summary>The extract of schema.org (<c>ontologies/vocabularies/schema-org.ttl</c>).</summary>
public class SchemaVocabularyTests
{
    private const string Context = "contexts/schemaorgcontext-30.0.jsonld";
    private const string Namespace = "https://schema.org/";
    private static readonly Iri Label = new("http://www.w3.org/2000/01/rdf-schema#label");

    private static readonly Lazy<RdfGraph> Vocabulary = new(() =>
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(Path.Combine(SharedData.ProjectRoot, "ontologies", "vocabularies", "schema-org.ttl")), RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    });

    [Fact]
    public void Every_property_and_class_of_the_record_profile_has_a_label_in_both_languages()
    {
        var used = StandardShapes.RecordProfile.Shapes.OfType<PropertyShape>().Select(shape => shape.Path).OfType<LinkPath>().Select(path => path.Predicate)
            .Concat(StandardShapes.RecordProfile.TargetShapes.SelectMany(shape => shape.Targets).OfType<ClassTarget>().Select(target => (Iri)target.Class));

        Assert.DoesNotContain(used.Where(IsSchema).Distinct(), term => !HasBothLabels(term));
    }

    [Fact]
    public void Every_property_and_class_of_a_dataset_description_has_a_label_in_both_languages()
    {
        var used = DatasetDescriber.DescribeInSchemaOrg(Example.Paintings).SelectMany(triple => (IEnumerable<RdfTerm>)[triple.Predicate, triple.Object]).OfType<Iri>();

        Assert.DoesNotContain(used.Where(IsSchema).Distinct(), term => !HasBothLabels(term));
    }

    [SharedFact(Context)]
    public void Every_term_exists_in_the_published_vocabulary()
    {
        using var context = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(Context)));
        var terms = context.RootElement.GetProperty("@context");

        Assert.DoesNotContain(
            Vocabulary.Value.Select(triple => triple.Subject).OfType<Iri>().Where(IsSchema).Distinct(), term => !terms.TryGetProperty(term.Value[Namespace.Length..], out _));
    }

    private static bool IsSchema(Iri term) => term.Value.StartsWith(Namespace, StringComparison.Ordinal);

    private static bool HasBothLabels(Iri term)
    {
        var labels = Vocabulary.Value.Objects(term, Label).OfType<Literal>().Select(label => label.Language).ToHashSet(StringComparer.Ordinal);
        return labels.SetEquals(["nl", "en"]);
    }
}
