using System.Net;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

public sealed class OaiHarvestTests
{
    private static readonly SteppedTime Clock = new(Moment("2026-01-02T04:00:00Z"));

    [Fact]
    public async Task A_repository_is_harvested_page_by_page()
    {
        var repository = new FakeRepository(25, 10, isDeleted: number => number == 7);
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Equal(HarvestScope.Full, outcome.Run.Scope);
        Assert.Equal(25, outcome.Run.Counters.RecordsSeen);
        Assert.Equal(1, outcome.Run.Counters.RecordsDeleted);
        Assert.Equal(4, outcome.Run.Counters.Requests);
        Assert.Equal((24, 1), (outcome.Summary.Kept, outcome.Summary.Deleted));
        Assert.Equal("persistent", outcome.Run.Repository!.DeletedRecord);
        var deleted = outcome.Records.Single(record => record.IsDeleted);
        Assert.Equal("oai:museum.example:7", deleted.Identifier);
        Assert.True(deleted.Content.IsEmpty);
    }

    [Fact]
    public async Task Metadata_becomes_a_document_of_its_own_with_all_namespaces_in_force()
    {
        var repository = new FakeRepository(1, 10)
        {
            Misbehave = (_, _) => Xml("""
                <o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/" xmlns:dc='http://purl.org/dc/elements/1.1/' xml:lang="nl"><o:responseDate>2026-01-02T03:04:05Z</o:responseDate><o:ListRecords>
                <o:record><o:header><o:identifier>oai:x:1</o:identifier><o:datestamp>2025-06-01</o:datestamp></o:header><o:metadata xmlns:x="urn:x">
                <x:doos a="1 &gt; 0"><dc:title>Zee &amp; strand</dc:title><leeg/></x:doos></o:metadata><o:about><buiten/></o:about></o:record></o:ListRecords></o:OAI-PMH>
                """),
        };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Empty(outcome.Faults);
        var content = System.Xml.Linq.XDocument.Parse(outcome.Text("oai:x:1"));
        Assert.Equal("{urn:x}doos", content.Root!.Name.ToString());
        Assert.Equal("Zee & strand", content.Root.Element("{http://purl.org/dc/elements/1.1/}title")!.Value);
        Assert.Equal("nl", content.Root.Attribute(System.Xml.Linq.XNamespace.Xml + "lang")!.Value);
        Assert.Equal(Moment("2025-06-01T00:00:00Z"), outcome.Records.Single().Datestamp);
    }

