using System.IO.Compression;
using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed class SiteHarvestTests : IDisposable
{
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private readonly FakeSite _site = new();

    public void Dispose()
    {
        _bench.Dispose();
        _site.Dispose();
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Fact]
    public async Task Objects_in_the_pages_of_a_sitemap_are_records_under_their_own_names()
    {
        for (var i = 1; i <= 4; i++)
            _site.Object($"/object/{i}", $"Titel {i}");
        var run = await _bench.FetchAsync(_site.Source);
        var cut = _bench.Cut(run, _site.Source);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (run.Outcome, run.Scope));
        Assert.Equal(["/object/1", "/object/2", "/object/3", "/object/4", "/sitemap.xml"], _site.TakePaths().Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 4).Select(i => _site.At($"/object/{i}")), cut.Records.Select(record => record.Identifier));
        Assert.Contains("\"Titel 3\"", cut.Text(_site.At("/object/3")), StringComparison.Ordinal);
        Assert.Equal("application/n-triples", cut.Records[0].MediaType);
    }

    [Fact]
    public async Task A_page_that_gives_data_when_it_is_asked_for_is_not_read_as_a_web_page()
    {
        _site.Object("/object/1", "uit de pagina");
        _site.Negotiated["/object/1"] = "<> a <http://schema.org/VisualArtwork> ; <http://schema.org/name> \"uit de data\" .";
        var run = await _bench.FetchAsync(_site.Source);

        var text = _bench.Cut(run, _site.Source).Text(_site.At("/object/1"));
        Assert.Contains("uit de data", text, StringComparison.Ordinal);
        Assert.DoesNotContain("uit de pagina", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/object/{0}.ttl", true)]
    [InlineData("/data/{0}?format=ttl", false)]
    public async Task Data_that_a_page_links_to_is_fetched_and_the_next_pages_cost_one_request(string data, bool asHeader)
    {
        for (var i = 11; i <= 13; i++)
        {
            var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, data, i);
            _site.Pages[$"/object/{i}"] = ("text/html", FakeSite.Html("", asHeader ? "" : $"<link rel=\"alternate\" type=\"text/turtle\" href=\"{address}\">"));
            if (asHeader)
                _site.Links[$"/object/{i}"] = $"<{{base}}{address}>; rel=\"describedby\"; type=\"text/turtle\"";
            _site.Pages[address] = ("text/turtle", $"<{{base}}/id/{i}> a <https://schema.org/Painting> ; <https://schema.org/name> \"Titel {i}\" .");
            _site.List($"/object/{i}");
        }

        var run = await _bench.FetchAsync(_site.Source);
        var cut = _bench.Cut(run, _site.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(["11", "12", "13"], cut.Records.Select(record => record.Identifier[(record.Identifier.LastIndexOf('/') + 1)..]));
        var address2 = string.Format(System.Globalization.CultureInfo.InvariantCulture, data, 12);
        var paths = _site.TakePaths();
        Assert.Equal(5, paths.Count);
        Assert.Contains(address2, paths);
        Assert.DoesNotContain("/object/12", paths);
        Assert.Contains(run.Notices, notice => notice.Code == "sitemap-way");

        // The way is known from the start of the next run, and what is held is asked for where it came from.
        _site.Pages[address2] = ("text/turtle", "<{base}/id/12> a <https://schema.org/Painting> ; <https://schema.org/name> \"Anders\" .");
        var next = await _bench.FetchAsync(_site.Source, run.NextCursor);
        Assert.Equal((HarvestOutcome.Complete, 4), (next.Outcome, _site.TakePaths().Count));
        Assert.Contains("Anders", _bench.Cut(next, _site.Source).Text(_site.At("/id/12")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Microdata_and_RDFa_are_read_as_well()
    {
        _site.Pages["/a"] = ("text/html", FakeSite.Html("", body: "<div itemscope itemtype=\"https://schema.org/Painting\" itemid=\"{base}/id/a\"><span itemprop=\"name\">Microdata</span></div>"));
        _site.Pages["/b"] = ("text/html", FakeSite.Html("", body: "<div vocab=\"http://schema.org/\" typeof=\"Painting\" resource=\"{base}/id/b\"><span property=\"name\">RDFa</span></div>"));
        _site.List("/a");
        _site.List("/b");
        var cut = _bench.Cut(await _bench.FetchAsync(_site.Source), _site.Source);

        Assert.Contains("\"Microdata\"", cut.Text(_site.At("/id/a")), StringComparison.Ordinal);
        Assert.Contains("\"RDFa\"", cut.Text(_site.At("/id/b")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_surrounds_the_subject_of_a_page_is_no_record()
    {
        const string graph = """
            {"@context":"https://schema.org/","@graph":[
              {"@type":"WebPage","@id":"{base}/object/1","isPartOf":{"@id":"{base}/#website"},"breadcrumb":{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home"}]}},
              {"@type":"WebSite","@id":"{base}/#website","publisher":{"@type":"Museum","@id":"{base}/#museum","name":"Het museum"},"potentialAction":{"@type":"SearchAction","target":"{base}/zoek"}},
              {"@type":"Painting","@id":"{base}/#object","name":"De molen","mainEntityOfPage":{"@id":"{base}/object/1"},"creator":{"@type":"Person","name":"Jan"}}]}
            """;
        _site.Pages["/object/1"] = ("text/html", FakeSite.Html(graph, body: "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org/\",\"@type\":\"Museum\",\"name\":\"Los\"}</script>"));
        _site.List("/object/1");
        var cut = _bench.Cut(await _bench.FetchAsync(_site.Source), _site.Source);

        Assert.Equal(_site.At("/#object"), Assert.Single(cut.Records).Identifier);
        var text = cut.Text(_site.At("/#object"));
        Assert.Contains("\"Jan\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Home", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_without_a_name_gets_the_canonical_address_of_its_page_and_the_same_thing_twice_is_one_record()
    {
        _site.Object("/object/1", "Titel", isNamed: false);
        _site.Pages["/nl/object/1"] = ("text/html", _site.Pages["/object/1"].Text.Replace("<title>", "<link rel=\"canonical\" href=\"/object/1\"><title>", StringComparison.Ordinal));
        _site.List("/nl/object/1");
        var run = await _bench.FetchAsync(_site.Source);
        var cut = _bench.Cut(run, _site.Source);

        Assert.Equal(_site.At("/object/1"), Assert.Single(cut.Records).Identifier);
        Assert.Equal(1, cut.Summary.Duplicates);
        Assert.Contains($"<{_site.At("/object/1")}> <http://schema.org/name> \"Titel\"", cut.Text(_site.At("/object/1")).Replace("https://schema", "http://schema", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_several_records_gives_each_its_own_statements()
    {
        _site.Pages["/lijst"] = ("text/html", FakeSite.Html("""[{"@context":"https://schema.org/","@type":"Book","@id":"{base}/b/1","name":"Een"},{"@context":"https://schema.org/","@type":"Book","@id":"{base}/b/2","name":"Twee"}]"""));
        _site.List("/lijst");
        var cut = _bench.Cut(await _bench.FetchAsync(_site.Source), _site.Source);

        Assert.Equal(2, cut.Records.Count);
        Assert.DoesNotContain("Twee", cut.Text(_site.At("/b/1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_without_data_are_set_aside_with_a_reason()
    {
        _site.Object("/object/1", "Titel");
        _site.Pages["/contact"] = ("text/html", FakeSite.Html(""));
        _site.Pages["/nieuws"] = ("text/html", FakeSite.Html("""{"@context":"https://schema.org/","@type":"WebPage","name":"Nieuws"}"""));
        _site.Pages["/stuk"] = ("text/html", FakeSite.Html("{\"@context\": nee"));
        foreach (var path in (string[])["/contact", "/nieuws", "/stuk"])
            _site.List(path);
        var run = await _bench.FetchAsync(_site.Source);
        var cut = _bench.Cut(run, _site.Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Single(cut.Records);
        Assert.Equal(["site-no-data", "site-no-record", "site-no-data"], cut.Faults.Select(fault => fault.Code));
        Assert.Equal(_site.At("/contact"), cut.Faults[0].Identifier);
        Assert.Contains("JSON-LD", cut.Faults[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_of_the_source_say_what_records_are()
    {
        _site.Pages["/a"] = ("text/html", FakeSite.Html("""{"@context":"https://schema.org/","@type":"Person","@id":"{base}/p/1","name":"Jan","knows":{"@type":"Person","@id":"{base}/p/2","name":"Piet"}}"""));
        _site.List("/a");
        var source = _site.Source with { Classes = ["schema:Person"] };
        var cut = _bench.Cut(await _bench.FetchAsync(source), source);

        Assert.Equal([_site.At("/p/1"), _site.At("/p/2")], cut.Records.Select(record => record.Identifier).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_lastmod_did_not_move_is_not_asked_for()
    {
        _site.Object("/a", "A", "2020-01-01");
        _site.Object("/b", "B", "2020-01-01T10:00:00+01:00");
        _site.Object("/c", "C");
        var first = await _bench.FetchAsync(_site.Source);
        _site.TakePaths();
        var same = await _bench.FetchAsync(_site.Source, first.NextCursor);
        Assert.Equal(HarvestOutcome.Unchanged, same.Outcome);
        Assert.Equal(["/sitemap.xml", "/c"], _site.TakePaths());
        Assert.Equal(2, same.Counters.Requests);

        _site.Object("/b", "B anders", "2020-02-02");
        var more = await _bench.FetchAsync(_site.Source, same.NextCursor);
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (more.Outcome, more.Scope));
        Assert.Equal(["/b", "/c", "/sitemap.xml"], _site.TakePaths().Order(StringComparer.Ordinal));
        var cut = _bench.Cut(more, _site.Source);
        Assert.Equal(3, cut.Records.Count);
        Assert.Contains("B anders", cut.Text(_site.At("/b")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Now_and_then_pages_are_asked_for_whatever_lastmod_says()
    {
        var clock = new SteppedTime();
        using var bench = HarvestBench.OnLoopback(clock);
        _site.Object("/a", "A", "2020-01-01");
        var first = await bench.FetchAsync(_site.Source);
        _site.TakePaths();
        _site.Object("/a", "stil veranderd", "2020-01-01");
        clock.Advance(TimeSpan.FromDays(31));
        var later = await bench.FetchAsync(_site.Source, first.NextCursor);

        Assert.Equal(HarvestOutcome.Complete, later.Outcome);
        Assert.Contains("stil veranderd", bench.Cut(later, _site.Source).Text(_site.At("/a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_leave_the_sitemap_or_the_site_are_gone()
    {
        foreach (var name in (string[])["/a", "/b", "/c"])
            _site.Object(name, name);
        var first = await _bench.FetchAsync(_site.Source);
        _site.Listed.RemoveAll(entry => entry.Path == "/a");
        _site.Misbehave = request => request.Path == "/b" ? new PageReply(410, "text/html", []) : null;
        var second = await _bench.FetchAsync(_site.Source, first.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (second.Outcome, second.Scope));
        Assert.Equal(_site.At("/c"), Assert.Single(_bench.Cut(second, _site.Source).Records).Identifier);
        Assert.Contains(second.Notices, notice => notice.Code == "site-page-gone");
    }

    [Fact]
    public async Task Robots_txt_names_the_sitemaps_of_a_site_and_what_may_not_be_asked_for()
    {
        _site.Object("/a", "A");
        _site.Object("/geheim/b", "B");
        _site.Pages["/robots.txt"] = ("text/plain", "User-agent: *\nDisallow: /geheim/\nSitemap: {base}/kaart/index.xml\n");
        _site.Pages["/kaart/index.xml"] = ("application/xml", "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{base}/sitemap.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>{base}/kaart/index.xml</loc></sitemap></sitemapindex>");
        var source = new SitemapSource("site", new Uri(_site.At("/")));
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(["/kaart/index.xml", "/sitemap.xml", "/a"], _site.TakePaths());
        Assert.Contains(run.Notices, notice => notice.Code == "robots");

        // A sitemap that its index says did not change is not asked for.
        var next = await _bench.FetchAsync(source, run.NextCursor);
        Assert.Equal((HarvestOutcome.Unchanged, 2), (next.Outcome, _site.TakePaths().Count));
    }

    [Fact]
    public async Task A_packed_sitemap_and_a_sitemap_in_text_are_read_whatever_the_headers_say()
    {
        _site.Object("/a", "A");
        _site.Object("/b", "B");
        var packed = Gzip(_site.Resolve("<sitemapindex><sitemap><loc>{base}/lijst.txt</loc></sitemap></sitemapindex>"));
        _site.Pages["/lijst.txt"] = ("text/plain", "\uFEFF{base}/a\r\n\r\nniet dit\r\n{base}/b#deel\r\n{base}/b\r\n");
        _site.Misbehave = request => request.Path == "/sitemap.xml.gz" ? new PageReply(200, "application/octet-stream", packed) : null;
        var source = new SitemapSource("site", new Uri(_site.At("/sitemap.xml.gz")));
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(["/sitemap.xml.gz", "/lijst.txt", "/a", "/b"], _site.TakePaths());
    }

    [Fact]
    public async Task Patterns_of_the_source_and_the_host_of_the_site_say_which_pages_are_asked_for()
    {
        foreach (var name in (string[])["/object/1", "/object/2", "/nieuws/1"])
            _site.Object(name, name);
        _site.Pages["/sitemap.xml"] = ("text/xml", FakeSite.UrlSet(_site.Listed).Replace("</urlset>", "<url><loc>https://elders.example/object/9</loc></url></urlset>", StringComparison.Ordinal));
        var source = _site.Source with { Include = ["/object/*"], Exclude = ["*/2"] };
        var run = await _bench.FetchAsync(source);

        Assert.Equal(["/sitemap.xml", "/object/1"], _site.TakePaths());
        Assert.Contains(run.Notices, notice => notice.Code == "sitemap-other-host" && notice.Message.Contains("elders.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<urlset><url><loc>{base}/a</loc></url><url><loc>{base}/b", "cut-off")]
    [InlineData("<html><body>Not found</body></html>", "sitemap-not-found")]
    public async Task A_sitemap_that_is_not_whole_makes_the_run_incomplete(string sitemap, string code)
    {
        _site.Object("/a", "A");
        _site.Pages["/kaart.xml"] = ("text/xml", sitemap);
        _site.Listed.Clear();
        var run = await _bench.FetchAsync(new SitemapSource("site", new Uri(_site.At("/kaart.xml"))));

        Assert.Equal(code == "cut-off" ? HarvestOutcome.Incomplete : HarvestOutcome.Failed, run.Outcome);
        Assert.Equal(code, Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task Ceilings_on_pages_and_on_the_depth_of_sitemaps_are_told()
    {
        for (var i = 0; i < 5; i++)
            _site.Object($"/{i}", "x");
        var few = await _bench.FetchAsync(_site.Source, null, new HarvestOptions { MaxPages = 3 });
        Assert.Equal((HarvestOutcome.Incomplete, "too-many-pages", 3), (few.Outcome, Assert.Single(few.Reasons).Code, few.Payloads.Count(payload => payload.Kind == PayloadKind.SitePage)));

        for (var i = 0; i < 4; i++)
            _site.Pages[$"/kaart{i}"] = ("text/xml", $"<sitemapindex><sitemap><loc>{{base}}/kaart{i + 1}</loc></sitemap></sitemapindex>");
        var deep = await _bench.FetchAsync(new SitemapSource("diep", new Uri(_site.At("/kaart0"))) { MaxDepth = 2 });
        Assert.Equal("sitemap-depth", deep.Reasons[0].Code);
    }

    [Fact]
    public async Task A_run_that_breaks_off_goes_on_with_the_pages_that_lack()
    {
        for (var i = 1; i <= 12; i++)
            _site.Object($"/object/{i}", $"Titel {i}");
        _site.Misbehave = request => request.Path.StartsWith("/object/", StringComparison.Ordinal) && int.Parse(request.Path[8..], System.Globalization.CultureInfo.InvariantCulture) > 5 ? new PageReply(503, "text/html", []) : null;
        var broken = await _bench.FetchAsync(_site.Source);
        Assert.Equal(HarvestOutcome.Incomplete, broken.Outcome);
        Assert.True(broken.IsResumable);
        _site.Misbehave = null;
        _site.TakePaths();

        var whole = await _bench.FetchAsync(_site.Source);

        Assert.Equal((broken.RunId, HarvestOutcome.Complete), (whole.RunId, whole.Outcome));
        // A request that the first call gave up may still have been on its way.
        Assert.Equal(["/sitemap.xml", .. Enumerable.Range(6, 7).Select(i => $"/object/{i}")], _site.TakePaths().Distinct(StringComparer.Ordinal).OrderBy(path => path != "/sitemap.xml").ThenBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal));
        Assert.Equal(12, _bench.Cut(whole, _site.Source).Records.Count);
    }
}
