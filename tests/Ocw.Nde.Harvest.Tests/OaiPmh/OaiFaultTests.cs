using Ocw.Nde.TestSupport;
using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

/// <summary>The documented faults of real repositories: each file is what the repository answers to the first list request.</summary>
public sealed class OaiFaultTests
{
    private const string Broken = "harvest/oai/broken";
    private const string Hostile = "trust/hostile/oai";

    [SharedTheory(Broken)]
    [InlineData("01-control-chars.xml", 3, 0, "xml-repaired")]
    [InlineData("02-charref-fffe.xml", 3, 0, "xml-repaired")]
    [InlineData("03-latin1-declared-utf8.xml", 3, 0, "encoding-repaired")]
    [InlineData("05-unescaped-ampersand.xml", 3, 0, "xml-repaired")]
    [InlineData("06-unescaped-html-in-description.xml", 2, 1, "xml-not-well-formed")]
    [InlineData("07-prolog-inside-record.xml", 3, 0, "xml-repaired")]
    [InlineData("08-bom-and-leading-whitespace.xml", 1, 0, null)]
    [InlineData("09-utf16le-no-declaration.xml", 1, 0, null)]
    [InlineData("17-last-page-without-token-element.xml", 2, 0, null)]
    [InlineData("19-datestamp-millis-and-offset.xml", 6, 0, "oai-datestamp")]
    [InlineData("20-datestamps-not-chronological.xml", 3, 0, null)]
    [InlineData("25-prefixed-namespace.xml", 1, 0, null)]
    [InlineData("29-gzip-body-without-header.xml.gz", 2, 0, null)]
    public async Task A_faulty_page_gives_what_can_be_saved_and_says_what_was_wrong(string file, int records, int setAside, string? code)
    {
        var outcome = await HarvestAsync(file);

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Equal((records, setAside), (outcome.Summary.Kept, outcome.Summary.SetAside));
        var codes = outcome.Notices.Select(notice => notice.Code).Concat(outcome.Faults.Select(fault => fault.Code)).Distinct(StringComparer.Ordinal);
        Assert.Equal(code is null ? [] : [code], codes);
        Assert.All(outcome.Records, record => System.Xml.Linq.XDocument.Parse(System.Text.Encoding.UTF8.GetString(record.Content.Span)));
    }

    [SharedFact(Broken)]
    public async Task Latin_1_within_UTF_8_keeps_its_letters()
    {
        var outcome = await HarvestAsync("03-latin1-declared-utf8.xml");

        Assert.Contains("Café aan de Singel 2", outcome.Text("oai:example.org:2"), StringComparison.Ordinal);
    }

