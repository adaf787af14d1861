using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Review;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary><c>align review</c>, end to end through the command line.</summary>
public sealed class ReviewCommandTests : IDisposable
{
    private readonly ReviewNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_question_is_listed_decided_and_undone()
    {
        await _node.HarvestAsync();
        var listed = await _node.RunAsync("align", "review", "list", "--institution", "museum", "--lang", "en");
        Assert.Matches($"r[0-9a-f]+\t3×\ttype\tbank\n  1\t0\\.[0-9]{{2}}\t(bank|bench)\t{ReviewNode.Terms}bank[12]\n", listed);
        var row = await RowAsync("bank");

        var name = (await _node.RunAsync("align", "review", "decide", row, "aanvaard", "--term", ReviewNode.Terms + "bank2", "--why", "staat op de foto", "--by", "Carla")).Trim();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank2>"], await LinksAsync("bank"));
        Assert.Contains("bank", await _node.RunAsync("align", "review", "list", "--decided"), StringComparison.Ordinal);
        Assert.DoesNotContain("\tbank\n", await _node.RunAsync("align", "review", "list", "--institution", "museum"), StringComparison.Ordinal);

        await _node.RunAsync("align", "review", "undo", name);
        Assert.Empty(await LinksAsync("bank"));
        Assert.Equal(row, await RowAsync("bank"));
    }

    [Fact]
    public async Task What_cannot_be_decided_is_refused_with_what_to_do()
    {
        await _node.HarvestAsync();
        var row = await RowAsync("bank");

        Assert.Contains("Row rff is not in the queue", await RefusedAsync("decide", "rff", "accept"), StringComparison.Ordinal);
        Assert.Contains("expected: accept, other, close, broader, none, no term, skip", await RefusedAsync("decide", row, "misschien"), StringComparison.Ordinal);
        Assert.Contains("No terminology source knows https://elders.example/1", await RefusedAsync("decide", row, "accept", "--term", "https://elders.example/1"), StringComparison.Ordinal);
        Assert.Contains("No term was chosen", await RefusedAsync("decide", row, "accept", "--term", "9"), StringComparison.Ordinal);
        Assert.Contains("Dataset akten does not use these words", await RefusedAsync("decide", row, "none", "--only", "akten"), StringComparison.Ordinal);
        Assert.Contains("There is no decision or series niets", await RefusedAsync("undo", "niets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_goes_out_comes_back_and_is_taken_back_as_a_whole()
    {
        await _node.HarvestAsync();
        var sheet = _node.PathOf("beoordelen.csv");
        await _node.RunAsync("align", "review", "export", sheet, "--institution", "museum", "--lang", "en");
        var lines = await File.ReadAllLinesAsync(sheet);
        Assert.Equal(3, lines.Length);
        await File.WriteAllLinesAsync(sheet, lines.Select((line, i) => i == 0 ? line : line[..^2] + "accept,,"));

        using var terminal = new TestTerminal();
        Assert.Equal(ExitCode.Ok, await terminal.RunAsync("align", "review", "import", sheet, "--by", "Carla", "--lang", "en", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data));
        Assert.Contains("2 decisions taken", terminal.Error, StringComparison.Ordinal);
        Assert.Single(await LinksAsync("bank"));
        Assert.Single(await LinksAsync("hout"));

        var batch = terminal.Error.Split("align review undo ")[1].Split('.')[0];
        await _node.RunAsync("align", "review", "undo", batch);
        Assert.Empty(await LinksAsync("bank"));
        Assert.Empty(await LinksAsync("hout"));
    }

    [Fact]
    public async Task Decisions_are_there_after_a_re_install_from_a_backup()
    {
        await _node.HarvestAsync();
        await _node.RunAsync("align", "review", "decide", await RowAsync("bank"), "accept", "--term", ReviewNode.Terms + "bank1");
        await _node.RunAsync("backup", _node.PathOf("kopie"));
        using var terminal = new TestTerminal();
        var data = _node.PathOf("nieuw");
        Assert.True(await terminal.RunAsync("restore", _node.PathOf("kopie"), "--data", data) == ExitCode.Ok, terminal.Error);

        Assert.True(await terminal.RunAsync("harvest", "--from-archive", "--settings", _node.PathOf("node.yaml"), "--data", data) == ExitCode.Ok, terminal.Error + terminal.Out);
        await terminal.RunAsync("query", $"SELECT ?t {{ ?n <https://schema.org/name> \"bank\"@nl ; <https://schema.org/sameAs> ?t }}", "--settings", _node.PathOf("node.yaml"), "--data", data);
        Assert.Contains(ReviewNode.Terms + "bank1", terminal.Out, StringComparison.Ordinal);
        await terminal.RunAsync("align", "review", "list", "--decided", "--json", "--settings", _node.PathOf("node.yaml"), "--data", data);
        Assert.Contains("\"literal\":\"bank\"", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_are_brought_to_another_node_by_their_history()
    {
        await _node.HarvestAsync();
        await _node.RunAsync("align", "review", "decide", await RowAsync("bank"), "accept", "--term", ReviewNode.Terms + "bank1");
        await _node.RunAsync("align", "review", "history", _node.PathOf("besluiten.jsonl"));
        using var other = new ReviewNode();
        await other.HarvestAsync();

        await other.RunAsync("align", "review", "restore", _node.PathOf("besluiten.jsonl"));

        other.Open();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank1>"], other.LinksOf("bank"));
        await other.CloseAsync();
    }

    private async Task<string> RowAsync(string words)
    {
        using var json = JsonDocument.Parse(await _node.RunAsync("align", "review", "list", "--institution", "museum", "--json"));
        return json.RootElement.EnumerateArray().Single(item => item.GetProperty("literal").GetString() == words).GetProperty("row").GetString()!;
    }

    private async Task<IReadOnlyList<string>> LinksAsync(string words)
    {
        _node.Open();
        var links = _node.LinksOf(words);
        await _node.CloseAsync();
        return links;
    }

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        using var terminal = new TestTerminal();
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync(["align", "review", .. arguments, "--lang", "en", "--settings", _node.PathOf("node.yaml"), "--data", _node.Data]));
        return terminal.Error;
    }
}
