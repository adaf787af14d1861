using System.Net;
using AngleSharp.Html.Parser;

namespace Ocw.Nde.Node.Tests.Features;

public sealed class PagesTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Object = "/id/voorbeeldmuseum/VM-0006";

    [Theory]
    [InlineData(null, "/page" + Object)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/page" + Object)]
    [InlineData("text/turtle", "/data" + Object + ".ttl")]
    [InlineData("application/ld+json, text/html;q=0.5", "/data" + Object + ".jsonld")]
    [InlineData("application/n-triples;q=0.9, text/turtle;q=0.8", "/data" + Object + ".nt")]
    public async Task An_object_is_dereferenced_by_303_to_what_the_client_prefers(string? accept, string location)
    {
        using var response = await node.GetAsync(Object, accept);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.OriginalString);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task The_data_names_the_object_by_its_own_IRI_whatever_address_was_asked()
    {
        using var response = await node.GetAsync("/data" + Object + ".nt");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/n-triples", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"<{SampleNode.Base}id/voorbeeldmuseum/VM-0006> <https://schema.org/name> \"Kaart van een plantage\"@nl .", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_tells_the_object_and_embeds_its_data()
    {
        using var response = await node.GetAsync("/page" + Object + "?lang=nl");
        var document = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Kaart van een plantage", document.QuerySelector("h1")!.TextContent);
        Assert.Equal("nl", document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Willem Landmeter", document.Body!.TextContent, StringComparison.Ordinal);
        using var data = System.Text.Json.JsonDocument.Parse(document.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Contains("Kaart van een plantage", data.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("script:not([type='application/ld+json'])"));
    }

    [Fact]
    public async Task Pages_speak_the_language_of_the_reader()
    {
        using var dutch = await node.GetAsync("/", language: "nl-NL,nl;q=0.9,en;q=0.5");
        using var english = await node.GetAsync("/", language: "en-GB");
        using var asked = await node.GetAsync("/?lang=en", language: "nl");

        Assert.Contains("<html lang=\"nl\">", await dutch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_term_of_another_publisher_lists_objects_of_both_collections()
    {
        using var response = await node.GetAsync("/term?iri=" + Uri.EscapeDataString("https://termen.voorbeeld.example/122") + "&lang=nl");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains("suiker", text, StringComparison.Ordinal);
        Assert.Contains("Suikerpot", text, StringComparison.Ordinal);
        Assert.Contains("Brief over de suikerhandel", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=haven", "Gezicht op de haven van Waterstad")]
    [InlineData("/search?q=Gezícht HAVEN", "Gezicht op de haven van Waterstad")]
    [InlineData("/search?q=VM-0006", "Kaart van een plantage")]
    [InlineData("/search?q=plant", "Kaart van een plantage")]
    public async Task The_search_box_finds_names_codes_and_beginnings(string path, string title)
    {
        using var response = await node.GetAsync(path);

        Assert.Contains(title, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=%22%20OR%20*")]
    [InlineData("/search?q=NEAR(a b)")]
    [InlineData("/search?q=")]
    [InlineData("/search")]
    public async Task Nothing_that_can_be_typed_breaks_the_search(string path)
    {
        using var response = await node.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/id/voorbeeldmuseum/bestaat-niet")]
    [InlineData("/page/id/voorbeeldmuseum/bestaat-niet")]
    [InlineData("/data/id/voorbeeldmuseum/bestaat-niet.ttl")]
    [InlineData("/term?iri=https://elders.example/1")]
    [InlineData("/term")]
    [InlineData("/zomaar")]
    [InlineData("/dumps/geen/geen.nq.gz")]
    public async Task What_is_not_here_is_not_found(string path)
    {
        using var response = await node.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_dataset_has_a_page_with_licence_and_publisher()
    {
        using var response = await node.GetAsync("/page/id/dataset/voorbeeldmuseum?lang=en");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Sample Museum Waterstad", text, StringComparison.Ordinal);
        Assert.Contains("creativecommons.org/publicdomain/zero/1.0/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_matches_its_checksum_and_its_description()
    {
        using var dump = await node.GetAsync("/dumps/voorbeeldmuseum/voorbeeldmuseum.nq.gz");
        var bytes = await dump.Content.ReadAsByteArrayAsync();
        using var checksum = await node.GetAsync("/dumps/voorbeeldmuseum/voorbeeldmuseum.nq.gz.sha256");
        using var description = await node.GetAsync("/data/id/dataset/voorbeeldmuseum.nt");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

        Assert.StartsWith(hash, await checksum.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("voorbeeldmuseum.nq.gz", await description.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress);
        var text = await new StreamReader(gzip).ReadToEndAsync();
        Assert.Contains("https://schema.org/sameAs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("herkomst wordt onderzocht", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_and_framing()
    {
        using var response = await node.GetAsync("/");

        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
