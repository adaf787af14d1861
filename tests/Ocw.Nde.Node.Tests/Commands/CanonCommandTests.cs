using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class CanonCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Two_files_that_say_the_same_have_one_hash_whatever_their_syntax()
    {
        var turtle = _folder.Write("a.ttl", "@prefix s: <https://schema.org/> . <https://a.example/1> s:creator [ s:name \"Jan\", \"Piet\" ] .");
        var triples = _folder.Write("b.nt", "_:x <https://schema.org/name> \"Piet\" .\n<https://a.example/1> <https://schema.org/creator> _:x .\n_:x <https://schema.org/name> \"Jan\" .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("canon", turtle, "--hash"));
        var hash = _terminal.Out;
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("canon", triples, "--hash"));

        Assert.Equal(hash, _terminal.Out);
        Assert.Equal(64, hash.Trim().Length);
    }

    [Fact]
    public async Task A_file_comes_out_sorted_with_canonical_labels()
    {
        var file = _folder.Write("a.nt", "_:x <https://a.example/p> \"z\" .\n<https://a.example/1> <https://a.example/p> _:x .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("canon", file));

        Assert.Equal("<https://a.example/1> <https://a.example/p> _:c14n0 .\n_:c14n0 <https://a.example/p> \"z\" .\n", _terminal.Out);
    }

    [Fact]
    public async Task Blank_nodes_that_cannot_be_told_apart_end_with_1_and_what_to_do()
    {
        var nodes = Enumerable.Range(0, 8).ToArray();
        var file = _folder.Write("a.nt", string.Concat(nodes.SelectMany(a => nodes.Where(b => b != a).Select(b => $"_:n{a} <https://a.example/p> _:n{b} .\n"))));

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("canon", file, "--hash", "--max-work", "1000"));

        Assert.Empty(_terminal.Out);
        Assert.Contains("--max-work", _terminal.Error, StringComparison.Ordinal);
    }
}
