namespace Ocw.Nde.Harvest.Tests;

/// <summary>Members whose statements are divided over two pages, and bounds that hold for all that is behind a page.</summary>
public sealed class LdesSplitTests : IDisposable
{
    private const string First = """<{base}stream> tree:member <{base}a/1> . <{base}a/1> dct:title "begin" ; dct:creator [ dct:title "maker" ] .""" + "\n";
    private const string Rest = """<{base}a/1> dct:isVersionOf <{base}a> ; dct:modified "2026-01-01T00:00:00Z"^^xsd:dateTime ; dct:extent "slot" .""" + "\n";

    private readonly LdesServer _server = new();
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private string At(string path) => _server.Web.At(path).AbsoluteUri;

    [Theory]
    [InlineData("")]
    [InlineData("<{base}stream> tree:member <{base}a/1> .\n")]
    public async Task A_member_that_goes_on_on_the_next_page_is_one_record(string again)
    {
        _server.Page("/stream", LdesServer.Member("b", 1, "2026-01-01T00:00:00Z") + First, LdesServer.To("p2"));
        _server.Page("/p2", again + Rest + LdesServer.Member("c", 1, "2026-01-02T00:00:00Z"));
        var run = await _bench.FetchAsync(_server.Source());
        var cut = _bench.Cut(run, _server.Source());

        Assert.Equal([At("a"), At("b"), At("c")], cut.Records.Select(record => record.Identifier).Order(StringComparer.Ordinal));
        foreach (var part in (string[])["begin", "maker", "slot"])
            Assert.Contains($"\"{part}\"", cut.Text(At("a")), StringComparison.Ordinal);
        Assert.Contains(run.Notices, notice => notice.Code == "ldes-split" && notice.Message.Contains(At("a/1"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_stays_whole_when_only_one_of_the_two_pages_changes_later()
    {
        _server.Page("/stream", LdesServer.Member("b", 1, "2026-01-01T00:00:00Z") + First, LdesServer.To("p2"));
        _server.Page("/p2", Rest);
        var first = await _bench.FetchAsync(_server.Source());

        _server.Page("/p2", Rest + LdesServer.Member("c", 1, "2026-01-02T00:00:00Z"));
        var second = await _bench.FetchAsync(_server.Source(), first.NextCursor);
        Assert.Equal(HarvestScope.Increment, second.Scope);
        foreach (var cut in (CutOutcome[])[_bench.Cut(second, _server.Source()), _bench.Cut([first, second], _server.Source())])
            Assert.Contains("\"begin\"", cut.Text(At("a")), StringComparison.Ordinal);

        _server.Page("/stream", LdesServer.Member("b", 2, "2026-01-03T00:00:00Z") + First, LdesServer.To("p2"));
        var third = await _bench.FetchAsync(_server.Source(), second.NextCursor);
        Assert.Equal("/stream", new Uri(Assert.Single(third.Payloads).Origin).AbsolutePath);
        foreach (var cut in (CutOutcome[])[_bench.Cut(third, _server.Source()), _bench.Cut([first, second, third], _server.Source())])
            Assert.Contains("\"slot\"", cut.Text(At("a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_comes_later_goes_on_with_a_member_of_one_that_did_not_change()
    {
        _server.Page("/stream", First);
        var first = await _bench.FetchAsync(_server.Source() with { });
        _server.Page("/index", "", LdesServer.To("stream"), LdesServer.To("p2"));
        _server.Page("/stream", First, LdesServer.To("p2"));
        _server.Page("/p2", Rest);
        var second = await _bench.FetchAsync(_server.Source(), first.NextCursor);
        var cut = _bench.Cut([first, second], _server.Source());

        Assert.Equal(At("a"), Assert.Single(cut.Records).Identifier);
        Assert.Contains("\"begin\"", cut.Text(At("a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_several_pages_give_whole_are_not_put_together_and_versions_of_another_moment_neither()
    {
        _server.Page("/stream", LdesServer.Member("b", 1, "2026-01-01T00:00:00Z", "oud"), LdesServer.To("p2"));
        _server.Page("/p2", LdesServer.Member("b", 1, "2026-01-01T00:00:00Z", "oud") + LdesServer.Member("c", 1, "2026-01-01T00:00:00Z", "c"), LdesServer.To("p3"));
        _server.Page("/p3", LdesServer.Member("c", 1, "2026-01-02T00:00:00Z", "nieuwe c"));
        var run = await _bench.FetchAsync(_server.Source());

        Assert.All(run.Payloads, payload => Assert.Empty(payload.Companions));
        Assert.DoesNotContain("\"c\"", _bench.Cut(run, _server.Source()).Text(At("c")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_behind_a_page_whose_time_is_over_is_not_asked_for_either()
    {
        _server.Page("/stream", "", LdesServer.To("2025", "LessThanRelation", "2026-01-01T00:00:00Z"), LdesServer.To("2026", "GreaterThanOrEqualToRelation", "2026-01-01T00:00:00Z"));
        _server.Page("/2025", LdesServer.Member("a", 1, "2025-06-01T00:00:00Z"), LdesServer.To("2025-b"), LdesServer.To("terug", "GreaterThanOrEqualToRelation", "2025-06-01T00:00:00Z"));
        _server.Page("/2025-b", LdesServer.Member("b", 1, "2025-06-02T00:00:00Z"));
        _server.Page("/2026", LdesServer.Member("c", 1, "2026-03-01T00:00:00Z"));
        _server.Page("/terug", LdesServer.Member("d", 1, "2025-07-01T00:00:00Z"));
        var source = _server.Source() with { Overlap = TimeSpan.Zero };
        var first = await _bench.FetchAsync(source);
        _server.TakePaths();
        await _bench.FetchAsync(source, first.NextCursor);

        Assert.Equal(["/2026", "/stream", "/terug"], _server.TakePaths().Order(StringComparer.Ordinal));
    }
}
