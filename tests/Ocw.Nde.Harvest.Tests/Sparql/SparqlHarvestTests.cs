namespace Ocw.Nde.Harvest.Tests;

public sealed class SparqlHarvestTests : IDisposable
{
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private FakeEndpoint? _endpoint;

    public void Dispose()
    {
        _bench.Dispose();
        _endpoint?.Dispose();
    }

    private SparqlSource Serve(int count, Func<int, string>? more = null)
    {
        _endpoint = new FakeEndpoint(FakeEndpoint.Objects(count, more));
        return _endpoint.Source with { PageSize = 20, BatchSize = 7 };
    }

    [Fact]
    public async Task Records_come_with_their_blank_nodes_and_the_names_of_what_they_link_to()
    {
        var source = Serve(45);
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(45, cut.Records.Count);
        Assert.Equal(45, run.Counters.RecordsSeen);
        var text = cut.Text("http://example.org/o4");
        Assert.Contains("\"titel 4\"", text, StringComparison.Ordinal);
        Assert.Contains("\"maker 1\"", text, StringComparison.Ordinal);
        Assert.Contains("<http://example.org/value> \"4\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("made", text, StringComparison.Ordinal);
        Assert.DoesNotContain("urn:ocwnde", text, StringComparison.Ordinal);
        Assert.DoesNotContain("OFFSET", string.Concat(_endpoint!.Queries), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(60)]
    public async Task An_endpoint_that_cuts_answers_short_loses_nothing_and_is_noticed(int cap)
    {
        var source = Serve(45) with { PageSize = 1000, BatchSize = 20 };
        _endpoint!.MaxRows = cap;
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(45, cut.Records.Count);
        if (cap < 45)
            Assert.Contains(run.Notices, notice => notice.Code == "sparql-capped");
        Assert.Contains(run.Notices, notice => notice.Code == "sparql-smaller-batches");
    }

    [Fact]
    public async Task A_question_that_takes_too_long_is_asked_in_halves()
    {
        var source = Serve(30) with { BatchSize = 16 };
        _endpoint!.Misbehave = (_, query) => query.StartsWith("CONSTRUCT", StringComparison.Ordinal) && query.Split("example.org/o").Length > 20 ? new PageReply(504, "text/plain", []) : null;
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(30, _bench.Cut(run, source).Records.Count);
        Assert.Contains(run.Notices, notice => notice.Code == "sparql-smaller-batches");
    }

    [Fact]
    public async Task A_part_of_an_answer_because_time_was_up_is_no_answer()
    {
        var source = Serve(12);
        var isFirst = true;
        _endpoint!.Misbehave = (_, query) =>
        {
            if (!query.StartsWith("CONSTRUCT", StringComparison.Ordinal) || !isFirst)
                return null;
            isFirst = false;
            return PageReply.Text("<http://example.org/o0> <urn:ocwnde:harvest:record> <http://example.org/o0> .\n", "application/n-triples", ("X-SQL-State", "S1TAT"));
        };
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains("titel 0", _bench.Cut(run, source).Text("http://example.org/o0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_without_CONSTRUCT_is_asked_by_SELECT()
    {
        var source = Serve(12);
        _endpoint!.Misbehave = (_, query) => query.StartsWith("CONSTRUCT", StringComparison.Ordinal) ? new PageReply(400, "text/plain", "CONSTRUCT is not supported"u8.ToArray()) : null;
        var run = await _bench.FetchAsync(source);
        var cut = _bench.Cut(run, source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains(run.Notices, notice => notice.Code == "sparql-select" && notice.Message.Contains("CONSTRUCT is not supported", StringComparison.Ordinal));
        Assert.Contains("\"maker 1\"", cut.Text("http://example.org/o4"), StringComparison.Ordinal);
        Assert.Contains("<http://example.org/value> \"4\"", cut.Text("http://example.org/o4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_knows_only_GET_is_asked_by_GET()
    {
        var source = Serve(5);
        _endpoint!.Misbehave = (request, _) => request.Method == "POST" ? new PageReply(405, "text/plain", []) : null;
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(5, _bench.Cut(run, source).Records.Count);
    }

    [Fact]
    public async Task The_same_answers_are_unchanged()
    {
        var source = Serve(12);
        var first = await _bench.FetchAsync(source);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source, first.NextCursor)).Outcome);

        _endpoint!.Put(FakeEndpoint.Objects(11));
        var second = await _bench.FetchAsync(source, first.NextCursor);
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (second.Outcome, second.Scope));
        Assert.Equal(11, _bench.Cut(second, source).Records.Count);
    }

    [Fact]
    public async Task A_property_with_the_date_of_change_makes_increments()
    {
        var source = Serve(12, i => $"; dct:modified \"{(i == 3 ? "2099-01-01" : "2020-01-01")}\"^^xsd:date") with { DateProperty = "http://purl.org/dc/terms/modified" };
        var first = await _bench.FetchAsync(source);
        Assert.Equal((HarvestScope.Full, 12), (first.Scope, _bench.Cut(first, source).Records.Count));

        var second = await _bench.FetchAsync(source, first.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment), (second.Outcome, second.Scope));
        Assert.Equal("http://example.org/o3", Assert.Single(_bench.Cut(second, source).Records).Identifier);
        Assert.Contains(second.Notices, notice => notice.Code == "sparql-deletes");
        Assert.Equal(12, _bench.Cut([first, second], source).Records.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_time_to_time_names_and_dates_are_compared_and_only_what_differs_is_described(bool canGroup)
    {
        static string Modified(int i, int year) => $"; dct:modified \"{year}-01-{i % 28 + 1:00}\"^^xsd:date";
        var source = Serve(200, i => Modified(i, 2020)) with { DateProperty = "http://purl.org/dc/terms/modified", PageSize = 100, BatchSize = 20 };
        var first = await _bench.FetchAsync(source);
        Assert.Equal(14, first.Counters.Requests);
        var longAgo = first.NextCursor! with { FullAt = first.StartedAt.AddDays(-31), Digest = null };

        // Nothing is newer than the last run: o7 got an older date, o199 is gone, extra came with an old one.
        _endpoint!.Put(FakeEndpoint.Objects(199, i => Modified(i, i == 7 ? 2019 : 2020)) + "ex:extra a ex:Object ; dct:title \"later ingevoerd\" ; dct:modified \"1999-01-01\"^^xsd:date .");
        if (!canGroup)
            _endpoint.Misbehave = (_, query) => query.Contains("GROUP BY", StringComparison.Ordinal) ? new PageReply(400, "text/plain", "no aggregates"u8.ToArray()) : null;
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source, first.NextCursor)).Outcome);
        _endpoint.Queries.Clear();
        var compared = await _bench.FetchAsync(source, longAgo);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment, compared.StartedAt), (compared.Outcome, compared.Scope, compared.NextCursor!.FullAt));
        Assert.Equal(canGroup ? ["http://example.org/extra", "http://example.org/o199", "http://example.org/o7"] : ["http://example.org/extra", "http://example.org/o199"], _bench.Cut(compared, source).Records.Select(record => record.Identifier).Order(StringComparer.Ordinal));

        // The increment counts and lists; the comparison counts, lists two pages and their end, and describes what each page shows to be other (or is refused the dates first).
        Assert.Equal(8, compared.Counters.Requests);
        Assert.Equal(canGroup ? 2 : 1, _endpoint.Queries.Count(query => query.StartsWith("CONSTRUCT", StringComparison.Ordinal)));
        var all = _bench.Cut([first, compared], source);
        Assert.Equal("http://example.org/o199", Assert.Single(all.Records, record => record.IsDeleted).Identifier);
        Assert.Equal(200, all.Records.Count(record => !record.IsDeleted));
        Assert.Contains("\"later ingevoerd\"", all.Text("http://example.org/extra"), StringComparison.Ordinal);

        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source, compared.NextCursor! with { FullAt = compared.StartedAt.AddDays(-31) })).Outcome);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(source with { FullEvery = TimeSpan.Zero }, longAgo)).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_of_names_that_is_empty_or_shorter_than_what_is_counted_takes_nothing_away(bool canCount)
    {
        var source = Serve(12, _ => "; dct:modified \"2020-01-01\"^^xsd:date") with { DateProperty = "http://purl.org/dc/terms/modified" };
        var first = await _bench.FetchAsync(source);
        _endpoint!.Misbehave = (_, query) => !canCount && query.Contains("COUNT(", StringComparison.Ordinal) ? new PageReply(500, "text/plain", []) : query.Contains("GROUP BY", StringComparison.Ordinal) ? PageReply.Text("""{"head":{"vars":["s","date"]},"results":{"bindings":[]}}""", "application/sparql-results+json") : null;
        var compared = await _bench.FetchAsync(source, first.NextCursor! with { FullAt = first.StartedAt.AddDays(-31) });

        Assert.Equal(HarvestOutcome.Unchanged, compared.Outcome);
        Assert.Contains(compared.Notices, notice => notice.Code == "sparql-not-compared");
        Assert.Equal(first.StartedAt.AddDays(-31), compared.NextCursor!.FullAt);
    }

    [Fact]
    public async Task A_run_that_breaks_off_goes_on_behind_its_last_batch()
    {
        var source = Serve(30) with { BatchSize = 1 };
        var count = 0;
        _endpoint!.Misbehave = (_, query) => query.StartsWith("CONSTRUCT", StringComparison.Ordinal) && ++count > 10 ? new PageReply(500, "text/plain", []) : null;
        var broken = await _bench.FetchAsync(source);
        Assert.Equal(HarvestOutcome.Incomplete, broken.Outcome);
        Assert.True(broken.IsResumable);
        _endpoint.Misbehave = null;
        _endpoint.Queries.Clear();

        var whole = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Complete, whole.Outcome);
        Assert.Equal(20, _endpoint.Queries.Count(query => query.StartsWith("CONSTRUCT", StringComparison.Ordinal)));
        Assert.Equal(30, _bench.Cut(whole, source).Records.Count);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_words_of_the_endpoint()
    {
        var source = Serve(1) with { Where = "?s a nonsense" };
        _endpoint!.Misbehave = (_, _) => new PageReply(400, "text/plain", "Parse error at line 1: 'nonsense'"u8.ToArray());
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        var reason = Assert.Single(run.Reasons);
        Assert.Equal("sparql-refused", reason.Code);
        Assert.Contains("Parse error at line 1: 'nonsense'", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_without_records_of_the_kind_says_what_to_check()
    {
        var source = Serve(3) with { Classes = ["http://example.org/Nothing"] };
        var run = await _bench.FetchAsync(source);

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Equal("sparql-no-records", Assert.Single(run.Reasons).Code);
    }
}
