using System.Net;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

/// <summary>Pages that a repository cannot deliver: the records on them come one by one.</summary>
public sealed class OaiSinglesTests
{
    private static readonly Func<int, DateTimeOffset> EachItsDay = number => Moment("2025-01-01") + TimeSpan.FromDays(number);

    [Fact]
    public async Task The_records_of_a_page_that_cannot_be_delivered_are_fetched_one_by_one_and_the_list_goes_on()
    {
        var repository = new FakeRepository(95, 10, EachItsDay);
        repository.Misbehave = (arguments, _) => Holds(arguments, repository, 34) ? ScriptedHandler.Text("stack trace", HttpStatusCode.InternalServerError) : null;
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));

        var outcome = await bench.CutAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 94), (outcome.Run.Outcome, outcome.Summary.Kept));
        var undelivered = Assert.Single(outcome.Run.Notices, notice => notice.Code == "record-not-delivered");
        Assert.Equal("oai:museum.example:34", undelivered.Identifier);
        Assert.Contains(outcome.Run.Notices, notice => notice.Code == "page-not-delivered");
        Assert.InRange(repository.ListRequests.Count(request => request.Contains("GetRecord", StringComparison.Ordinal)), 10, 30);
    }

    [Fact]
    public async Task A_repository_with_one_datestamp_for_all_gives_the_rest_one_by_one()
    {
        var repository = new FakeRepository(45, 10);
        repository.Misbehave = (arguments, _) => Holds(arguments, repository, 25) ? ScriptedHandler.Text("<html>Fatal error</html>") : null;
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));

        var outcome = await bench.CutAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 44), (outcome.Run.Outcome, outcome.Summary.Kept));
        Assert.Equal("oai:museum.example:25", Assert.Single(outcome.Run.Notices, notice => notice.Code == "record-not-delivered").Identifier);
    }

    [Fact]
    public async Task More_single_records_than_the_ceiling_leave_the_run_incomplete()
    {
        var repository = new FakeRepository(45, 10);
        repository.Misbehave = (arguments, _) => Holds(arguments, repository, 25) ? ScriptedHandler.Text("<html>Fatal error</html>") : null;
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));

        var run = await bench.FetchAsync(Source, options: new HarvestOptions { MaxSingleRecords = 10 });

        Assert.Equal((HarvestOutcome.Incomplete, "broken-off"), (run.Outcome, Assert.Single(run.Reasons).Code));
        Assert.True(run.IsResumable);
    }

    [Fact]
    public async Task What_is_missing_on_a_page_that_is_always_cut_off_is_fetched_one_by_one()
    {
        var repository = new FakeRepository(30, 10, EachItsDay);
        repository.Misbehave = (arguments, _) => arguments["verb"] == "ListRecords" && repository.PageOf(arguments) is { Position: 10 } ? ScriptedHandler.Bytes(System.Text.Encoding.UTF8.GetBytes(repository.Page(arguments)[..1200])) : null;
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));

        var outcome = await bench.CutAsync(Source);

        Assert.Equal(30, outcome.Records.Select(record => record.Identifier).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
    }

    [Fact]
    public async Task A_run_that_is_stopped_among_single_records_goes_on_with_those_that_are_left()
    {
        using var stop = new CancellationTokenSource();
        var repository = new FakeRepository(45, 10);
        var singles = new List<string>();
        repository.Misbehave = (arguments, _) =>
        {
            if (arguments["verb"] == "GetRecord")
            {
                singles.Add(arguments["identifier"]);
                if (singles.Count == 7)
                    stop.Cancel();
            }

            return Holds(arguments, repository, 25) ? ScriptedHandler.Text("<html>Fatal error</html>") : null;
        };
        using var bench = new HarvestBench(repository.Handler, new SteppedTime(Moment("2026-01-02T04:00:00Z")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Harvester.FetchAsync(Source, null, cancellation: stop.Token));
        var run = await bench.FetchAsync(Source);

        Assert.Equal((HarvestOutcome.Complete, 44), (run.Outcome, bench.Cut(run, Source).Summary.Kept));
        Assert.InRange(singles.Distinct(StringComparer.Ordinal).Count(), 25, 25);
        Assert.InRange(singles.GroupBy(id => id, StringComparer.Ordinal).Count(group => group.Key != "oai:museum.example:25" && group.Count() > 1), 0, 1);
    }

    // Lists whose page holds the record fail, and so does the record by itself; headers can be listed.
    private static bool Holds(IReadOnlyDictionary<string, string> arguments, FakeRepository repository, int number) => arguments["verb"] switch
    {
        "ListRecords" => repository.PageOf(arguments) is { } page && page.Identifiers.Contains($"oai:museum.example:{number}"),
        "GetRecord" => arguments["identifier"] == $"oai:museum.example:{number}",
        _ => false,
    };
}
