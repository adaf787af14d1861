using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary><c>align --gold</c> and <c>align subjects</c>.</summary>
public sealed class AlignGoldTests : IDisposable
{
    private const string Skos =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:a> skos:notation "25G3" ; skos:prefLabel "bomen"@nl , "trees"@en .
        <urn:b> skos:notation "46C24" ; skos:prefLabel "zeilschip, zeilboot"@nl .
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_set_is_measured_with_precision_recall_NIL_threshold_and_curve_and_by_what_publishAt_would_link()
    {
        _folder.Write("concepts-x-y/queries.dev.jsonl", "{\"query\":\"bomen\",\"lang\":\"nl\",\"expect\":[\"urn:a\"]}\n{\"query\":\"qzxvw\",\"expect\":[]}");
        _folder.Write("concepts-x-y/authority.ttl", Skos);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("align", "--gold", _folder["concepts-x-y"], "--json", "--data", _folder["data"]));

        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        Assert.Equal(1, report.GetProperty("precision").GetDouble());
        Assert.Equal(1, report.GetProperty("recall").GetDouble());
        Assert.Equal(1, report.GetProperty("nil").GetProperty("count").GetInt32());
        Assert.True(report.GetProperty("threshold").GetDouble() > 0);
        Assert.Equal(21, report.GetProperty("curve").GetArrayLength());
        Assert.Contains(report.GetProperty("publishedAt").EnumerateArray(), figures => figures.GetProperty("threshold").GetDouble() == 0.9);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_said_with_its_line_and_not_as_a_crash()
    {
        _folder.Write("concepts-x-y/queries.dev.jsonl", "{\"query\":\"bomen\",\"expect\":[]}");
        _folder.Write("concepts-x-y/authority.jsonl", "{\"uri\":\"urn:a\",\"label\":\"bomen\"}\n{\"label\":\"zonder\"}");
        _folder.Write("broken.ttl", "<urn:a> <urn:b> \"c\" ;;; .. oops");

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("align", "--gold", _folder["concepts-x-y"], "--data", _folder["data"]));
        Assert.Contains("2", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("uri", _terminal.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("align", "--gold", _folder["concepts-x-y"], "--authority", _folder["broken.ttl"], "--data", _folder["data"]));
    }

    [Fact]
    public async Task A_set_of_objects_is_measured_by_recall_at_five_and_ten()
    {
        _folder.Write("subjects-x/objects.jsonl", string.Join('\n', Enumerable.Range(0, 30).Select(i => $"{{\"id\":\"{i}\",\"title\":\"bomen nummer{i}\",\"expectNotations\":[\"25G3\"]}}")));
        _folder.Write("skos.ttl", Skos);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("align", "--gold", _folder["subjects-x"], "--authority", _folder["skos.ttl"], "--json", "--data", _folder["data"]));

        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        Assert.Equal((30, 1.0, 1.0), (report.GetProperty("objects").GetInt32(), report.GetProperty("recallAt5").GetDouble(), report.GetProperty("recallAt10").GetDouble()));
        Assert.Equal(1.0, report.GetProperty("baseline").GetProperty("recallAt5").GetDouble());
        await _terminal.RunAsync("align", "--gold", _folder["subjects-x"], "--authority", _folder["skos.ttl"], "--lang", "nl", "--data", _folder["data"]);
        Assert.Contains("vangst bij 5", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subjects_are_suggested_for_objects_that_have_none()
    {
        var objects = _folder.Write("objects.jsonl", "{\"id\":\"=1\",\"title\":\"Zeilschip op zee\"}\n{\"id\":\"2\",\"title\":\"Bomen\",\"notations\":[\"25G3\"]}");
        var skos = _folder.Write("skos.ttl", Skos);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("align", "subjects", objects, "--subjects", skos, "--top", "1", "--data", _folder["data"]));
        var lines = _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("object,notation,label,score,reasons", lines[0]);
        Assert.StartsWith("'=1,46C24,\"zeilschip, zeilboot\",", Assert.Single(lines[1..]), StringComparison.Ordinal);

        await _terminal.RunAsync("align", "subjects", objects, "--subjects", skos, "--json", "--data", _folder["data"]);
        Assert.Equal("46C24", JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("suggestions")[0].GetProperty("notation").GetString());
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("align", "subjects", objects, "--subjects", skos, "--top", "0", "--data", _folder["data"]));
    }
}
