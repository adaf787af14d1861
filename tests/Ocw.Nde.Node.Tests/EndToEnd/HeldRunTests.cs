using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Runs that would take away too much, or did not see everything, wait for a person.</summary>
public sealed class HeldRunTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_that_takes_away_more_than_one_in_ten_is_held_until_it_is_approved()
    {
        await HarvestAsync(20);
        Assert.Equal(ExitCode.Ok, await HarvestAsync(18));
        Assert.Equal(ExitCode.Faults, await HarvestAsync(12));

        Assert.Equal((RunOutcome.Held, 6L, 18L, 18L), (LastRun.Outcome, LastRun.Held!.Gone, LastRun.Held.Before, LastRun.Objects));
        Assert.Equal("removals-held", Assert.Single(LastRun.Reasons).Code);
        Assert.Equal(6, LastRun.Held.Examples.Count);
        await _terminal.RunAsync("runs", "--data", _folder["data"], "--lang", "nl");
        Assert.Contains("aangehouden", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("ocwnde runs approve proef", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Titel 18.", await DumpAsync(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "approve", Source(), "--data", _folder["data"]));

        Assert.Equal((RunOutcome.Complete, 12L), (LastRun.Outcome, LastRun.Objects));
        Assert.DoesNotContain("Titel 18.", await DumpAsync(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await HarvestAsync(12));
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);
    }

    [Fact]
    public async Task A_rejected_run_leaves_what_is_served_and_the_next_harvest_asks_again()
    {
        await HarvestAsync(20);
        await HarvestAsync(1);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "reject", Source(), "--data", _folder["data"]));
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("runs", "approve", Source(), "--data", _folder["data"]));

        await HarvestAsync(1);
        Assert.Equal(RunOutcome.Held, LastRun.Outcome);
        await HarvestAsync(20, "changed");
        Assert.Equal((RunOutcome.Complete, 20L), (LastRun.Outcome, LastRun.Objects));
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("runs", "approve", "proef", "--data", _folder["data"]));
    }

    [Theory]
    [InlineData("holdRemovals: { percent: 60 }")]
    [InlineData("holdRemovals: never")]
    public async Task A_source_says_itself_how_much_may_go(string setting)
    {
        await HarvestAsync(20, setting: setting);
        await HarvestAsync(8, setting: setting);

        Assert.Equal((RunOutcome.Complete, 8L), (LastRun.Outcome, LastRun.Objects));
    }

    [Fact]
    public async Task An_incomplete_run_can_be_approved_from_the_archive()
    {
        await HarvestAsync(20);
        await HarvestAsync(19, cut: 20);
        Assert.Equal((RunOutcome.Incomplete, 20L), (LastRun.Outcome, LastRun.Objects));
        File.Delete(_folder["records.xml"]);

        Assert.True(await _terminal.RunAsync("runs", "approve", Source(), "--data", _folder["data"]) == ExitCode.Ok, _terminal.Out + _terminal.Error);

        Assert.Equal((RunOutcome.Incomplete, 18L), (LastRun.Outcome, LastRun.Objects));
    }

    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(2, 4, 1)]
    [InlineData(3, 4, 2)]
    [InlineData(6, 4, 4)]
    [InlineData(300, 4, 4)]
    [InlineData(300, 100, 7)]
    [InlineData(300, 1, 1)]
    public void The_schedule_of_a_source_that_does_not_change_stretches_within_bounds(int unchanged, int most, int turns) =>
        Assert.Equal(turns, Schedule.Parse("daily 03:00")!.TurnsBetween(unchanged, most));

    [Fact]
    public void A_turn_passes_for_a_source_that_did_not_change_three_times()
    {
        var now = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
        Source("schedule: daily 03:00");
        var log = new RunLog(_folder["data"]);
        void Ran(int day, RunOutcome outcome) =>
            log.Append(new RunRecord { Id = $"r{day}", Source = "proef", Dataset = "proef", Channel = "proef", Outcome = outcome, Started = new DateTimeOffset(2026, 3, day, 3, 0, 1, TimeSpan.Zero) });
        Ran(4, RunOutcome.Complete);
        Ran(5, RunOutcome.Unchanged);
        Ran(6, RunOutcome.Unchanged);
        Ran(8, RunOutcome.Unchanged);

        Assert.Empty(Due(now));
        Assert.Equal("proef", Assert.Single(Due(now.AddDays(1))).Id);
        Ran(9, RunOutcome.Complete);
        Assert.Empty(Due(now));
        Assert.Single(Due(now.AddDays(1)));
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private IReadOnlyList<SourceSettings> Due(DateTimeOffset now)
    {
        var settings = new NodeSettings { BaseIri = NodeConfiguration.DefaultBaseIri, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] };
        using var host = NodeHost.Open(settings, NodeConfiguration.ReadSources([_folder["bron.yaml"]], _ => null), TimeProvider.System);
        using var scheduler = new Scheduler(host, TimeProvider.System, _ => { });
        return scheduler.Due(now);
    }

    private async Task<string> DumpAsync()
    {
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        return _terminal.Out;
    }

    private string Source(string setting = "") => _folder.Write("bron.yaml", $$"""
        id: proef
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
        {{setting}}
        mapping:
          key: id
          rules:
            - { to: name, from: titel }
        """);

    private async Task<int> HarvestAsync(int records, string title = "Titel", int cut = 0, string setting = "")
    {
        var xml = "<records>" + string.Concat(Enumerable.Range(1, records).Select(number => $"<record><id>{number}</id><titel>{title} {number}.</titel></record>")) + "</records>";
        _folder.Write("records.xml", xml[..^cut]);
        return await _terminal.RunAsync("harvest", "--data", _folder["data"], Source(setting));
    }
}