    [SharedFact(Broken)]
    public async Task A_page_that_is_cut_off_is_asked_again_and_leaves_the_run_incomplete()
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/04-truncated.xml"));
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => ScriptedHandler.Bytes(page) };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(HarvestOutcome.Incomplete, outcome.Run.Outcome);
        Assert.Equal(3, repository.ListRequests.Count(request => request.Contains("verb=ListRecords", StringComparison.Ordinal)));
        Assert.Equal(2, outcome.Summary.Kept);
        Assert.Equal("oai:example.org:3", Assert.Single(outcome.Faults).Identifier);
        Assert.Null(outcome.Run.NextCursor);
    }

    [SharedFact(Broken)]
    public async Task A_page_that_is_whole_the_second_time_is_whole()
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/04-truncated.xml"));
        var repository = new FakeRepository(3, 10) { Misbehave = (_, index) => index == 0 ? ScriptedHandler.Bytes(page) : null };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var outcome = await bench.CutAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 3), (outcome.Run.Outcome, outcome.Summary.Kept));
    }

    [SharedTheory(Broken)]
    [InlineData("10-html-error-page-status-200.html", "not OAI-PMH", 5)]
    [InlineData("11-json-error-in-oai-error.xml", "Trying to create too many scroll contexts", 1)]
    [InlineData("26-doctype-entity-expansion.xml", "DTD", 1)]
    [InlineData("27-external-entity.xml", "DTD", 1)]
    [InlineData("28-two-errors.xml", "badArgument: from; badArgument: until", 1)]
    public async Task An_answer_without_records_fails_the_run_with_its_reason(string file, string reason, int requests)
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/{file}"));
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => ScriptedHandler.Bytes(page) };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var run = await bench.FetchAsync(Source);

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains(reason, Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Equal(requests, repository.ListRequests.Count);
    }

    [SharedTheory(Broken)]
    [InlineData("12-token-loop.xml", "token-circle")]
    [InlineData("18-completeListSize-wrong.xml", "list-size")]
    [InlineData("16-token-whitespace-and-special-chars.xml", "token-circle")]
    public async Task A_list_that_cannot_be_trusted_is_incomplete_and_keeps_what_there_was(string file, string code)
    {
        var outcome = await HarvestAsync(file);

        Assert.Equal(HarvestOutcome.Incomplete, outcome.Run.Outcome);
        Assert.Equal(code, Assert.Single(outcome.Run.Reasons).Code);
        Assert.True(outcome.Summary.Kept >= 1);
    }

    [SharedTheory(Broken)]
    [InlineData("13-empty-page-with-token.xml", HarvestOutcome.Complete, 13)]
    [InlineData("14-noRecordsMatch-on-token.xml", HarvestOutcome.Incomplete, 10)]
    [InlineData("15-badResumptionToken.xml", HarvestOutcome.Complete, 20)]
    public async Task An_odd_answer_to_a_token_keeps_the_earlier_pages(string file, HarvestOutcome expected, int records)
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/{file}"));
        var repository = new FakeRepository(file.StartsWith("13", StringComparison.Ordinal) ? 13 : 20, 10);
        var wasOdd = false;
        repository.Misbehave = (arguments, _) => arguments.ContainsKey("resumptionToken") && !wasOdd && (wasOdd = true)
            ? ScriptedHandler.Bytes(file.StartsWith("13", StringComparison.Ordinal) ? ReplaceToken(page, "||10") : page)
            : null;
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(expected, outcome.Run.Outcome);
        Assert.Equal(records, outcome.Summary.Kept);
        Assert.True(file.StartsWith("13", StringComparison.Ordinal) || outcome.Run.Notices.Count + outcome.Run.Reasons.Count > 0);
    }

    [SharedFact(Broken)]
    public async Task Deleted_records_in_any_spelling_are_deleted_and_empty_ones_are_not()
    {
        var outcome = await HarvestAsync("21-deleted-forms.xml");

        Assert.Equal(["oai:example.org:1", "oai:example.org:2"], outcome.Records.Select(record => record.Identifier));
        Assert.All(outcome.Records, record => Assert.True(record.IsDeleted));
        Assert.Equal(["oai:example.org:3", "oai:example.org:4"], outcome.Faults.Select(fault => fault.Identifier!));
        Assert.All(outcome.Faults, fault => Assert.Equal("oai-no-metadata", fault.Code));
    }

    [SharedTheory(Broken)]
    [InlineData("22-duplicate-identifier-in-page.xml", 2, "Nieuwe versie 1", "duplicate-identifier")]
    [InlineData("23-deleted-then-recreated.xml", 1, "Ander object, zelfde nummer 1", "identifier-reused")]
    public async Task The_newest_copy_of_an_identifier_wins_and_the_other_is_reported(string file, int records, string title, string code)
    {
        var outcome = await HarvestAsync(file);

        Assert.Equal((records, 1), (outcome.Summary.Kept, outcome.Summary.Duplicates));
        Assert.Contains(title, outcome.Text("oai:example.org:1"), StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(outcome.Notices).Code);
    }

    [SharedFact(Broken)]
    public async Task Identify_in_lower_case_with_an_intranet_address_is_usable()
    {
        var identify = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/24-identify-uppercase-granularity.xml"));
        var repository = new FakeRepository(3, 10);
        var handler = new ScriptedHandler((request, _) => request.RequestUri!.Query.Contains("Identify", StringComparison.Ordinal) ? ScriptedHandler.Bytes(identify) : Forward(repository, request));
        using var bench = new HarvestBench(handler, new SteppedTime());

        var run = await bench.FetchAsync(Source with { From = Moment("2025-01-01T10:00:00Z") });

        Assert.False(run.Repository!.HasDayGranularity);
        Assert.Equal("no", run.Repository.DeletedRecord);
        Assert.Contains("from=2025-01-01T10%3A00%3A00Z", Assert.Single(repository.ListRequests), StringComparison.Ordinal);
        Assert.All(handler.Requests, request => Assert.Equal("museum.example", request.RequestUri!.Host));
    }

    [SharedFact(Broken)]
    public async Task Mixed_granularity_is_answered_with_days()
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/30-mixed-granularity-error.xml"));
        var repository = new FakeRepository(3, 10) { Misbehave = (arguments, _) => arguments["from"].Length > 10 ? ScriptedHandler.Bytes(page) : null };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var run = await bench.FetchAsync(Source with { From = Moment("2025-01-01T10:00:00Z") });

        Assert.Equal((HarvestOutcome.Complete, 3), (run.Outcome, run.Counters.RecordsSeen));
    }

    [SharedTheory(Hostile)]
    [InlineData("dup-identifiers", HarvestOutcome.Complete, 6)]
    [InlineData("empty-token-end", HarvestOutcome.Complete, 9)]
    [InlineData("foreign-identifier", HarvestOutcome.Complete, 1)]
    [InlineData("future-datestamp", HarvestOutcome.Complete, 1)]
    [InlineData("html-in-title", HarvestOutcome.Complete, 1)]
    [InlineData("list-size-lie", HarvestOutcome.Complete, 12)]
    [InlineData("mass-delete", HarvestOutcome.Complete, 0)]
    [InlineData("same-token-progress", HarvestOutcome.Complete, 12)]
    [InlineData("same-token-same-page", HarvestOutcome.Incomplete, 5)]
    [InlineData("token-injection", HarvestOutcome.Complete, 3)]
    [InlineData("two-page-cycle", HarvestOutcome.Incomplete, 10)]
    [InlineData("bad-token-midway", HarvestOutcome.Incomplete, 5)]
    [InlineData("cut-midway", HarvestOutcome.Incomplete, 6)]
    [InlineData("xxe", HarvestOutcome.Failed, 0)]
    public async Task A_hostile_repository_does_no_harm(string scenario, HarvestOutcome expected, int live)
    {
        var pages = Directory.GetFiles(SharedData.PathOf($"{Hostile}/{scenario}")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var served = 0;
        var repository = new FakeRepository(1, 10)
        {
            Misbehave = (arguments, _) =>
            {
                served = !arguments.ContainsKey("resumptionToken") ? 0 : scenario == "two-page-cycle" ? (served + 1) % pages.Count : Math.Min(served + 1, pages.Count - 1);
                return ScriptedHandler.Bytes(pages[scenario == "cut-midway" && arguments.ContainsKey("resumptionToken") ? 1 : served]);
            },
        };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(expected, outcome.Run.Outcome);
        Assert.Equal(live, outcome.Summary.Kept);
        Assert.InRange(repository.ListRequests.Count, 1, 12);
        Assert.DoesNotContain(outcome.Items.OfType<CutItem.Record>(), item => System.Text.Encoding.UTF8.GetString(item.Value.Content.Span).Contains("root:", StringComparison.Ordinal));
    }

    private static async Task<CutOutcome> HarvestAsync(string file)
    {
        var page = await File.ReadAllBytesAsync(SharedData.PathOf($"{Broken}/{file}"));
        var repository = new FakeRepository(1, 10) { Misbehave = (_, _) => ScriptedHandler.Bytes(page, mediaType: "text/xml") };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime());
        return await bench.CutAsync(Source);
    }

    private static byte[] ReplaceToken(byte[] page, string token) =>
        System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(page).Replace("page-7", token, StringComparison.Ordinal));

    private static HttpResponseMessage Forward(FakeRepository repository, HttpRequestMessage request)
    {
        using var invoker = new HttpMessageInvoker(repository.Handler, disposeHandler: false);
        return invoker.SendAsync(request, CancellationToken.None).Result;
    }
}
