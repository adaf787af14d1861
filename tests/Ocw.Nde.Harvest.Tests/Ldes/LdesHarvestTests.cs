namespace Ocw.Nde.Harvest.Tests;

public sealed class LdesHarvestTests : IDisposable
{
    private readonly LdesServer _server = new();
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private string At(string path) => _server.Web.At(path).AbsoluteUri;

    [Fact]
    public async Task The_newest_version_of_each_object_comes_out_under_the_name_of_the_object()
    {
        _server.Page("/stream", LdesServer.Member("a", 2, "2026-02-01T00:00:00Z", "nieuw") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z"), LdesServer.To("p2"));
        _server.Page("/p2", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z", "oud"), LdesServer.To("stream"));
        var run = await _bench.FetchAsync(_server.Source());
        var cut = _bench.Cut(run, _server.Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(HarvestScope.Full, run.Scope);
        Assert.Equal(["/stream", "/p2"], _server.TakePaths());
        Assert.Equal([At("a"), At("b")], cut.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
        var text = cut.Text(At("a"));
        Assert.Contains($"<{At("a")}> <http://purl.org/dc/terms/title> \"nieuw\" .", text, StringComparison.Ordinal);
        Assert.DoesNotContain("isVersionOf", text, StringComparison.Ordinal);
        Assert.DoesNotContain(At("a/2"), text, StringComparison.Ordinal);
        Assert.Equal(1, cut.Summary.Duplicates);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), cut.Records.Single(r => r.Identifier == At("a")).Datestamp);
    }

    [Fact]
    public async Task An_increment_asks_only_for_pages_that_can_change_and_yields_only_what_differs()
    {
        _server.Page("/stream", "", LdesServer.To("p1"), LdesServer.To("p2"));
        _server.Page("/p1", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z"));
        _server.Page("/p2", LdesServer.Member("b", 1, "2026-01-02T00:00:00Z"));
        _server.Immutable.Add("/p1");
        var first = await _bench.FetchAsync(_server.Source());
        _server.TakePaths();

        var same = await _bench.FetchAsync(_server.Source(), first.NextCursor);
        Assert.Equal(HarvestOutcome.Unchanged, same.Outcome);
        Assert.Equal(["/p2", "/stream"], _server.TakePaths().Order(StringComparer.Ordinal));
        Assert.Equal(2, same.Counters.Requests);

        _server.Page("/p2", LdesServer.Member("b", 1, "2026-01-02T00:00:00Z") + LdesServer.Member("a", 2, "2026-01-03T00:00:00Z", "later"), LdesServer.To("p3"));
        _server.Page("/p3", LdesServer.Member("c", 1, "2026-01-04T00:00:00Z"));
        var more = await _bench.FetchAsync(_server.Source(), first.NextCursor);
        Assert.Equal(HarvestOutcome.Complete, more.Outcome);
        Assert.Equal(HarvestScope.Increment, more.Scope);
        Assert.Equal(["/p2", "/p3"], more.Payloads.Select(p => new Uri(p.Origin).AbsolutePath).Order(StringComparer.Ordinal));

        var cut = _bench.Cut([first, more], _server.Source());
        Assert.Equal([At("a"), At("b"), At("c")], cut.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
        Assert.Contains("later", cut.Text(At("a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_whose_time_is_over_are_not_asked_for_again_unless_the_overlap_reaches_them()
    {
        _server.Page(
            "/stream", "",
            LdesServer.To("2025", "LessThanRelation", "2026-01-01T00:00:00Z"), LdesServer.To("2026", "GreaterThanOrEqualToRelation", "2026-01-01T00:00:00Z"));
        _server.Page("/2025", LdesServer.Member("a", 1, "2025-06-01T00:00:00Z"), LdesServer.To("2025-06", "InBetweenRelation", "2025-06"));
        _server.Page("/2025-06", LdesServer.Member("b", 1, "2025-06-02T00:00:00Z"));
        _server.Page("/2026", LdesServer.Member("c", 1, "2026-03-01T00:00:00Z"));
        var first = await _bench.FetchAsync(_server.Source());
        Assert.Equal(4, _server.TakePaths().Count);

        await _bench.FetchAsync(_server.Source(), first.NextCursor);
        Assert.Equal(["/2026", "/stream"], _server.TakePaths().Order(StringComparer.Ordinal));

        await _bench.FetchAsync(_server.Source() with { Overlap = TimeSpan.FromDays(90) }, first.NextCursor);
        Assert.Equal(["/2025", "/2026", "/stream"], _server.TakePaths().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deletions_of_activity_streams_and_tombstones_are_deletions()
    {
        _server.Page(
            "/stream",
            LdesServer.Member("a", 1, "2026-01-01T00:00:00Z") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z")
            + """<{base}stream> tree:member <{base}a/2>, <{base}act> . <{base}a/2> a as:Tombstone ; dct:isVersionOf <{base}a> ; dct:modified "2026-02-01T00:00:00Z"^^xsd:dateTime ."""
            + """<{base}act> a as:Delete ; as:object <{base}b> ; dct:modified "2026-02-01T00:00:00Z"^^xsd:dateTime .""");
        var cut = await _bench.CutAsync(_server.Source());

        Assert.Equal(2, cut.Summary.Deleted);
        Assert.All(cut.Records, record => Assert.True(record.IsDeleted));
    }

    [Fact]
    public async Task An_activity_gives_the_description_of_its_object_from_its_named_graph_or_from_the_page()
    {
        _server.MediaType = "application/trig";
        _server.Pages["/stream"] = """
            <{base}stream> a ldes:EventStream ; ldes:timestampPath as:published ; tree:view <{base}stream> ; tree:member <{base}act1>, <{base}act2> .
            <{base}act1> a as:Create ; as:object <{base}a> ; as:published "2026-01-01T00:00:00Z"^^xsd:dateTime .
            <{base}act1> { <{base}a> dct:title "in de graaf" . }
            <{base}act2> a as:Update ; as:object <{base}b> ; as:published "2026-01-02T00:00:00Z"^^xsd:dateTime .
            <{base}b> dct:title "op de pagina" ; dct:creator [ dct:title "maker" ] .
            """;
        var cut = await _bench.CutAsync(_server.Source());

        Assert.Contains("in de graaf", cut.Text(At("a")), StringComparison.Ordinal);
        Assert.Contains("op de pagina", cut.Text(At("b")), StringComparison.Ordinal);
        Assert.Contains("maker", cut.Text(At("b")), StringComparison.Ordinal);
        Assert.DoesNotContain("in de graaf", cut.Text(At("b")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_a_page_only_names_are_fetched_one_by_one_and_kept_beside_the_page()
    {
        _server.Page("/stream", "<{base}stream> tree:member <{base}obj/1> , <{base}obj/2> .");
        _server.Pages["/obj/1"] = """<{base}obj/1> dct:isVersionOf <{base}obj> ; dct:modified "2026-01-01T00:00:00Z"^^xsd:dateTime ; dct:title "los" .""";
        var run = await _bench.FetchAsync(_server.Source());
        var cut = _bench.Cut(run, _server.Source());

        Assert.Contains("\"los\"", cut.Text(At("obj")), StringComparison.Ordinal);
        var fault = Assert.Single(cut.Faults);
        Assert.Equal("ldes-member-empty", fault.Code);
        Assert.Equal(At("obj/2"), fault.Identifier);
        Assert.Contains(run.Notices, notice => notice.Code == "ldes-not-described" && notice.Message.Contains("404", StringComparison.Ordinal));
        Assert.Equal(["/obj/1", "/obj/2", "/stream"], _server.TakePaths().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_killed_run_goes_on_with_the_pages_that_lack()
    {
        for (var i = 0; i < 6; i++)
            _server.Page(i == 0 ? "/stream" : $"/p{i}", LdesServer.Member($"o{i}", 1, $"2026-01-0{i + 1}T00:00:00Z"), i < 5 ? [LdesServer.To($"p{i + 1}")] : []);
        using var ending = new CancellationTokenSource();
        _server.Misbehave = request =>
        {
            if (request.Path == "/p4")
                ending.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Harvester.FetchAsync(_server.Source(), null, cancellation: ending.Token));
        Assert.Equal(["/stream", "/p1", "/p2", "/p3", "/p4"], _server.TakePaths());
        _server.Misbehave = null;

        var run = await _bench.FetchAsync(_server.Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.DoesNotContain("/stream", _server.TakePaths());
        Assert.Equal(6, _bench.Cut(run, _server.Source()).Records.Count);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_makes_the_run_incomplete_and_the_next_call_fetches_only_it()
    {
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z"), LdesServer.To("p1"), LdesServer.To("p2"));
        _server.Page("/p1", LdesServer.Member("b", 1, "2026-01-01T00:00:00Z"));
        _server.Page("/p2", LdesServer.Member("c", 1, "2026-01-01T00:00:00Z"));
        _server.Misbehave = request => request.Path == "/p1" ? new PageReply(500, "text/plain", "stuk"u8.ToArray()) : null;
        var broken = await _bench.FetchAsync(_server.Source());
        Assert.Equal(HarvestOutcome.Incomplete, broken.Outcome);
        Assert.True(broken.IsResumable);
        Assert.Contains("500", Assert.Single(broken.Reasons).Message, StringComparison.Ordinal);
        _server.Misbehave = null;
        _server.TakePaths();

        var whole = await _bench.FetchAsync(_server.Source());

        Assert.Equal(HarvestOutcome.Complete, whole.Outcome);
        Assert.Equal(["/p1"], _server.TakePaths());
        Assert.Equal(3, _bench.Cut(whole, _server.Source()).Records.Count);
    }

    [Fact]
    public async Task A_page_that_is_gone_by_a_retention_policy_is_no_reason_to_call_the_run_incomplete()
    {
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z"), LdesServer.To("old"));
        _server.Misbehave = request => request.Path == "/old" ? new PageReply(410, "text/plain", []) : null;
        var run = await _bench.FetchAsync(_server.Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains(run.Notices, notice => notice.Code == "ldes-page-gone");
    }

    [Fact]
    public async Task A_collection_that_is_no_event_stream_loses_the_members_that_its_pages_no_longer_have()
    {
        _server.Pages["/stream"] = """<{base}c> a tree:Collection ; tree:view <{base}stream> ; tree:member <{base}a> . <{base}a> dct:title "a" . <{base}stream> tree:relation [ tree:node <{base}p2> ] .""";
        _server.Pages["/p2"] = """<{base}c> tree:member <{base}b>, <{base}d> . <{base}b> dct:title "b" . <{base}d> dct:title "d" .""";
        var first = await _bench.FetchAsync(_server.Source());
        Assert.Equal(3, _bench.Cut(first, _server.Source()).Records.Count);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(_server.Source(), first.NextCursor)).Outcome);

        _server.Pages["/p2"] = """<{base}c> tree:member <{base}b> . <{base}b> dct:title "b" .""";
        var second = await _bench.FetchAsync(_server.Source(), first.NextCursor);

        Assert.Equal(HarvestScope.Full, second.Scope);
        Assert.Equal([At("a"), At("b")], _bench.Cut(second, _server.Source()).Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("application/n-quads", "<{base}stream> <https://w3id.org/tree#member> <{base}a> .\n<{base}stream> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldes#EventStream> .\n<{base}a> <http://purl.org/dc/terms/title> \"x\" <{base}a> .\n")]
    [InlineData("application/n-triples", "<{base}stream> <https://w3id.org/tree#member> <{base}a> .\n<{base}a> <http://purl.org/dc/terms/title> \"x\" .\n")]
    [InlineData("application/ld+json", """{"@context":{"tree":"https://w3id.org/tree#","dct":"http://purl.org/dc/terms/"},"@id":"{base}stream","tree:member":[{"@id":"{base}a","dct:title":"x"}]}""")]
    [InlineData("text/plain", "@prefix tree: <https://w3id.org/tree#> . <{base}stream> tree:member <{base}a> . <{base}a> <http://purl.org/dc/terms/title> \"x\" .")]
    public async Task Pages_come_in_any_syntax(string mediaType, string page)
    {
        _server.MediaType = mediaType;
        _server.Pages["/stream"] = page;
        var cut = await _bench.CutAsync(_server.Source());

        Assert.Equal($"<{At("a")}> <http://purl.org/dc/terms/title> \"x\" .\n", cut.Text(At("a")));
    }

    [Fact]
    public async Task A_page_that_is_no_RDF_is_explained_with_its_first_words()
    {
        _server.MediaType = "text/html";
        _server.Pages["/stream"] = "<!DOCTYPE html><html><body>Log in</body></html>";
        var run = await _bench.FetchAsync(_server.Source());

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains("the answer is not RDF (text/html); it begins with «<!DOCTYPE html>", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_members_fails_with_what_to_check()
    {
        _server.Pages["/stream"] = "<{base}x> dct:title \"geen stroom\" .";
        var run = await _bench.FetchAsync(_server.Source());

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Equal("ldes-no-members", Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public async Task A_page_with_a_fault_in_its_text_keeps_what_stands_before_it_and_the_run_is_incomplete()
    {
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z") + "<{base}stream> tree:member <{base}b/1> . <{base}b/1> dct:title \"niet af");
        var run = await _bench.FetchAsync(_server.Source());
        var cut = _bench.Cut(run, _server.Source());

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Contains("is not good Turtle", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Contains(cut.Records, record => record.Identifier == At("a"));
        Assert.Single(cut.Summary.IncompleteReasons);
    }
}
