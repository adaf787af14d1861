using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>The published shapes of DCAT-AP 3.0.1, DCAT-AP HVD 3.0.0 and DCAT-AP-NL 3.0 over the published examples: the results that NDE's engine gives too.</summary>
/// <remarks>shacl-engine 1.1.2 gives the same results for all rows. The examples are fragments: what they leave out, the shapes report.</remarks>
public class DcatApTests
{
    private const string Semic = "suites/dcat-ap/dcat-ap-semic.zip";
    private const string Geonovum = "suites/dcat-ap/dcat-ap-nl30.zip";

    private static readonly Lazy<SuiteArchive> Releases = new(() => SuiteArchive.Of(Semic, "https://semic.example/"));
    private static readonly Lazy<SuiteArchive> Nl = new(() => SuiteArchive.Of(Geonovum, "https://geonovum.example/"));

    private static readonly Dictionary<string, Lazy<ShapesGraph>> Shapes = new(StringComparer.Ordinal)
    {
        ["Ap"] = new(() => Load((Releases.Value, "releases/3.0.1/shacl/dcat-ap-SHACL.ttl"))),
        ["Hvd"] = new(() => Load((Releases.Value, "releases/3.0.0-hvd/shacl/hvd-SHACL.ttl"))),
        ["ApNl"] = new(() => Load(
            (Nl.Value, "shapes/dcat-ap-SHACL.ttl"),
            (Nl.Value, "shapes/dcat-ap-nl-SHACL.ttl"),
            (Nl.Value, "shapes/dcat-ap-nl-SHACL-aanbevolen.ttl"),
            (Nl.Value, "shapes/dcat-ap-nl-SHACL-klassebereik.ttl"),
            (Nl.Value, "shapes/dcat-ap-nl-SHACL-klassebereik-codelijsten.ttl"))),
    };

