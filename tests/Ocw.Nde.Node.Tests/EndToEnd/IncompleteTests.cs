using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

public sealed class IncompleteTests : IDisposable
{
    private const string Whole = "<records><record><id>1</id><titel>Haven</titel></record><record><id>2</id><titel>Sluis</titel></record></records>";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_version_that_did_not_see_everything_says_so_and_keeps_no_cursor()
    {
        await HarvestAsync(Whole[..(Whole.Length - 40)]);

        Assert.Equal(RunOutcome.Incomplete, LastRun.Outcome);
        Assert.NotNull(LastRun.Reason);
        Assert.Null(Cursor());

        await HarvestAsync(Whole);

        Assert.Equal((RunOutcome.Complete, 2L), (LastRun.Outcome, LastRun.Objects));
        Assert.NotNull(Cursor());
    }

    [Fact]
    public async Task A_truncated_file_does_not_replace_a_complete_version()
    {
        await HarvestAsync(Whole);
        await HarvestAsync(Whole[..(Whole.Length - 40)]);

        Assert.Equal((RunOutcome.Incomplete, 2L), (LastRun.Outcome, LastRun.Objects));
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        Assert.Contains("Sluis", _terminal.Out, StringComparison.Ordinal);
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private async Task HarvestAsync(string xml)
    {
        _folder.Write("records.xml", xml);
        await _terminal.RunAsync("harvest", "--data", _folder["data"], _folder.Write("bron.yaml",
            """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            mapping:
              key: id
              rules:
                - { to: name, from: titel }
            """));
    }

    private string? Cursor()
    {
        var settings = new NodeSettings { BaseIri = NodeConfiguration.DefaultBaseIri, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] };
        using var host = NodeHost.Open(settings, [], TimeProvider.System);
        return host.StateOf("proef", "proef")!.Cursor;
    }
}
