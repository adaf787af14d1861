using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A run says what became of each field of its source.</summary>
public sealed class FieldCoverageTests : IDisposable
{
    private const string Records = """
        <records>
          <record><id>1</id><titel>Een</titel><opmerking>zwart</opmerking><verzekerde_waarde>999999</verzekerde_waarde><toegang>open</toegang></record>
          <record><id>2</id><titel>Twee</titel><opmerking>wit</opmerking><toegang>open</toegang></record>
          <record><id>3</id><titel>Drie</titel><opmerking>geheim woord</opmerking><alleen_dicht>verborgen</alleen_dicht><toegang>dicht</toegang></record>
          <record><id>4</id><titel>Vier</titel><opmerking>rood</opmerking><toegang>open</toegang></record>
          <record><id>5</id><titel>Vijf</titel><opmerking>blauw</opmerking><toegang>open</toegang></record>
        </records>
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fields_are_counted_with_public_records_and_a_value_to_look_at()
    {
        await HarvestAsync();

        Assert.Equal(new FieldCount(3, 0, 2, 1), LastRun.Fields);
        var report = await ReportAsync();
        var unread = report.Single(f => f.GetProperty("path").GetString() == "opmerking");
        Assert.Equal(("Unread", 5, "zwart"), (unread.GetProperty("fate").GetString(), unread.GetProperty("records").GetInt32(), unread.GetProperty("value").GetString()));
        Assert.Equal(["1", "2", "4"], unread.GetProperty("examples").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("Used", report.Single(f => f.GetProperty("path").GetString() == "titel").GetProperty("fate").GetString());
    }

    [Fact]
    public async Task Neither_values_of_denied_fields_nor_of_closed_records_are_examples()
    {
        await HarvestAsync();
        await _terminal.RunAsync("runs", "show", "proef", "--fields", "--data", _folder["data"]);

        Assert.Contains("1\tverzekerde_waarde\t1", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("1\talleen_dicht" + Environment.NewLine, _terminal.Out, StringComparison.Ordinal);
        foreach (var secret in (string[])["999999", "geheim woord", "verborgen"])
        {
            Assert.DoesNotContain(secret, _terminal.Out, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(Path.Combine(_folder["data"], "run-reports"), "*", SearchOption.AllDirectories), f => Assert.DoesNotContain(secret, File.ReadAllText(f), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Records_that_were_not_mapped_again_count_too()
    {
        await HarvestAsync();
        var first = await ReportAsync();
        await HarvestAsync(Records.Replace("</records>", "<record><id>9</id><titel>Negen</titel><toegang>open</toegang></record></records>", StringComparison.Ordinal));
        var second = await ReportAsync();

        Assert.True(LastRun.Reused > 0);
        Assert.Equal(first.Single(f => f.GetProperty("path").GetString() == "opmerking").GetRawText(), second.Single(f => f.GetProperty("path").GetString() == "opmerking").GetRawText());
        Assert.Equal(6, second.Single(f => f.GetProperty("path").GetString() == "titel").GetProperty("records").GetInt32());
    }

    [Fact]
    public async Task A_run_that_is_not_known_is_said_to_be_so()
    {
        await HarvestAsync();
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("runs", "show", "niets", "--data", _folder["data"]));
        Assert.Contains("There is no run and no source niets", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "show", LastRun.Id, "--data", _folder["data"]));
        Assert.Contains("3 used, 0 left out on purpose, 2 read by nothing, 1 internal", _terminal.Out, StringComparison.Ordinal);
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private async Task<List<JsonElement>> ReportAsync()
    {
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "show", "proef", "--json", "--data", _folder["data"]));
        return [.. JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("report").GetProperty("fields").EnumerateArray()];
    }

    private async Task HarvestAsync(string records = Records)
    {
        _folder.Write("records.xml", records);
        var source = _folder.Write("bron.yaml", """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            access: { level: openbaar, records: [ { level: gesloten, field: toegang, values: [ dicht ] } ] }
            mapping:
              language: nl
              key: id
              rules:
                - { to: name, from: titel }
            """);
        await _terminal.RunAsync("harvest", "--data", _folder["data"], source);
    }
}
