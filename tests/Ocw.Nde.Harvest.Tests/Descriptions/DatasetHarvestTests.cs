using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed class DatasetHarvestTests : IDisposable
{
    private const string Nt = "<http://a.example/1> <http://purl.org/dc/terms/title> \"een\" .\n";

    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private readonly Dictionary<string, (string Text, string MediaType)> _pages = new(StringComparer.Ordinal);
    private readonly PageServer _server;

    public DatasetHarvestTests() => _server = new PageServer(request => _pages.TryGetValue(request.Path, out var page)
        ? PageReply.Tagged(request, page.Text.Replace("{base}", _server!.Address.AbsoluteUri, StringComparison.Ordinal), page.MediaType)
        : PageReply.NotFound);

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private DatasetSource Source(string path = "/dataset") => new("bron", _server.At(path));

    private static string Download(string file, string type, string more = "") => $$$"""{"@type":"DataDownload","contentUrl":"{base}{{{file}}}","encodingFormat":"{{{type}}}"{{{more}}}}""";

    private void Describe(params string[] distributions) =>
        _pages["/dataset"] = ($$$"""{"@context":"https://schema.org/","@id":"{base}dataset","@type":"Dataset","name":"Schilderijen","distribution":[{{{string.Join(',', distributions)}}}]}""", "application/ld+json");

    [Fact]
    public async Task The_best_distribution_is_harvested_and_the_choice_is_explained()
    {
        Describe(Download("a.rdf", "application/rdf+xml"), Download("a.nt", "application/n-triples"), Download("a.csv", "text/csv"), Download("folder.pdf", "application/pdf"));
        _pages["/a.nt"] = (Nt, "application/n-triples");
        var run = await _bench.FetchAsync(Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        var choice = Assert.Single(run.Notices, notice => notice.Code == "dataset-choice").Message;
        Assert.Contains($"Of the 4 distributions of «Schilderijen», {_server.At("/a.nt")} is harvested: a whole copy in RDF (application/n-triples).", choice, StringComparison.Ordinal);
        Assert.Contains("Not used:", choice, StringComparison.Ordinal);
        Assert.Contains(run.Payloads, payload => payload.Kind == PayloadKind.Evidence);
        Assert.Single(_bench.Cut(run, Source()).Documents);

        var same = await _bench.FetchAsync(Source(), run.NextCursor);
        Assert.Equal(HarvestOutcome.Unchanged, same.Outcome);
        Assert.Equal(2, same.Counters.Requests);
    }

    [Fact]
    public async Task The_next_distribution_takes_the_place_of_one_that_fails()
    {
        Describe(Download("weg.nt", "application/n-triples"), Download("a.ttl", "text/turtle"));
        _pages["/a.ttl"] = (Nt, "text/turtle");
        var run = await _bench.FetchAsync(Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains(run.Notices, notice => notice.Code == "dataset-distribution-failed" && notice.Message.Contains("404", StringComparison.Ordinal));
        Assert.Equal(_server.At("/a.ttl").AbsoluteUri, run.NextCursor!.Distribution);
    }

    [Fact]
    public async Task An_event_stream_goes_before_a_dump_and_stays_an_increment()
    {
        _pages["/dataset"] = ("""
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            <{base}dataset> a dcat:Dataset ; dct:title "Stroom" ; dcat:distribution
              [ a dcat:Distribution ; dcat:downloadURL <{base}a.nt> ; dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-triples> ],
              [ a dcat:Distribution ; dcat:accessURL <{base}stream> ; dct:conformsTo <https://w3id.org/ldes/specification> ] .
            """, "text/turtle");
        _pages["/stream"] = ("""
            @prefix tree: <https://w3id.org/tree#> . @prefix ldes: <https://w3id.org/ldes#> . @prefix dct: <http://purl.org/dc/terms/> .
            <{base}stream> a ldes:EventStream ; tree:view <{base}stream> ; tree:member <{base}o1> . <{base}o1> dct:title "een" .
            """, "text/turtle");
        var run = await _bench.FetchAsync(Source());
        Assert.Equal(_server.At("/o1").AbsoluteUri, Assert.Single(_bench.Cut(run, Source()).Records).Identifier);

        var (text, type) = _pages["/stream"];
        _pages["/stream"] = (text + """<{base}stream> tree:member <{base}o2> . <{base}o2> dct:title "twee" .""", type);
        var second = await _bench.FetchAsync(Source(), run.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment), (second.Outcome, second.Scope));
        Assert.Equal(2, _bench.Cut([run, second], Source()).Records.Count);
    }

    [Fact]
    public async Task An_OAI_PMH_address_in_a_description_is_taken_apart()
    {
        Describe(Download("oai?verb=ListRecords&metadataPrefix=edm&set=s1", "text/xml"));
        await _bench.FetchAsync(Source());

        Assert.Contains("/oai?verb=ListRecords&metadataPrefix=edm&set=s1", _server.Paths);
    }

    [Fact]
    public async Task Parts_of_one_dump_come_together()
    {
        Describe(Download("deel-1.nt", "application/n-triples"), Download("deel-2.nt", "application/n-triples"));
        _pages["/deel-1.nt"] = (Nt, "application/n-triples");
        _pages["/deel-2.nt"] = (Nt.Replace('1', '2'), "application/n-triples");
        var run = await _bench.FetchAsync(Source());

        Assert.Equal(2, _bench.Cut(run, Source()).Documents.Count);
    }

    [Fact]
    public async Task A_catalogue_of_many_asks_which_one_is_meant()
    {
        _pages["/catalogus"] = ("""{"@context":"https://schema.org/","@type":"DataCatalog","dataset":[{"@id":"{base}een","@type":"Dataset","name":"Een"},{"@id":"{base}twee","@type":"Dataset","name":"Twee","distribution":{"@type":"DataDownload","contentUrl":"{base}a.nt","encodingFormat":"application/n-triples"}}]}""", "application/ld+json");
        _pages["/a.nt"] = (Nt, "application/n-triples");
        var run = await _bench.FetchAsync(Source("/catalogus"));

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        var reason = Assert.Single(run.Reasons);
        Assert.Equal("dataset-choice-needed", reason.Code);
        Assert.Contains($"«Een» ({_server.At("/een")}), «Twee» ({_server.At("/twee")})", reason.Message, StringComparison.Ordinal);

        var chosen = await _bench.FetchAsync(Source("/catalogus") with { Dataset = _server.At("/twee").AbsoluteUri });
        Assert.Equal(HarvestOutcome.Complete, chosen.Outcome);
    }

    [Theory]
    [InlineData("""<html><head><script type="application/ld+json">{"@context":"https://schema.org/","@type":"Dataset","@id":"{base}dataset","name":"S","distribution":{"@type":"DataDownload","contentUrl":"{base}a.nt","encodingFormat":"application/n-triples"}}</script></head></html>""")]
    [InlineData("""<html><head><link rel="alternate" type="text/turtle" href="/dataset.ttl"></head></html>""")]
    public async Task A_web_page_gives_its_description_or_leads_to_it(string page)
    {
        _pages["/dataset"] = (page, "text/html");
        _pages["/dataset.ttl"] = ("""@prefix schema: <http://schema.org/> . <{base}dataset> a schema:Dataset ; schema:distribution [ a schema:DataDownload ; schema:contentUrl <{base}a.nt> ; schema:encodingFormat "application/n-triples" ] .""", "text/turtle");
        _pages["/a.nt"] = (Nt, "application/n-triples");

        Assert.Equal(HarvestOutcome.Complete, (await _bench.FetchAsync(Source())).Outcome);
    }

    [Fact]
    public async Task A_page_without_data_says_what_is_expected()
    {
        _pages["/dataset"] = ("<html><body>Welkom</body></html>", "text/html");
        var run = await _bench.FetchAsync(Source());

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains("holds no data (JSON-LD, RDFa or microdata) and links to none", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
    }

    [SharedFact("nde/dataset-register/datasets")]
    public async Task Every_description_of_the_dataset_register_is_read_or_explained()
    {
        var folder = SharedData.PathOf("nde/dataset-register/datasets");
        var found = new List<string>();
        var explained = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var mediaType = Path.GetExtension(file) switch { ".ttl" => "text/turtle", ".html" => "text/html", _ => "application/ld+json" };
            _pages["/datasets/" + Path.GetFileName(file)] = (await File.ReadAllTextAsync(file), mediaType);
            var document = new DescriptionDocument(new PageClient(_bench.Web, new HarvestOptions(), new Dictionary<string, string>(StringComparer.Ordinal), null), JsonLdOptions.Default);
            var (dataset, problem) = await new DatasetFinder(document, Source("/datasets/" + Path.GetFileName(file))).FindAsync(CancellationToken.None);
            (dataset is null ? explained : found).Add($"{Path.GetFileName(file)}: {dataset?.Distributions.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? problem!.Code}");
        }

        Assert.Contains("dataset-dcat-valid.jsonld: 4", found);
        Assert.Contains("dataset-schema-org-valid.ttl: 1", found);
        Assert.Contains("dataset-schema-org-valid-microdata.html: 0", found);
        Assert.Contains("dataset-schema-org-valid-rdfa.html: 0", found);
        Assert.Contains("datasets-schema-org-valid.jsonld: dataset-choice-needed", explained);
        Assert.Contains("empty.jsonld: dataset-not-described", explained);
        Assert.True(found.Count >= 50, string.Join("\n", explained));
    }
}
