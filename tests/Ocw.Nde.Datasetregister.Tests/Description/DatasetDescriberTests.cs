using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Datasetregister.Validation;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Tests.Description;

public class DatasetDescriberTests
{
    private const string RegisterShapes = "nde/dataset-register/shacl/shacl.ttl";

    public static TheoryData<string> Forms => ["all", "schema.org", "dcat", "catalog", "minimal"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_description_meets_our_own_profile_without_violations(string form)
    {
        var report = DescriptionValidator.Validate(Describe(form));

        Assert.Empty(report.Results.Where(result => result.Severity.Value == ShaclNs.Violation).Select(Line));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("schema.org")]
    [InlineData("dcat")]
    [InlineData("catalog")]
    public void A_full_description_has_not_even_a_hint(string form) => Assert.Empty(DescriptionValidator.Validate(Describe(form)).Results.Select(Line));

    [SharedTheory(RegisterShapes)]
    [MemberData(nameof(Forms))]
    public void A_description_meets_the_registers_published_shapes(string form)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(SharedData.PathOf(RegisterShapes)), RdfFormats.Turtle, new RdfGraphSink(graph));

        var report = DescriptionValidator.Validate(Describe(form), ShapesGraph.Load(graph));

        Assert.Empty(report.Results.Where(result => form != "minimal" || result.Severity.Value == ShaclNs.Violation).Select(Line));
    }

    [Fact]
    public void The_publisher_is_named_with_isil_sector_and_municipality()
    {
        var graph = new RdfGraph(DatasetDescriber.Describe(Example.Paintings));
        var publisher = Example.Museum.Iri;

        var isil = Assert.Single(graph.Objects(publisher, Schema("identifier")), id => graph.Object(id, Schema("propertyID")) == new Iri("http://www.wikidata.org/entity/P791"));
        Assert.Equal(new Literal("NL-VbdMV"), graph.Object(isil, Schema("value")));
        Assert.Equal(new Literal("NL-VbdMV"), graph.Object(publisher, DcTerms("identifier")));
        Assert.Equal(Model("Museum"), graph.Object(publisher, Model("sector")));
        var municipality = new Iri("https://identifier.overheid.nl/tooi/id/gemeente/gm0363");
        Assert.Equal(municipality, graph.Object(publisher, Schema("location")));
        Assert.Equal(new Literal("GM0363"), graph.Object(municipality, Schema("identifier")));
        Assert.Equal(municipality, graph.Object(publisher, DcTerms("spatial")));
        Assert.Contains(new Literal("Example Museum", "en"), graph.Objects(publisher, Foaf("name")));
    }

    [Fact]
    public void A_dump_has_its_media_type_compression_size_and_checksum_in_both_vocabularies()
    {
        var graph = new RdfGraph(DatasetDescriber.Describe(Example.Paintings));
        var dump = new Iri("https://museum.example/id/dataset/schilderijen#distribution-1");

        Assert.Equal(new Literal("application/n-quads+gzip"), graph.Object(dump, Schema("encodingFormat")));
        Assert.Equal(new Iri("https://www.iana.org/assignments/media-types/application/n-quads"), graph.Object(dump, Dcat("mediaType")));
        Assert.Equal(new Iri("https://www.iana.org/assignments/media-types/application/gzip"), graph.Object(dump, Dcat("compressFormat")));
        Assert.Equal(new Literal("123456789012", XsdNs.NonNegativeInteger), graph.Object(dump, Dcat("byteSize")));
        var checksum = graph.Object(dump, Spdx("checksum"))!;
        Assert.Equal(Spdx("checksumAlgorithm_sha256"), graph.Object(checksum, Spdx("algorithm")));
        Assert.Equal(new Literal(Example.Paintings.Distributions[0].Sha256!, XsdNs.HexBinary), graph.Object(checksum, Spdx("checksumValue")));
        Assert.Equal(new Literal("2026-04-14T10:30:00Z", XsdNs.DateTime), graph.Object(dump, Schema("dateModified")));
        Assert.Equal(Example.Cc0, graph.Object(dump, DcTerms("license")));
    }

    [Fact]
    public void A_sparql_endpoint_is_a_service_of_the_dataset()
    {
        var graph = new RdfGraph(DatasetDescriber.Describe(Example.Paintings));
        var endpoint = new Iri("https://museum.example/sparql");

        var service = Assert.Single(graph.Subjects(Dcat("endpointURL"), endpoint));
        Assert.Equal(Example.Paintings.Iri, graph.Object(service, Dcat("servesDataset")));
        var distribution = Assert.Single(graph.Subjects(Dcat("accessService"), service));
        Assert.Equal(Distribution.SparqlProtocol, graph.Object(distribution, Schema("usageInfo")));
        Assert.Equal(endpoint, graph.Object(Example.Paintings.Iri, Void("sparqlEndpoint")));
        Assert.Null(graph.Object(distribution, Schema("encodingFormat")));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_closed_is_not_described(string form)
    {
        var text = string.Join('\n', Describe(form).Select(triple => triple.ToString()));

        Assert.DoesNotContain("intern", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gesloten", text, StringComparison.Ordinal);
        Assert.Empty(DatasetDescriber.Describe(Example.Paintings with { Access = AccessLevel.Closed }));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_description_has_no_blank_nodes(string form) =>
        Assert.DoesNotContain(Describe(form), triple => triple.Subject is BlankNode || triple.Object is BlankNode);

    [Fact]
    public void A_dataset_in_a_catalogue_says_so()
    {
        var graph = new RdfGraph(DatasetDescriber.Describe(Example.Everything));

        Assert.Equal(Example.Everything.Iri, graph.Object(Example.Paintings.Iri, Schema("includedInDataCatalog")));
        Assert.Equal([Example.Paintings.Iri], graph.Objects(Example.Everything.Iri, Dcat("dataset")));
        Assert.Equal([Example.Paintings.Iri], graph.Objects(Example.Everything.Iri, Schema("dataset")));
    }

    [Fact]
    public void Counts_are_part_of_the_description()
    {
        var counts = new DatasetStatistics
        {
            Triples = 10,
            Records = 2,
            DistinctSubjects = 3,
            DistinctIriObjects = 4,
            DistinctLiterals = 5,
            PropertyCount = 1,
            ClassCount = 1,
            Classes = [new(Schema("CreativeWork"), 2)],
            Properties = [new(Schema("name"), 4, 2, 3)],
            Datatypes = [XsdNs.Date],
            Languages = [new("nl", 5)],
            Linksets = [new("http://vocab.getty.edu/aat/", 6)],
        };

        var graph = new RdfGraph(DatasetDescriber.Describe(Example.Paintings with { Statistics = counts }));

        Assert.Equal(new Literal("10", XsdNs.Integer), graph.Object(Example.Paintings.Iri, Void("triples")));
        Assert.Equal(new Literal("2", XsdNs.Integer), graph.Object(Example.Paintings.Iri, Void("entities")));
        var partition = graph.Object(Example.Paintings.Iri, Void("propertyPartition"))!;
        Assert.Equal(new Literal("4", XsdNs.Integer), graph.Object(partition, Void("triples")));
        Assert.Single(graph.Subjects(Void("objectsTarget"), new Iri("http://vocab.getty.edu/aat/")));
    }

    private static IReadOnlyList<Triple> Describe(string form) => form switch
    {
        "schema.org" => DatasetDescriber.DescribeInSchemaOrg(Example.Paintings),
        "dcat" => DatasetDescriber.DescribeInDcat(Example.Paintings),
        "catalog" => DatasetDescriber.Describe(Example.Everything),
        "minimal" => DatasetDescriber.Describe(new Dataset
        {
            Iri = Example.Paintings.Iri,
            Names = [new("Schilderijen", "nl")],
            License = Example.Cc0,
            Publisher = new Publisher { Iri = Example.Museum.Iri, Names = [new("Museum Voorbeeld", "nl")] },
        }),
        _ => DatasetDescriber.Describe(Example.Paintings),
    };

    private static string Line(ValidationResult result) => $"{PathText.LocalName(result.Severity.Value)} {result.FocusNode} {(result.Path is null ? "" : PathText.ToShortText(result.Path))}: {result.MessageIn("en")}";
}