    [SharedTheory(Semic)]
    [InlineData("Ap", "bee-population-2022-2023", "Violation Class 2")]
    [InlineData("Ap", "bee-population-dataset-frequency", "Violation Class 1, Violation MinCount 2")]
    [InlineData("Ap", "bee-population-dataset-series-frequency", "Violation Class 3, Violation MinCount 5")]
    [InlineData("Ap", "bee-population-dataset-series-gea-nha", "Violation Class 5, Violation MinCount 4")]
    [InlineData("Ap", "bee-population-dataset-series-issued", "Violation Class 5, Violation MinCount 3")]
    [InlineData("Ap", "bee-population-dataset-series-life-count", "Violation Class 2, Violation MinCount 1")]
    [InlineData("Ap", "bee-population-dataset-series-modified", "Violation Class 5, Violation MinCount 4")]
    [InlineData("Ap", "bee-population-dataset-series-ordered", "Violation MinCount 5")]
    [InlineData("Ap", "bee-population-dataset-series-spatial-thessaloniki-athens", "Violation Class 5, Violation MinCount 3")]
    [InlineData("Ap", "bee-population-dataset-series-spatial-thessaloniki", "Violation Class 2, Violation MinCount 2")]
    [InlineData("Ap", "bee-population-dataset-series", "Violation MinCount 5")]
    [InlineData("Ap", "bee-population", "Violation Class 1")]
    [InlineData("Ap", "bee-populaton-2022-2023", "Violation Class 2")]
    [InlineData("ApNl", "bee-population-2022-2023", "Violation Class 2, Violation MinCount 10, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population-dataset-frequency", "Violation Class 1, Violation MinCount 8, Warning MinCount 4")]
    [InlineData("ApNl", "bee-population-dataset-series-frequency", "Violation Class 3, Violation MinCount 17, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population-dataset-series-gea-nha", "Violation Class 5, Violation MinCount 22, Warning MinCount 12")]
    [InlineData("ApNl", "bee-population-dataset-series-issued", "Violation Class 5, Violation MinCount 15, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population-dataset-series-life-count", "Violation Class 2, Violation MinCount 14, Warning MinCount 7")]
    [InlineData("ApNl", "bee-population-dataset-series-modified", "Violation Class 5, Violation MinCount 22, Warning MinCount 12")]
    [InlineData("ApNl", "bee-population-dataset-series-ordered", "Violation MinCount 17, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population-dataset-series-spatial-thessaloniki-athens", "Violation Class 5, Violation MinCount 15, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population-dataset-series-spatial-thessaloniki", "Violation Class 2, Violation MinCount 8, Warning MinCount 4")]
    [InlineData("ApNl", "bee-population-dataset-series", "Violation MinCount 17, Warning MinCount 8")]
    [InlineData("ApNl", "bee-population", "Violation Class 1, Violation MinCount 5, Warning MinCount 4")]
    [InlineData("ApNl", "bee-populaton-2022-2023", "Violation Class 2, Violation MinCount 10, Warning MinCount 8")]
    [InlineData("ApNl", "data_service_openapi_sla", "Violation Class 7, Violation MinCount 6, Warning MinCount 3")]
    [InlineData("ApNl", "data_service_service_desk", "Violation Class 7, Violation MinCount 5, Warning MinCount 3")]
    [InlineData("ApNl", "data_service_terms_sla", "Violation Class 15, Violation MinCount 22, Warning MinCount 23")]
    [InlineData("ApNl", "map_licenses", "")]
    [InlineData("ApNl", "ms_catalogue", "Violation Class 21, Violation MinCount 8, Warning MinCount 9")]
    [InlineData("ApNl", "ms_catalogue_hvd", "Violation Class 19, Violation MinCount 8, Warning MinCount 9")]
    [InlineData("ApNl", "ms_catalogue_simple", "")]
    [InlineData("ApNl", "ms_dataset", "Violation Class 5, Violation MinCount 4, Warning MinCount 4")]
    [InlineData("ApNl", "ms_dataset_2_distributions", "Violation Class 12, Violation MinCount 6, Warning MinCount 12")]
    [InlineData("ApNl", "ms_dataset_2_identifiers", "Violation Class 7, Violation MinCount 4, Warning MinCount 4")]
    [InlineData("ApNl", "ms_dataset_2_licenses", "Violation Class 11, Violation MinCount 24, Warning MinCount 23")]
    [InlineData("ApNl", "ms_dataset_data_service", "Violation Class 8, Violation MinCount 25, Warning MinCount 19")]
    [InlineData("ApNl", "ms_dataset_hvd_profile", "Violation Class 15, Violation MinCount 6, Warning MinCount 9")]
    [InlineData("ApNl", "restrict_licenses", "Violation Class 9, Violation MinCount 16, Warning MinCount 16")]
    [InlineData("Hvd", "data_service_openapi_sla", "Violation Class 7, Violation MinCount 1")]
    [InlineData("Hvd", "data_service_service_desk", "Violation Class 8")]
    [InlineData("Hvd", "data_service_terms_sla", "Violation Class 12, Violation MinCount 9")]
    [InlineData("Hvd", "map_licenses", "")]
    [InlineData("Hvd", "ms_catalogue", "Violation Class 16")]
    [InlineData("Hvd", "ms_catalogue_hvd", "Violation Class 14")]
    [InlineData("Hvd", "ms_catalogue_simple", "")]
    [InlineData("Hvd", "ms_dataset", "Violation Class 2, Violation MinCount 1")]
    [InlineData("Hvd", "ms_dataset_2_distributions", "Violation Class 5, Violation MinCount 2")]
    [InlineData("Hvd", "ms_dataset_2_identifiers", "Violation Class 2, Violation MinCount 1")]
    [InlineData("Hvd", "ms_dataset_2_licenses", "Violation Class 8, Violation MinCount 11")]
    [InlineData("Hvd", "ms_dataset_data_service", "Violation Class 5, Violation MinCount 9")]
    [InlineData("Hvd", "ms_dataset_hvd_profile", "Violation Class 8, Violation MinCount 2")]
    [InlineData("Hvd", "restrict_licenses", "Violation Class 6, Violation MinCount 6")]
    public void An_example_has_the_results_that_another_engine_finds(string profile, string example, string expected)
    {
        var folder = example.StartsWith("bee", StringComparison.Ordinal) ? "3.0.1" : "3.0.0-hvd";
        var data = new MemoryQuadSourceBuilder();
        Parse(Releases.Value, $"releases/{folder}/html/examples/example-{example}.ttl", data);

        var report = ShaclValidator.Validate(data.Build(), GraphSelector.Default, Shapes[profile].Value);

        var counts = report.Results.CountBy(result => $"{PathText.LocalName(result.Severity.Value)} {PathText.LocalName(result.Component.Value).Replace("ConstraintComponent", "", StringComparison.Ordinal)}", StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));
        Assert.True(report.IsComplete);
    }

    [SharedTheory(Semic)]
    [InlineData("releases/2.1.1/dcat-ap_2.1.1_shacl_shapes.ttl", 0)]
    [InlineData("releases/2.1.1/dcat-ap_2.1.1_shacl_shapes_recommended.ttl", 0)]
    [InlineData("releases/2.1.1/dcat-ap_2.1.1_shacl_range.ttl", 0)]
    [InlineData("releases/2.1.1/dcat-ap_2.1.1_shacl_mdr-vocabularies.shape.ttl", 0)]
    [InlineData("releases/3.0.0/shacl/dcat-ap-SHACL.ttl", 0)]
    [InlineData("releases/3.0.1/shacl/dcat-ap-SHACL.ttl", 2)]
    [InlineData("releases/3.0.1/html/shacl/shapes.ttl", 0)]
    public void Published_shapes_load_with_a_notice_for_each_property_without_path_and_nothing_else(string file, int withoutPath)
    {
        var shapes = Load((Releases.Value, file));

        Assert.NotEmpty(shapes.TargetShapes);
        Assert.Equal(withoutPath, shapes.Notices.Count);
        Assert.All(shapes.Notices, notice => Assert.Contains("no sh:path", notice.Message.English, StringComparison.Ordinal));
    }

    [SharedFact(Geonovum)]
    public void A_dataset_that_the_dutch_profile_finds_incomplete_is_told_what_it_lacks_in_both_languages()
    {
        var data = new MemoryQuadSourceBuilder();
        RdfFormats.Parse("<https://example.org/d> a <http://www.w3.org/ns/dcat#Dataset> ."u8.ToArray(), RdfFormats.Turtle, data);

        var report = ShaclValidator.Validate(data.Build(), GraphSelector.Default, Shapes["ApNl"].Value);

        var missing = report.Results.Where(result => result.Severity == new Iri(ShaclNs.Violation)).Select(result => PathText.ToShortText(result.Path!)).Order(StringComparer.Ordinal);
        Assert.Equal(["accessRights", "contactPoint", "creator", "description", "identifier", "publisher", "theme", "title"], missing);
        Assert.All(report.Results, result => Assert.NotEqual(result.MessageIn("nl"), result.MessageIn("en")));
    }

    private static ShapesGraph Load(params (SuiteArchive Archive, string File)[] files)
    {
        var triples = new List<Triple>();
        for (var i = 0; i < files.Length; i++)
        {
            var graph = new RdfGraph();
            Parse(files[i].Archive, files[i].File, new RdfGraphSink(graph), $"f{i}");
            triples.AddRange(graph);
        }

        return ShapesGraph.Load(triples);
    }

    private static void Parse(SuiteArchive archive, string file, Ocw.Nde.Rdf.IQuadSink sink, string blankNodes = "") =>
        RdfFormats.Parse(archive.Read(archive.IriOf(file)), RdfFormats.Turtle, sink, new() { BaseIri = archive.IriOf(file), BlankNodePrefix = blankNodes });
}