    [Fact]
    public async Task Each_set_is_a_list_of_its_own()
    {
        var repository = new FakeRepository(30, 10, set: number => number % 3 == 0 ? "drie" : "rest");
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source with { Sets = ["drie", "leeg", "rest"] });

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Equal(30, outcome.Summary.Kept);
        Assert.Contains("set=leeg", repository.ListRequests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_run_starts_from_the_response_date_of_this_one_minus_the_overlap()
    {
        var repository = new FakeRepository(25, 10);
        using var bench = new HarvestBench(repository.Handler, Clock);
        var full = await bench.FetchAsync(Source);
        repository.ListRequests.Clear();
        repository.Change("oai:museum.example:3", Moment("2026-01-02T03:30:00Z"), isDeleted: true);
        repository.Change("oai:museum.example:9", Moment("2026-01-02T03:31:00Z"));

        var increment = await bench.FetchAsync(Source, full.NextCursor);

        Assert.Equal(Moment("2026-01-02T03:04:05Z"), full.NextCursor!.Since);
        Assert.Equal("?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T03%3A04%3A05Z", Assert.Single(repository.ListRequests));
        Assert.Equal(HarvestScope.Increment, increment.Scope);
        Assert.Equal(HarvestOutcome.Complete, increment.Outcome);
        Assert.Equal((2, 1), (increment.Counters.RecordsSeen, increment.Counters.RecordsDeleted));
    }

    [Fact]
    public async Task An_increment_without_records_is_unchanged_and_moves_the_cursor()
    {
        var repository = new FakeRepository(25, 10);
        using var bench = new HarvestBench(repository.Handler, Clock);
        var full = await bench.FetchAsync(Source);
        repository.Now += TimeSpan.FromHours(5);

        var increment = await bench.FetchAsync(Source, HarvestCursor.Parse(full.NextCursor!.ToJson()));

        Assert.Equal(HarvestOutcome.Unchanged, increment.Outcome);
        Assert.Equal(full.NextCursor.Since, Moment("2026-01-02T03:04:05Z"));
        Assert.Equal(HarvestOutcome.Complete, (await bench.FetchAsync(Source, full.NextCursor, new HarvestOptions { Full = true })).Outcome);
    }

    [Fact]
    public async Task Runs_replayed_from_the_archive_give_the_newest_copy_without_the_network()
    {
        var repository = new FakeRepository(25, 10);
        using var bench = new HarvestBench(repository.Handler, Clock);
        var full = await bench.FetchAsync(Source);
        repository.Change("oai:museum.example:3", Moment("2026-01-02T03:30:00Z"), isDeleted: true);
        Clock.Advance(TimeSpan.FromHours(1));
        await bench.FetchAsync(Source, full.NextCursor);
        var asked = repository.Handler.Requests.Count;

        var archive = new PayloadArchive(bench.Archive.Root);
        var cutter = new RecordCutter(archive, Source);
        var records = cutter.Cut(archive.RunsToReplay("bron")).OfType<CutItem.Record>().Select(item => item.Value).ToList();

        Assert.Equal(asked, repository.Handler.Requests.Count);
        Assert.Equal(25, records.Count);
        Assert.True(records.Single(record => record.Identifier == "oai:museum.example:3").IsDeleted);
        Assert.Equal(1, cutter.Summary.Duplicates);
    }

    [Fact]
    public async Task A_repository_that_knows_days_only_is_asked_in_days()
    {
        var repository = new FakeRepository(5, 10) { Granularity = "YYYY-MM-DD" };
        using var bench = new HarvestBench(repository.Handler, Clock);

        await bench.FetchAsync(Source with { From = Moment("2025-01-01T10:00:00Z"), Until = Moment("2025-12-31T10:00:00Z") });

        Assert.Contains("from=2025-01-01&until=2025-12-31", Assert.Single(repository.ListRequests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_refuses_seconds_is_asked_again_in_days()
    {
        var repository = new FakeRepository(5, 10) { Misbehave = (arguments, _) => arguments.GetValueOrDefault("from", "").Contains('T', StringComparison.Ordinal) ? Error("badArgument", "granularity") : null };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source with { From = Moment("2025-01-01T10:00:00Z") });

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(5, run.Counters.RecordsSeen);
        Assert.Contains(run.Notices, notice => notice.Code == "oai-granularity");
    }

    [Fact]
    public async Task A_token_is_trimmed_and_encoded_exactly_once()
    {
        var repository = new FakeRepository(1, 10)
        {
            Misbehave = (arguments, _) => arguments.TryGetValue("resumptionToken", out var token)
                ? Xml(Document($"<ListRecords>{Record("oai:x:2", Moment("2025-06-01"), title: WebUtility.HtmlEncode(token))}</ListRecords>"))
                : Xml(Document($"<ListRecords>{Record("oai:x:1", Moment("2025-06-01"))}<resumptionToken>\n  a&amp;verb=Identify&amp;x=%2F+%0d%0aX-Injected: 1 \n</resumptionToken></ListRecords>")),
        };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(2, outcome.Summary.Kept);
        Assert.Contains("<dc:title>a&amp;verb=Identify&amp;x=%2F+%0d%0aX-Injected: 1</dc:title>", outcome.Text("oai:x:2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_token_with_other_records_goes_on_and_with_the_same_records_stops()
    {
        static HttpResponseMessage Page(int number) => Xml(Document($"<ListRecords>{Record($"oai:x:{number}", Moment("2025-06-01"))}<resumptionToken>sessie</resumptionToken></ListRecords>"));
        var repository = new FakeRepository(1, 10) { Misbehave = (_, index) => Page(Math.Min(index, 4)) };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(6, repository.ListRequests.Count);
        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal("token-circle", Assert.Single(run.Reasons).Code);
        Assert.Equal(5, bench.Cut(run, Source).Summary.Kept);
    }

    [Fact]
    public async Task Two_pages_in_turn_for_ever_are_a_circle_too()
    {
        var repository = new FakeRepository(1, 10) { Misbehave = (_, index) => Xml(Document($"<ListRecords>{Record($"oai:x:{index % 2}", Moment("2025-06-01"))}<resumptionToken>{index % 2}</resumptionToken></ListRecords>", $"2026-01-02T03:04:{index % 60:D2}Z")) };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Incomplete, run.Outcome);
        Assert.Equal(3, repository.ListRequests.Count);
    }

    [Fact]
    public async Task Empty_pages_are_followed_but_not_for_ever()
    {
        var some = new FakeRepository(1, 10) { Misbehave = (_, index) => index < 3 ? Xml(Document($"<ListRecords><resumptionToken>{index}</resumptionToken></ListRecords>")) : Xml(Document($"<ListRecords>{Record("oai:x:1", Moment("2025-06-01"))}</ListRecords>")) };
        var endless = new FakeRepository(1, 10) { Misbehave = (_, index) => Xml(Document($"<ListRecords><resumptionToken>{index}</resumptionToken></ListRecords>")) };
        using var bench = new HarvestBench(some.Handler, Clock);
        using var other = new HarvestBench(endless.Handler, Clock);

        var good = await bench.FetchAsync(Source);
        var bad = await other.FetchAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 1), (good.Outcome, good.Counters.RecordsSeen));
        Assert.Equal(HarvestOutcome.Incomplete, bad.Outcome);
        Assert.Equal(11, endless.ListRequests.Count);
    }

    [Fact]
    public async Task A_forgotten_token_starts_the_list_again_from_the_last_good_datestamp()
    {
        var repository = new FakeRepository(50, 10, changed: number => Moment("2025-06-01") + TimeSpan.FromDays(number));
        var wasForgotten = false;
        repository.Misbehave = (arguments, _) => !wasForgotten && arguments.GetValueOrDefault("resumptionToken") == "||30" && (wasForgotten = true) ? Error("badResumptionToken", "verlopen") : null;
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Equal(50, outcome.Summary.Kept);
        Assert.Equal(1, outcome.Summary.Duplicates);
        Assert.Contains(outcome.Run.Notices, notice => notice.Code == "token-lost");
        Assert.Contains("from=2025-06-30T23%3A00%3A00Z", repository.ListRequests[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_token_of_an_unordered_list_starts_it_again_from_its_beginning()
    {
        var repository = new FakeRepository(50, 10, changed: number => Moment("2025-06-01") + TimeSpan.FromDays(number * 7 % 50));
        var wasForgotten = false;
        repository.Misbehave = (arguments, _) => !wasForgotten && arguments.GetValueOrDefault("resumptionToken") == "||30" && (wasForgotten = true) ? Error("badResumptionToken") : null;
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Equal((50, 30), (outcome.Summary.Kept, outcome.Summary.Duplicates));
    }

    [Fact]
    public async Task A_repository_that_always_forgets_its_token_leaves_an_incomplete_run_with_what_there_was()
    {
        var repository = new FakeRepository(50, 10) { Misbehave = (arguments, _) => arguments.ContainsKey("resumptionToken") ? Error("badResumptionToken", "verlopen") : null };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(HarvestOutcome.Incomplete, outcome.Run.Outcome);
        Assert.Equal("token-lost", Assert.Single(outcome.Run.Reasons).Code);
        Assert.Equal(10, outcome.Summary.Kept);
        Assert.Null(outcome.Run.NextCursor);
        Assert.InRange(repository.ListRequests.Count, 2, 10);
    }

    [Fact]
    public async Task Fewer_records_than_announced_make_the_run_incomplete_unless_the_number_is_an_estimate()
    {
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => Xml(Document($"<ListRecords>{Record("oai:x:1", Moment("2025-06-01"))}<resumptionToken completeListSize=\"99999\"/></ListRecords>")) };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var strict = await bench.FetchAsync(Source);
        var lenient = await bench.FetchAsync(Source with { ListSizeIsEstimate = true });

        Assert.Equal("list-size", Assert.Single(strict.Reasons).Code);
        Assert.Equal(HarvestOutcome.Incomplete, strict.Outcome);
        Assert.Equal(HarvestOutcome.Complete, lenient.Outcome);
        Assert.Contains(lenient.Notices, notice => notice.Code == "list-size");
    }

    [Fact]
    public async Task Busy_answers_are_waited_out_by_Retry_After()
    {
        var time = new SteppedTime(Moment("2026-01-02T04:00:00Z"));
        var repository = new FakeRepository(25, 10) { Misbehave = (_, index) => index == 1 ? ScriptedHandler.Text("druk", HttpStatusCode.ServiceUnavailable, headers: ("Retry-After", "90")) : null };
        using var bench = new HarvestBench(repository.Handler, time);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.Single(time.Delays));
        Assert.Equal(5, run.Counters.Requests);
    }

    [Fact]
    public async Task A_server_that_stays_down_fails_the_run_and_says_why()
    {
        using var bench = new HarvestBench(new ScriptedHandler((_, _) => ScriptedHandler.Text("", HttpStatusCode.BadGateway)), Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains("502", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Null(run.NextCursor);
    }

    [Fact]
    public async Task A_run_that_was_broken_off_goes_on_at_its_page()
    {
        var isDown = true;
        var repository = new FakeRepository(95, 10);
        repository.Misbehave = (_, index) => isDown && index >= 4 ? ScriptedHandler.Text("", HttpStatusCode.BadGateway) : null;
        using var bench = new HarvestBench(repository.Handler, Clock);

        var first = await bench.FetchAsync(Source);
        isDown = false;
        repository.ListRequests.Clear();
        var second = await bench.FetchAsync(Source);

        Assert.Equal((HarvestOutcome.Incomplete, true, 40), (first.Outcome, first.IsResumable, first.Counters.RecordsSeen));
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal((HarvestOutcome.Complete, 95), (second.Outcome, second.Counters.RecordsSeen));
        Assert.Contains("resumptionToken=%7C%7C40", repository.ListRequests[0], StringComparison.Ordinal);
        Assert.Equal(95, bench.Cut(second, Source).Summary.Kept);
    }

    [Theory]
    [InlineData("cannotDisseminateFormat", "oai_dc")]
    [InlineData("noSetHierarchy", "sets")]
    [InlineData("badVerb", "base URL")]
    public async Task An_error_of_the_protocol_fails_the_run_with_advice(string code, string advice)
    {
        using var bench = new HarvestBench(new FakeRepository(1, 10) { Misbehave = (_, _) => Error(code, "uitleg") }.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains($"{code}: uitleg", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Contains(advice, run.Reasons[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_the_protocol_are_understood_under_an_error_status_too()
    {
        var repository = new FakeRepository(20, 10);
        var wasForgotten = false;
        repository.Misbehave = (arguments, _) => arguments.ContainsKey("resumptionToken") && !wasForgotten && (wasForgotten = true)
            ? ScriptedHandler.Text(Document("<error code=\"badResumptionToken\"/>"), HttpStatusCode.BadRequest, "text/xml")
            : null;
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 30), (run.Outcome, run.Counters.RecordsSeen));
    }

    [Fact]
    public async Task A_half_run_whose_token_has_expired_starts_its_list_again()
    {
        var (isDown, isForgotten) = (true, false);
        var repository = new FakeRepository(95, 10);
        repository.Misbehave = (arguments, index) => isDown && index >= 4 ? ScriptedHandler.Text("", HttpStatusCode.BadGateway)
            : arguments.GetValueOrDefault("resumptionToken") == "||40" && !isDown && !isForgotten && (isForgotten = true) ? Error("badResumptionToken", "verlopen")
            : null;
        using var bench = new HarvestBench(repository.Handler, Clock);

        await bench.FetchAsync(Source);
        isDown = false;
        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains(run.Notices, notice => notice.Code == "token-lost");
        Assert.Equal(95, bench.Cut(run, Source).Summary.Kept);
    }

    [Fact]
    public async Task Records_outside_the_set_that_was_asked_for_are_noticed()
    {
        static string InSet(string id, string set) => Record(id, Moment("2025-06-01")).Replace("</header>", $"<setSpec>{set}</setSpec></header>", StringComparison.Ordinal);
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => Xml(Document($"<ListRecords>{InSet("oai:x:1", "a")}{InSet("oai:x:2", "a:b")}{InSet("oai:x:3", "ab")}</ListRecords>")) };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source with { Sets = ["a"] });

        Assert.StartsWith("1 of the 3 records", Assert.Single(run.Notices, notice => notice.Code == "outside-set").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_url_with_arguments_keeps_them()
    {
        var handler = new ScriptedHandler((_, _) => Error("noRecordsMatch"));
        using var bench = new HarvestBench(handler, Clock);

        await bench.FetchAsync(Source with { BaseUrl = new Uri("https://museum.example/oai.ashx?database=collect&x=#deel") });

        Assert.All(handler.Requests.Where(request => request.RequestUri!.AbsolutePath != "/robots.txt"), request => Assert.StartsWith("https://museum.example/oai.ashx?database=collect&x=&verb=", request.RequestUri!.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_date_far_in_the_future_does_not_move_the_cursor_there()
    {
        var repository = new FakeRepository(5, 10) { Now = Moment("2999-01-01") };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.True(run.NextCursor!.Since <= Clock.GetUtcNow());
        Assert.Contains(run.Notices, notice => notice.Code == "oai-response-date");
    }

    [Fact]
    public async Task A_repository_that_forgets_deletions_is_asked_for_everything_now_and_then()
    {
        var time = new SteppedTime(Moment("2026-01-02T04:00:00Z"));
        var repository = new FakeRepository(25, 10) { DeletedRecord = "transient" };
        using var bench = new HarvestBench(repository.Handler, time);
        var full = await bench.FetchAsync(Source);

        time.Advance(TimeSpan.FromDays(29));
        repository.Now += TimeSpan.FromDays(29);
        var increment = await bench.FetchAsync(Source, full.NextCursor);
        time.Advance(TimeSpan.FromDays(2));
        repository.Now += TimeSpan.FromDays(2);
        var again = await bench.FetchAsync(Source, increment.NextCursor);
        var never = await bench.FetchAsync(Source with { FullEvery = TimeSpan.Zero }, increment.NextCursor);

        Assert.Equal([HarvestScope.Full, HarvestScope.Increment, HarvestScope.Full, HarvestScope.Increment], [full.Scope, increment.Scope, again.Scope, never.Scope]);
        Assert.Equal(again.StartedAt, again.NextCursor!.FullAt);
        Assert.Contains("2026-02-01", Assert.Single(increment.Notices, notice => notice.Code == "oai-deletes").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_keeps_deletions_for_good_is_never_asked_for_everything_again()
    {
        var time = new SteppedTime(Moment("2026-01-02T04:00:00Z"));
        var repository = new FakeRepository(25, 10);
        using var bench = new HarvestBench(repository.Handler, time);
        var full = await bench.FetchAsync(Source);
        time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(HarvestScope.Increment, (await bench.FetchAsync(Source, full.NextCursor)).Scope);
    }

    [Theory]
    [InlineData("<about><oai_dc:provenance>niet & gesloten</about>")]
    [InlineData("<about><x:y/></about>")]
    [InlineData("<about><a><b></a></b></about>")]
    public async Task A_faulty_about_part_does_not_cost_the_record(string about)
    {
        var record = Record("oai:x:1", Moment("2025-06-01")).Replace("</record>", about + "</record>", StringComparison.Ordinal);
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => Xml(Document($"<ListRecords>{record}{Record("oai:x:2", Moment("2025-06-01"))}</ListRecords>")) };
        using var bench = new HarvestBench(repository.Handler, Clock);

        var outcome = await bench.CutAsync(Source);

        Assert.Equal((2, 0), (outcome.Summary.Kept, outcome.Summary.SetAside));
        Assert.Equal(("oai-about", "oai:x:1"), (Assert.Single(outcome.Notices).Code, outcome.Notices[0].Identifier));
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_harvested_is_reported()
    {
        var repository = new FakeRepository(30, 10) { Misbehave = (arguments, index) => null };
        repository.Misbehave = (arguments, index) => Xml(repository.Page(arguments).Replace("completeListSize=\"30\"", $"completeListSize=\"{28 + index}\"", StringComparison.Ordinal));
        using var bench = new HarvestBench(repository.Handler, Clock);

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Contains("28 records at first and 30 at the end", Assert.Single(run.Notices, notice => notice.Code == "list-size").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, HarvestOutcome.Complete)]
    [InlineData(true, HarvestOutcome.Failed)]
    public async Task Robots_txt_is_reported_for_a_repository_and_obeyed_if_the_source_says_so(bool obey, HarvestOutcome expected)
    {
        var repository = new FakeRepository(5, 10);
        var handler = new ScriptedHandler((request, _) => request.RequestUri!.AbsolutePath == "/robots.txt" ? ScriptedHandler.Text("User-agent: *\nDisallow: /") : Forward(repository, request));
        using var bench = new HarvestBench(handler, Clock);

        var run = await bench.FetchAsync(Source with { ObeyRobots = obey });

        Assert.Equal(expected, run.Outcome);
        Assert.Equal(obey ? 0 : 1, run.Notices.Count(notice => notice.Code == "robots"));
        Assert.Equal(obey, run.Reasons.Any(reason => reason.Message.Contains("robots.txt", StringComparison.Ordinal)));
    }

    private static HttpResponseMessage Forward(FakeRepository repository, HttpRequestMessage request)
    {
        using var invoker = new HttpMessageInvoker(repository.Handler, disposeHandler: false);
        return invoker.SendAsync(request, CancellationToken.None).Result;
    }
}
