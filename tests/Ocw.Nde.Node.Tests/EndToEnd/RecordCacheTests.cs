using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Records that did not change are not mapped again, and a harvest that brings nothing new changes nothing.</summary>
public sealed class RecordCacheTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_same_records_in_another_file_change_nothing_and_are_not_asked_for_twice()
    {
        await HarvestAsync(Records(30));
        await HarvestAsync("<!-- opnieuw uitgevoerd -->" + Records(30));

        Assert.Equal((RunOutcome.Unchanged, 30L, 0L, 0L), (LastRun.Outcome, LastRun.Objects, LastRun.Commit, LastRun.Seen));
        await HarvestAsync("<!-- opnieuw uitgevoerd -->" + Records(30));
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);
    }

    [Fact]
    public async Task Only_what_changed_is_mapped_again_and_the_result_is_that_of_mapping_everything()
    {
        await HarvestAsync(Records(300));
        var changed = Records(301).Replace("Titel 7 ", "Andere titel ", StringComparison.Ordinal).Replace("<record><id>9</id><titel>Titel 9 .</titel><maker>Maker 4</maker></record>", "", StringComparison.Ordinal);
        await HarvestAsync(changed);

        // Each worker maps its first record in any case.
        Assert.Equal((RunOutcome.Complete, 300L), (LastRun.Outcome, LastRun.Kept));
        Assert.InRange(LastRun.Reused, 298 - Environment.ProcessorCount, 298);
        var dump = await DumpAsync();
        Assert.Contains("Andere titel", dump, StringComparison.Ordinal);
        Assert.All(dump.Split('\n').Where(line => line.Contains("Titel 9 .", StringComparison.Ordinal)), line => Assert.Contains("/graph/proef/proef/missing>", line, StringComparison.Ordinal));

        Directory.Delete(Path.Combine(_folder["data"], "records"), recursive: true);
        await _terminal.RunAsync("harvest", "--from-archive", "--data", _folder["data"], Source());
        Assert.Equal((RunOutcome.Unchanged, 0L), (LastRun.Outcome, LastRun.Reused));
    }

    [Fact]
    public async Task Other_settings_map_everything_again()
    {
        await HarvestAsync(Records(30));
        await HarvestAsync(Records(30), "language: en");

        Assert.Equal((RunOutcome.Complete, 0L, 30L), (LastRun.Outcome, LastRun.Reused, LastRun.Kept));
    }

    [Fact]
    public async Task A_damaged_cache_is_made_again()
    {
        await HarvestAsync(Records(30));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder["data"], "records"), "*.sqlite"));
        await File.WriteAllTextAsync(file, "dit is geen SQLite");
        await HarvestAsync(Records(31));

        Assert.Equal((RunOutcome.Complete, 0L, 31L), (LastRun.Outcome, LastRun.Reused, LastRun.Objects));
    }

    [Fact]
    public async Task An_identifier_that_describes_another_object_is_reported()
    {
        await HarvestAsync(Records(30), key: "titel");
        await HarvestAsync(Records(30).Replace("Titel 7 ", "Heel iets anders ", StringComparison.Ordinal), key: "titel");

        var notice = Assert.Single(LastRun.Notices, n => n.Code == "identifier-reused");
        Assert.Contains("describes", notice.Example, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargo_that_ends_opens_records_that_did_not_change()
    {
        _folder.Write("records.xml", Records(30));
        var time = new DayTime(new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
        var settings = new NodeSettings { BaseIri = NodeConfiguration.DefaultBaseIri, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] };
        var sources = NodeConfiguration.ReadSources([Source("", "access: { level: openbaar, records: [ { level: gesloten, opensOn: 2026-03-03 } ] }")], _ => null);
        using var host = NodeHost.Open(settings, sources, time);
        var runs = new List<RunRecord>();
        for (var day = 0; day < 4; day++)
        {
            runs.Add(await new SourceRunner(host, time).RunAsync(sources[0], new RunOptions(), CancellationToken.None));
            time.Now += TimeSpan.FromDays(1);
        }

        Assert.Equal([RunOutcome.Complete, RunOutcome.Unchanged, RunOutcome.Complete, RunOutcome.Unchanged], runs.Select(run => run.Outcome));
        Assert.Equal([0L, 30L], [runs[0].Objects, runs[2].Objects]);
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private static string Records(int count) =>
        "<records>" + string.Concat(Enumerable.Range(1, count).Select(number => $"<record><id>{number}</id><titel>Titel {number} .</titel><maker>Maker {number % 5}</maker></record>")) + "</records>";

    private string Source(string mapping = "", string more = "", string key = "id") => _folder.Write("bron.yaml", $$"""
        id: proef
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
        {{more}}
        mapping:
          key: {{key}}
          {{mapping}}
          rules:
            - { to: name, from: titel }
            - { to: creator, from: maker }
        """);

    private async Task HarvestAsync(string xml, string mapping = "", string key = "id")
    {
        _folder.Write("records.xml", xml);
        var exit = await _terminal.RunAsync("harvest", "--data", _folder["data"], Source(mapping, key: key));
        Assert.True(exit == ExitCode.Ok, _terminal.Out + _terminal.Error);
    }

    private async Task<string> DumpAsync()
    {
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        return _terminal.Out;
    }

    private sealed class DayTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
