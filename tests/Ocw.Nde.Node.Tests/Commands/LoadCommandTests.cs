using System.IO.Compression;
using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class LoadCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Files_of_several_syntaxes_packed_or_not_become_one_store()
    {
        var quads = _folder.Write("a.nq", "<https://a.example/1> <https://a.example/p> \"een\" <https://a.example/g> .\n");
        var triples = _folder.Write("b.nt", "<https://a.example/2> <https://a.example/p> \"twee\" .\n");
        var turtle = _folder.Write("c.trig", "@prefix a: <https://a.example/> . a:g { a:3 a:p \"drie\" . }");
        var packed = _folder["d.ttl.gz"];
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await gzip.WriteAsync("<https://a.example/4> <https://a.example/p> \"vier\" ."u8.ToArray());

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], quads, triples, turtle, packed));
        Assert.Contains("quadsRead\t4", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(
            [
                "<https://a.example/1> <https://a.example/p> \"een\" <https://a.example/g> .",
                "<https://a.example/2> <https://a.example/p> \"twee\" .",
                "<https://a.example/3> <https://a.example/p> \"drie\" <https://a.example/g> .",
                "<https://a.example/4> <https://a.example/p> \"vier\" .",
            ],
            await DumpAsync());
    }

    [Fact]
    public async Task The_same_blank_node_label_in_two_files_is_two_nodes()
    {
        var first = _folder.Write("a.nt", "_:b1 <https://a.example/p> \"een\" .\n_:b1 <https://a.example/p> \"nog een\" .\n");
        var second = _folder.Write("b.nt", "_:b1 <https://a.example/p> \"twee\" .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], first, second));

        var subjects = (await DumpAsync()).Select(line => line.Split(' ')[0]).ToArray();
        Assert.Equal(3, subjects.Length);
        Assert.Equal(2, subjects.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_fault_in_the_second_file_loads_nothing_of_the_first()
    {
        var first = _folder.Write("a.nt", string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<https://a.example/{i}> <https://a.example/p> \"waarde {i}\" .\n")));
        var second = _folder.Write("b.nt", "<https://a.example/x> <https://a.example/p> \"goed\" .\n<https://a.example/x> <https://a.example/p> stuk .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("load", "--data", _folder["data"], first, second));
        Assert.Contains("b.nt, line 2, column 45", _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(await DumpAsync());
    }

    [Fact]
    public async Task A_lenient_load_repairs_and_says_so()
    {
        var file = _folder.Write("a.nt", "<https://a.example/een twee> <https://a.example/p> \"x\"@nl_NL .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("load", "--data", _folder["data"], file));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], "--lenient", file));
        Assert.Contains("a.nt", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["<https://a.example/een%20twee> <https://a.example/p> \"x\"@nl-NL ."], await DumpAsync());
    }

    [Fact]
    public async Task Loading_again_with_replace_leaves_only_the_new_quads()
    {
        var old = _folder.Write("a.nq", "<https://a.example/1> <https://a.example/p> \"oud\" <https://a.example/g> .\n");
        var renewed = _folder.Write("b.nq", "<https://a.example/1> <https://a.example/p> \"nieuw\" <https://a.example/g> .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], old));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], "--replace", renewed));
        Assert.Equal(["<https://a.example/1> <https://a.example/p> \"nieuw\" <https://a.example/g> ."], await DumpAsync());
    }

    [Fact]
    public async Task The_report_tells_size_and_speed()
    {
        var file = _folder.Write("a.nt", "<https://a.example/1> <https://a.example/p> \"een\" .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], "--json", file));

        var report = JsonDocument.Parse(_terminal.Out).RootElement.EnumerateArray().ToDictionary(entry => entry.GetProperty("key").GetString()!, entry => entry.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        Assert.Equal(1, report["quadsRead"]);
        Assert.Equal(1, report["quadsAdded"]);
        Assert.All(["seconds", "bytesPerQuad", "peakMemoryMiB"], name => Assert.True(report[name] > 0, name));
        Assert.Contains("quadsPerSecond", report);
    }

    private async Task<string[]> DumpAsync()
    {
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"]));
        return [.. _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
