using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary>One record and what becomes of it, before and after a harvest.</summary>
public sealed class PreviewCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_record_is_shown_before_any_harvest_and_nothing_is_kept_of_it()
    {
        Assert.Equal(ExitCode.Ok, await PreviewAsync("--number", "2"));

        Assert.Contains("record 2 (from the source", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("+ titel\tTweede", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("? opmerking\tniemand leest dit", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("schema:name\t\"Tweede\"@nl\t← titel", _terminal.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public async Task A_denied_field_is_shown_by_its_name_only()
    {
        await PreviewAsync("--number", "1");
        Assert.Contains("× verzekerde_waarde", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("999999", _terminal.Out, StringComparison.Ordinal);

        await PreviewAsync("--number", "1", "--json");
        Assert.DoesNotContain("999999", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal("verzekerde_waarde", JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("denied")[0].GetString());
    }

    [Fact]
    public async Task A_record_of_the_archive_is_found_by_identifier_number_or_address_of_the_object()
    {
        var source = Source();
        await _terminal.RunAsync("harvest", "--data", _folder["data"], source);
        File.Delete(_folder["records.xml"]);
        foreach (var key in (string[])["3", "NR-3"])
        {
            Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("preview", source, "--data", _folder["data"], "--record", key, "--json"));
            var result = JsonDocument.Parse(_terminal.Out).RootElement;
            Assert.Equal(("3", "archive"), (result.GetProperty("record").GetString(), result.GetProperty("place").GetString()));
            Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("preview", source, "--data", _folder["data"], "--record", result.GetProperty("subject").GetString()!));
        }
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_said_to_be_so()
    {
        Assert.NotEqual(ExitCode.Ok, await PreviewAsync("--record", "77"));
        Assert.Contains("There is no record «77»", _terminal.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Ok, await PreviewAsync("--number", "9"));
        Assert.Contains("fewer than 9 records", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await PreviewAsync("--number", "0"));
    }

    [Fact]
    public async Task A_file_can_stand_in_for_the_source()
    {
        var other = _folder.Write("ander.xml", "<records><record><id>x</id><nummer>NR-X</nummer><titel>Uit een ander bestand</titel></record></records>");

        Assert.Equal(ExitCode.Ok, await PreviewAsync("--file", other));
        Assert.Contains("record x (from a file", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Uit een ander bestand", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_profile_says_of_the_result_names_the_source_fields()
    {
        await PreviewAsync("--number", "1", "--json");

        var problems = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.All(problems, p => Assert.NotEqual("", p.GetProperty("message").GetString()));
        await PreviewAsync("--number", "4");
        Assert.Contains("Remark name-made", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("What to do: neither the record nor the harvest says when the metadata was last changed. Give mapping.recordDate", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_cannot_be_mapped_says_why_and_the_exit_code_too()
    {
        Assert.Equal(ExitCode.Faults, await PreviewAsync("--number", "5"));
        Assert.Contains("This record would be set aside.", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Error nothing-mapped", _terminal.Out, StringComparison.Ordinal);
    }

    private Task<int> PreviewAsync(params string[] arguments) => _terminal.RunAsync(["preview", Source(), "--data", _folder["data"], .. arguments]);

    private string Source()
    {
        _folder.Write("records.xml", """
            <records>
              <record><id>1</id><nummer>NR-1</nummer><titel>Eerste</titel><verzekerde_waarde>999999</verzekerde_waarde></record>
              <record><id>2</id><nummer>NR-2</nummer><titel>Tweede</titel><opmerking>niemand leest dit</opmerking></record>
              <record><id>3</id><nummer>NR-3</nummer><titel>Derde</titel></record>
              <record><id>4</id><nummer>NR-4</nummer></record>
              <record><id>5</id><opmerking>leeg</opmerking></record>
            </records>
            """);
        return _folder.Write("bron.yaml", """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            mapping:
              language: nl
              key: nummer
              rules:
                - { to: name, from: titel }
                - { to: identifier, from: nummer }
            """);
    }
}
