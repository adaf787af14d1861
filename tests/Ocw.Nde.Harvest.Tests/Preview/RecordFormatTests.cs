using System.Text;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.Preview;

public sealed class RecordFormatTests
{
    [Theory]
    [InlineData("<l:lido xmlns:l=\"http://www.lido-schema.org\"/>", "lido")]
    [InlineData("<?xml version=\"1.0\"?><!-- x --><lido xmlns='http://www.lido-schema.org'/>", "lido")]
    [InlineData("<record xmlns=\"http://www.loc.gov/MARC21/slim\"/>", "marc21")]
    [InlineData("<mods:mods xmlns:mods=\"http://www.loc.gov/mods/v3\" xmlns:x=\"http://www.lido-schema.org\"/>", "mods")]
    [InlineData("<a2a:A2A xmlns:a2a=\"http://Mindbus.nl/A2A\"/>", "a2a")]
    [InlineData("<ead><eadheader/></ead>", "ead2002")]
    [InlineData("<record priref=\"1\"/>", "adlib")]
    [InlineData("<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"/>", "oai_dc")]
    [InlineData("<doos xmlns=\"urn:x\"/>", "doos")]
    public void XML_is_told_by_the_namespace_of_its_root(string xml, string name) =>
        Assert.Equal(name, RecordFormat.Of(Encoding.UTF8.GetBytes(xml), "application/xml")!.Name);

    [Theory]
    [InlineData("application/rdf+xml", "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:edm=\"http://www.europeana.eu/schemas/edm/\"/>", "edm")]
    [InlineData("application/ld+json", "{\"@context\":\"https://schema.org/\",\"@type\":\"Painting\"}", "schema")]
    [InlineData("application/json", "{\"@context\":\"http://iiif.io/api/presentation/3/context.json\"}", "iiif-manifest")]
    [InlineData("text/turtle", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "skos")]
    public void RDF_and_JSON_are_told_by_the_vocabulary_that_they_name(string mediaType, string text, string name) =>
        Assert.Equal(name, RecordFormat.Of(Encoding.UTF8.GetBytes(text), mediaType)!.Name);

    [Fact]
    public void Rows_of_a_table_have_no_format() => Assert.Null(RecordFormat.Of("{\"titel\":\"Zee\"}"u8, "text/csv"));

    [Fact]
    public async Task A_preview_tells_what_a_repository_offers_and_announces_and_writes_nothing()
    {
        var repository = new FakeRepository(95, 10, isDeleted: number => number == 2, set: number => number % 2 == 0 ? "even" : "oneven");
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));
        var looked = new List<string>();

        var preview = await bench.Harvester.PreviewAsync(Source, null, look: item => looked.Add(item is CutItem.Record { Value: var record } ? record.Identifier : item.ToString()!));

        Assert.Equal((HarvestScope.Full, 95L, true), (preview.Scope, preview.Announced, preview.IsPartial));
        Assert.Empty(preview.Reasons);
        Assert.Equal(10, looked.Count);
        Assert.Equal("oai_dc", preview.Format!.Name);
        Assert.Equal("oai_dc", Assert.Single(preview.MetadataFormats).Prefix);
        Assert.Equal(["oneven", "even"], preview.Sets.Select(set => set.Spec));
        Assert.Equal("Set even", preview.Sets[1].Name);
        Assert.Equal(4, preview.Requests);
        Assert.Empty(bench.Archive.Runs("bron"));
        Assert.Empty(Directory.GetFiles(bench.Archive.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_preview_of_a_source_that_cannot_be_harvested_says_why()
    {
        using var bench = new HarvestBench(new FakeRepository(1, 10) { Misbehave = (arguments, _) => arguments["verb"] == "ListRecords" ? Error("cannotDisseminateFormat", "onbekend") : null }.Handler, new SteppedTime());

        var preview = await bench.Harvester.PreviewAsync(Source, null);

        Assert.Equal("oai-error", Assert.Single(preview.Reasons).Code);
        Assert.Equal("oai_dc", Assert.Single(preview.MetadataFormats).Prefix);
    }

    [Fact]
    public async Task A_preview_of_files_looks_at_the_first_of_them()
    {
        using var bench = new HarvestBench();
        bench.File("a.csv", "id,titel\n1,Zee\n2,Strand\n"u8);
        bench.File("b.csv", "id,titel\n3,Duin\n"u8);
        var looked = new List<CutItem>();

        var preview = await bench.Harvester.PreviewAsync(new FileSource("bron", ["*.csv"]) { BaseDirectory = bench.Folder }, null, look: looked.Add);

        Assert.Equal(("files", true), (preview.Protocol, preview.IsPartial));
        Assert.Equal(2, looked.OfType<CutItem.Record>().Count());
    }
}
