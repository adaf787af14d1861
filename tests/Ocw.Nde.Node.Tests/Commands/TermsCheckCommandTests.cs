using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary><c>terms check</c>.</summary>
public sealed class TermsCheckCommandTests : IDisposable
{
    private const string Cycle =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:a> a skos:Concept ; skos:prefLabel "een"@nl ; skos:broader <urn:b> .
        <urn:b> a skos:Concept ; skos:prefLabel "CitroÃ«n"@nl ; skos:broader <urn:a> .
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_judged_in_both_languages_and_as_JSON()
    {
        var file = _folder.Write("thesaurus.ttl", Cycle);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("terms", "check", file, "--lang", "nl", "--data", _folder["data"]));
        Assert.Contains("FOUT  cycles: 1×", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Citroën", _terminal.Out, StringComparison.Ordinal);

        await _terminal.RunAsync("terms", "check", file, "--lang", "en", "--data", _folder["data"]);
        Assert.Contains("ERROR  double-encoded: 1×", _terminal.Out, StringComparison.Ordinal);

        await _terminal.RunAsync("terms", "check", file, "--json", "--data", _folder["data"]);
        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        Assert.Equal(2, report.GetProperty("concepts").GetInt32());
        Assert.Contains("cycles", report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_kept_source_is_judged_by_its_id()
    {
        _folder.Write("thesaurus.ttl", Cycle);
        var settings = _folder.Write("node.yaml", "baseIri: http://node.example/\n");
        var source = _folder.Write("sources/proef.yaml",
            """
            id: proef
            kind: terms
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ ../thesaurus.ttl ], format: rdf }
            """);
        Assert.True(await _terminal.RunAsync("harvest", "--settings", settings, source) == ExitCode.Ok, _terminal.Error);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("terms", "check", "proef", "--settings", settings, "--lang", "nl"));
        Assert.Contains("cycles", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("terms", "check", "er-niet", "--settings", settings, "--lang", "nl"));
        Assert.Contains("proef", _terminal.Error, StringComparison.Ordinal);
    }
}
