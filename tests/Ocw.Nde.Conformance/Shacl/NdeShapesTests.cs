using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>The shapes of NDE's other programs: the catalogue of the Network of Terms, the pipelines, the aggregator.</summary>
public class NdeShapesTests
{
    private const string Terms = "nde/network-of-terms/shacl";
    private const string Catalog = "nde/network-of-terms/expected";
    private const string Pipeline = "nde/lde/pipeline-shacl-validator";
    private const string Aggregator = "nde/lod-aggregator";

    [SharedFact(Terms)]
    public void The_catalogue_of_terminology_sources_conforms_and_without_its_publishers_it_does_not()
    {
        var shapes = Shapes($"{Catalog}/catalog-shapes.nt");
        var publishers = SharedData.PathOf($"{Catalog}/catalog-publishers.nt");
        var sources = Directory.GetFiles(SharedData.PathOf($"{Catalog}/catalog-nt"), "*.nt");

        Assert.Equal(56, sources.Length);
        Assert.All(sources, source => Assert.True(Validate(shapes, source, publishers).Conforms, source));
        var alone = Validate(shapes, sources[0]);
        Assert.Contains(alone.Results, result => result.Component.Value == ShaclNs.Namespace + "ClassConstraintComponent" && PathText.ToShortText(result.Path!) == "creator");
    }

    [SharedFact(Terms)]
    public void Two_names_of_shapes_that_are_written_as_strings_are_noticed()
    {
        var published = Shapes($"{Terms}/dataset.jsonld");

        Assert.Equal(2, published.Notices.Count);
        Assert.All(published.Notices, notice => Assert.Contains("sh:node expects a shape", notice.Message.English, StringComparison.Ordinal));
        Assert.All(published.Notices, notice => Assert.Equal(ShapesNoticeKind.NotChecked, notice.Kind));
    }

    [SharedTheory(Pipeline)]
    [InlineData("valid.ttl", "shapes.ttl", "")]
    [InlineData("invalid.ttl", "shapes.ttl", "Violation bob")]
    [InlineData("invalid-two.ttl", "shapes.ttl", "Violation bob, Violation carol")]
    [InlineData("warning-only.ttl", "shapes-severities.ttl", "Warning alice")]
    [InlineData("custom-severity-only.ttl", "shapes-severities.ttl", "Critical alice")]
    public void The_pipelines_fixtures_have_their_outcomes_and_only_violations_make_them_invalid(string data, string shapes, string expected)
    {
        var report = Validate(Shapes($"{Pipeline}/{shapes}"), SharedData.PathOf($"{Pipeline}/{data}"));

        Assert.Equal(expected, string.Join(", ", report.Results.Select(result => $"{PathText.LocalName(result.Severity.Value)} {PathText.LocalName(((Iri)result.FocusNode).Value)}").Order(StringComparer.Ordinal)));
        Assert.Equal(!expected.Contains("Violation", StringComparison.Ordinal), report.IsValid);
        Assert.Equal(expected.Length == 0, report.Conforms);
    }

    [SharedTheory(Aggregator)]
    [InlineData("shacl_dataset_list_schema.ttl", "<urn:d> a s:Dataset ; s:name 'Munten' .", "license, rootResource")]
    [InlineData("shacl_dataset_list_dcat.ttl", "<urn:d> a dcat:Dataset ; dct:title 'Munten' .", "license, rootResource")]
    [InlineData("shacl_dataset_list_void.ttl", "<urn:d> a void:Dataset ; dct:title 'Munten' .", "rootResource")]
    [InlineData("shacl_dataset_dump_schema.ttl", "<urn:d> a s:Dataset ; s:name 'Munten' .", "distribution")]
    [InlineData("shacl_dataset_dump_dcat.ttl", "<urn:d> a dcat:Dataset ; dct:title 'Munten' ; dcat:distribution <urn:e> . <urn:e> a dcat:Distribution ; dct:license <urn:l> .", "downloadURL, mediaType")]
    public void The_aggregators_dataset_shapes_load_and_say_what_lacks(string shapes, string data, string lacking)
    {
        const string prefixes = "@prefix s: <http://schema.org/> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix void: <http://rdfs.org/ns/void#> . ";
        var source = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(prefixes + data), RdfFormats.Turtle, source);
        var loaded = Shapes($"{Aggregator}/shapes/{shapes}");

        var report = ShaclValidator.Validate(source.Build(), GraphSelector.Default, loaded);

        Assert.Empty(loaded.Notices);
        Assert.Equal(lacking, string.Join(", ", report.Results.Select(result => PathText.ToShortText(result.Path!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [SharedTheory(Aggregator)]
    [InlineData("; s:image <https://a.example/1.jpg> ; s:license <https://creativecommons.org/publicdomain/zero/1.0/>", "")]
    [InlineData("; s:license <https://creativecommons.org/publicdomain/zero/1.0/>", "isShownAt|isShownBy")]
    public void What_the_aggregators_query_makes_of_a_record_is_held_against_its_shapes_for_europeana(string extra, string lacking)
    {
        var record = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(
            Encoding.UTF8.GetBytes($"@prefix s: <http://schema.org/> . <https://a.example/1> a s:Painting ; s:name 'Gezicht op Delft'@nl ; s:about 'stadsgezicht'@nl ; s:provider 'Museum' {extra} ."), RdfFormats.Turtle, record);
        var source = record.Build();
        using var made = (TripleSequence)new SparqlDataset(() => source).Query(new SparqlRequest { Query = File.ReadAllText(SharedData.PathOf($"{Aggregator}/queries/schema2edm.rq")) }, CancellationToken.None);
        var edm = new MemoryQuadSourceBuilder();
        made.WriteTo(edm);

        var report = ShaclValidator.Validate(edm.Build(), GraphSelector.Default, Shapes($"{Aggregator}/shapes/shacl_edm.ttl"));

        Assert.Equal(2, report.Targets.Validated);
        Assert.Equal(lacking, string.Join(", ", report.Results.Select(result => PathText.ToShortText(result.Path!))));
    }

    private static ShapesGraph Shapes(string file)
    {
        var graph = new RdfGraph();
        RdfFormats.ParseFile(SharedData.PathOf(file), new RdfGraphSink(graph), new() { BaseIri = "https://example.org/shapes" });
        return ShapesGraph.Load(graph);
    }

    private static ValidationReport Validate(ShapesGraph shapes, params string[] files)
    {
        var data = new MemoryQuadSourceBuilder();
        foreach (var file in files)
        {
            RdfFormats.ParseFile(file, data);
            data.NewBlankNodeScope();
        }

        return ShaclValidator.Validate(data.Build(), GraphSelector.Default, shapes);
    }
}
