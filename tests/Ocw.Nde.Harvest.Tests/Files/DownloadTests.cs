using System.Globalization;
using System.Text;

namespace Ocw.Nde.Harvest.Tests;

public sealed class DownloadTests : IDisposable
{
    private readonly byte[] _dump = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 4000).Select(i => $"<http://a.example/{i}> <http://purl.org/dc/terms/title> \"titel {i}\" .\n")));
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private PageServer? _server;
    private string _tag = "\"een\"";

    public void Dispose()
    {
        _bench.Dispose();
        _server?.Dispose();
    }

    private FileSource Serve(Func<PageRequest, PageReply> answer, string path = "dump.nt")
    {
        _server = new PageServer(answer);
        return new FileSource("bron", [_server.At(path).AbsoluteUri]);
    }

    // The whole, or the rest that is asked for when the validator still fits; broken off after so many bytes.
    private PageReply Part(PageRequest request, int? cutAfter)
    {
        if (request.Header("Range") is { } range && request.Header("If-Range") == _tag)
        {
            var from = int.Parse(range.Split('=', '-')[1], CultureInfo.InvariantCulture);
            return new PageReply(206, "application/n-triples", _dump[from..]) { CutAfter = cutAfter, Headers = [("ETag", _tag), ("Content-Range", $"bytes {from}-{_dump.Length - 1}/{_dump.Length}")] };
        }

        return new PageReply(200, "application/n-triples", _dump) { CutAfter = cutAfter, Headers = [("ETag", _tag), ("Accept-Ranges", "bytes")] };
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        var count = 0;
        var source = Serve(request => Part(request, ++count < 3 ? 50_000 : null));
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(3, _server!.Requests.Count);
        Assert.Null(_server.Requests.First().Header("Range"));
        Assert.All(_server.Requests.Skip(1), request => Assert.StartsWith("bytes=", request.Header("Range"), StringComparison.Ordinal));
        Assert.Equal(_dump.Length, Assert.Single(run.Payloads).Length);
        Assert.Contains(run.Notices, notice => notice.Code == "download-resumed");
        using var stored = _bench.Archive.OpenRead(run.Payloads[0].Hash);
        Assert.Equal("<http://a.example/0>", new StreamReader(stored).ReadLine()![..20]);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_fetched_from_its_beginning()
    {
        var count = 0;
        var source = Serve(request =>
        {
            if (++count == 2)
                _tag = "\"twee\"";
            return Part(request, count == 1 ? 50_000 : null);
        });
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(_dump.Length, Assert.Single(run.Payloads).Length);
        Assert.Equal("\"twee\"", run.Payloads[0].ETag);
        Assert.Empty(run.Notices);
    }

    [Fact]
    public async Task What_came_is_kept_for_the_next_run()
    {
        var isDown = true;
        var count = 0;
        var source = Serve(request => isDown ? ++count == 1 ? Part(request, 60_000) : new PageReply(503, "text/plain", []) : Part(request, null));
        Assert.Equal(HarvestOutcome.Failed, (await _bench.FetchAsync(source)).Outcome);
        isDown = false;
        _server!.Requests.Clear();

        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.StartsWith("bytes=", Assert.Single(_server.Requests).Header("Range"), StringComparison.Ordinal);
        Assert.Equal(_dump.Length, Assert.Single(run.Payloads).Length);
    }

    [Fact]
    public async Task Statements_that_end_in_the_middle_make_the_run_incomplete_although_the_server_says_it_is_all()
    {
        var run = await _bench.FetchAsync(Serve(_ => new PageReply(200, "application/n-triples", _dump[..^20])));

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("cut-off", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task A_copy_that_is_still_good_costs_one_request_and_no_reading()
    {
        var source = Serve(request => request.Header("If-None-Match") == _tag ? new PageReply(304, null, []) { Headers = [("ETag", _tag)] } : Part(request, null));
        var first = await _bench.FetchAsync(source);
        var second = await _bench.FetchAsync(source, first.NextCursor);

        Assert.Equal(HarvestOutcome.Unchanged, second.Outcome);
        Assert.Equal(1, second.Counters.Requests);
        Assert.Equal(0, second.Counters.KnownPayloads);
        Assert.Equal(_dump.Length, Assert.Single(second.Payloads).Length);
    }

    [Theory]
    [InlineData("text/html", "<html><body><a href=\"../\">omhoog</a> <a href=\"a.nt\">a</a> <a href=\"/dumps/b.nt\">b</a> <a href=\"lees.mij\">?</a> <a href=\"https://elders.example/dumps/c.nt\">c</a></body></html>")]
    [InlineData("text/plain", "b.nt\r\na.nt\nlees.mij\n")]
    public async Task An_address_with_a_pattern_stands_for_what_the_listing_names(string mediaType, string listing)
    {
        var source = Serve(request => request.Path == "/dumps/" ? PageReply.Text(listing, mediaType) : PageReply.Text("<http://a.example/1> <http://b.example/> \"x\" .\n", "application/n-triples"), "dumps/*.nt");
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(["/dumps/a.nt", "/dumps/b.nt"], run.Payloads.Select(payload => new Uri(payload.Origin).AbsolutePath));
        Assert.Equal(3, run.Counters.Requests);
    }

    [Fact]
    public async Task A_listing_without_a_match_says_what_to_do()
    {
        var run = await _bench.FetchAsync(Serve(_ => PageReply.Text("<html>leeg</html>", "text/html"), "dumps/*.nt"));

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains("names no file that matches *.nt", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
    }
}
