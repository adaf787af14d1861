using System.IO.Compression;
using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>RSS and Atom as sitemaps (sitemaps.org, «Other Sitemap formats»).</summary>
public sealed class FeedSitemapTests : IDisposable
{
    private static readonly DateTimeOffset Moment = new(2020, 9, 5, 8, 30, 0, TimeSpan.Zero);

    private readonly SteppedTime _clock = new();
    private readonly HarvestBench _bench;
    private readonly FakeSite _site = new();

    public FeedSitemapTests() => _bench = HarvestBench.OnLoopback(_clock);

    public void Dispose()
    {
        _bench.Dispose();
        _site.Dispose();
    }

    public static TheoryData<string, string> Feeds => new()
    {
        {
            "RSS 2.0",
            """
            <?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Nieuw</title><link>{base}/</link><atom:link rel="self" href="{base}/feed"/>
            <item><title>A</title><link>{base}/a?x=1&amp;y=2#top</link><guid isPermaLink="false">17</guid><pubDate>Sat, 05 Sep 2020 10:30:00 +0200</pubDate></item>
            <item><title>B</title><guid><![CDATA[{base}/b]]></guid><pubDate>5 Sep 20 08:30 GMT</pubDate></item>
            </channel></rss>
            """
        },
        {
            "RSS 1.0",
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="{base}/feed"><title>Nieuw</title><link>{base}/</link><items><rdf:Seq><rdf:li resource="{base}/a"/></rdf:Seq></items></channel>
            <item rdf:about="{base}/a?x=1&amp;y=2"><title>A</title><dc:date>2020-09-05T08:30:00Z</dc:date></item>
            <item rdf:about="{base}/niet-dit"><link>{base}/b</link><dc:date>2020-09-05T10:30:00+02:00</dc:date></item></rdf:RDF>
            """
        },
        {
            "Atom 1.0",
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}/map/"><id>urn:feed</id><updated>2021-01-01T00:00:00Z</updated><link rel="self" href="{base}/feed"/><link href="{base}/"/>
            <entry><id>urn:a</id><published>2019-01-01T00:00:00Z</published><updated>2020-09-05T08:30:00.000Z</updated><link rel="edit" href="../nee"/><link href="../a?x=1&amp;y=2"/><source><id>{base}/ook-niet</id><updated>2022-01-01T00:00:00Z</updated><link href="{base}/ook-niet"/></source></entry>
            <entry><id>{base}/b</id><updated>2020-09-05T10:30:00+02:00</updated></entry></feed>
            """
        },
        {
            "Atom 0.3",
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Nieuw</title>
            <entry><link rel="alternate" type="text/html" href="{base}/a?x=1&amp;y=2"/><issued>2019-01-01</issued><modified>2020-09-05T08:30:00Z</modified></entry>
            <entry><link rel="alternate" type="text/html" href="{base}/b"/><modified>2020-09-05T08:30:00Z</modified></entry></feed>
            """
        },
    };

    [Theory]
    [MemberData(nameof(Feeds))]
    public void The_pages_of_a_feed_come_with_the_moment_of_their_last_change(string kind, string text)
    {
        var feed = SitemapDocument.Read(Encoding.UTF8.GetBytes(text.Replace("{base}", "https://museum.example", StringComparison.Ordinal)), new Uri("https://museum.example/feed"), 1 << 20);

        Assert.True(feed.Kind == SitemapKind.Feed && feed.IsWhole, kind);
        Assert.Equal(["https://museum.example/a?x=1&y=2", "https://museum.example/b"], feed.Entries.Select(entry => entry.Address.AbsoluteUri));
        Assert.All(feed.Entries, entry => Assert.Equal(Moment, entry.Changed));
    }

    [Theory]
    [InlineData("Sat, 05 Sep 2020 08:30:00 GMT")]
    [InlineData("Sat, 05 Sep 2020 04:30:00 EDT")]
    [InlineData("05 Sep 2020 08:30:00")]
    [InlineData("  Sat,  5 Sep 20\n08:30 Z ")]
    [InlineData("Sat, 05 Sep 2020 10:30:00 +02:00")]
    [InlineData("2020-09-05T08:30:00Z")]
    public void Moments_are_read_as_RSS_and_Atom_write_them(string text) => Assert.Equal(Moment, FeedMoment.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("gisteren")]
    [InlineData("Sat, 32 Sep 2020 08:30:00 GMT")]
    public void What_is_no_date_is_none(string text) => Assert.Null(FeedMoment.Parse(text));

    [Fact]
    public async Task Pages_of_a_packed_feed_are_harvested_and_not_asked_for_again_while_their_moment_stays()
    {
        Feed("/a", "/b");
        _site.Pages["/feed.atom.gz"] = default;
        _site.Misbehave = request => request.Path == "/feed.atom.gz" ? new PageReply(200, "application/octet-stream", Gzip(_site.Resolve(_site.Pages["/feed"].Text))) : null;
        var source = new SitemapSource("site", new Uri(_site.At("/feed.atom.gz")));
        var first = await _bench.FetchAsync(source);
        Assert.Equal((HarvestOutcome.Complete, 2), (first.Outcome, _bench.Cut(first, source).Records.Count));
        _site.TakePaths();

        var same = await _bench.FetchAsync(source, first.NextCursor);
        Assert.Equal((HarvestOutcome.Unchanged, 1), (same.Outcome, same.Counters.Requests));

        _site.Object("/a", "a, anders");
        Feed(("/a", "2020-02-02T00:00:00Z"), ("/b", "2020-01-01T00:00:00Z"));
        var more = await _bench.FetchAsync(source, same.NextCursor);
        Assert.Equal(["/feed.atom.gz", "/feed.atom.gz", "/a"], _site.TakePaths());
        Assert.Contains("a, anders", _bench.Cut(more, source).Text(_site.At("/a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_fall_out_of_a_feed_stay_until_they_are_seen_to_be_gone()
    {
        Feed("/a", "/b");
        var source = new SitemapSource("site", new Uri(_site.At("/feed")));
        var first = await _bench.FetchAsync(source);
        _site.TakePaths();

        Feed("/b", "/c");
        var second = await _bench.FetchAsync(source, first.NextCursor);
        Assert.Equal(["/feed", "/c"], _site.TakePaths());
        Assert.Equal([_site.At("/a"), _site.At("/b"), _site.At("/c")], Names(second, source));
        Assert.Contains(second.Notices, notice => notice.Code == "sitemap-feed");

        // Asked for in full they are looked at as well: one is gone by now.
        _site.Pages.Remove("/a");
        _clock.Advance(TimeSpan.FromHours(1));
        var full = await _bench.FetchAsync(source, second.NextCursor, new HarvestOptions { Full = true });
        Assert.Equal([_site.At("/b"), _site.At("/c")], Names(full, source));

        // And from time to time without anyone asking.
        Feed("/c");
        _site.Pages.Remove("/b");
        Assert.Equal(2, Names(await _bench.FetchAsync(source, full.NextCursor), source).Count);
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal([_site.At("/c")], Names(await _bench.FetchAsync(source, full.NextCursor), source));
    }

    [Fact]
    public async Task A_feed_in_pages_is_followed_and_one_that_is_complete_or_stands_beside_a_sitemap_takes_pages_away()
    {
        Feed("/a");
        var last = _site.Pages["/feed"].Text;
        Feed("/b");
        _site.Pages["/ouder"] = ("application/atom+xml", last);
        var text = _site.Pages["/feed"].Text;
        _site.Pages["/feed"] = ("application/atom+xml", text.Replace("<entry>", "<link rel=\"next\" href=\"{base}/ouder\"/><fh:complete/><entry>", StringComparison.Ordinal));
        var source = new SitemapSource("site", new Uri(_site.At("/feed")));
        var first = await _bench.FetchAsync(source);
        Assert.Equal([_site.At("/a"), _site.At("/b")], Names(first, source));

        _site.Pages["/feed"] = ("application/atom+xml", text.Replace("<entry>", "<fh:complete/><entry>", StringComparison.Ordinal));
        Assert.Equal([_site.At("/b")], Names(await _bench.FetchAsync(source, first.NextCursor), source));

        var index = new SitemapSource("site", new Uri(_site.At("/index.xml")));
        _site.Pages["/index.xml"] = ("text/xml", "<sitemapindex><sitemap><loc>{base}/lijst.txt</loc></sitemap><sitemap><loc>{base}/feed</loc></sitemap></sitemapindex>");
        _site.Pages["/lijst.txt"] = ("text/plain", "{base}/a\n");
        var both = await _bench.FetchAsync(index);
        Assert.Equal([_site.At("/a"), _site.At("/b")], Names(both, index));
        Feed("/a");
        Assert.Equal([_site.At("/a")], Names(await _bench.FetchAsync(index, both.NextCursor), index));
    }

    [Fact]
    public async Task A_feed_that_is_cut_off_makes_the_run_incomplete()
    {
        Feed("/a");
        _site.Pages["/feed"] = ("application/atom+xml", _site.Pages["/feed"].Text.Replace("</feed>", "<entry><link href=\"{base}/b", StringComparison.Ordinal));
        var run = await _bench.FetchAsync(new SitemapSource("site", new Uri(_site.At("/feed"))));

        Assert.Equal((HarvestOutcome.Incomplete, "cut-off"), (run.Outcome, Assert.Single(run.Reasons).Code));
    }

    private void Feed(params string[] paths) => Feed([.. paths.Select(path => (path, "2020-01-01T00:00:00Z"))]);

    // Each state of the feed is an hour later than the one before.
    private void Feed(params (string Path, string Updated)[] entries)
    {
        _clock.Advance(TimeSpan.FromHours(1));
        foreach (var (path, _) in entries.Where(entry => !_site.Pages.ContainsKey(entry.Path)))
            _site.Object(path, path);
        _site.Pages["/feed"] = ("application/atom+xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\"><id>urn:f</id>"
            + string.Concat(entries.Select(entry => $"<entry><id>urn:x{entry.Path}</id><updated>{entry.Updated}</updated><link href=\"{{base}}{entry.Path}\"/></entry>")) + "</feed>");
    }

    private List<string> Names(HarvestRun run, HarvestSource source) =>
        [.. _bench.Cut(run, source).Records.Select(record => record.Identifier).Order(StringComparer.Ordinal)];

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
