using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private const string Statement = "<https://a.example/1> <http://schema.org/name> \"Gezicht op Delft\" .\n";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task JSON_LD_becomes_N_Triples_on_standard_output()
    {
        var file = _folder.Write("a.jsonld", """{"@context":"https://schema.org/","@id":"https://a.example/1","name":"Gezicht op Delft"}""");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Fact]
    public async Task A_file_goes_through_every_syntax_and_comes_back_the_same()
    {
        var at = _folder.Write("a.nt", Statement);
        foreach (var ending in new[] { ".jsonld", ".ttl", ".rdf", ".trig", ".nq", ".nt.gz", ".jsonld.gz" })
        {
            var next = Path.Combine(Path.GetDirectoryName(at)!, "b" + ending);
            Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", at, next));
            at = next;
        }

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", at, "-", "--to", "application/n-triples"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Fact]
    public async Task Relative_IRIs_get_the_base_that_is_given()
    {
        var file = _folder.Write("a.ttl", "<1> <http://schema.org/name> \"Gezicht op Delft\" .");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt", "--base", "https://a.example/"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Fact]
    public async Task A_fault_leaves_no_half_file()
    {
        var file = _folder.Write("a.jsonld", "{\"@id\":\"https://a.example/1\",\n\"http://schema.org/name\":\"a\"");
        var target = Path.ChangeExtension(file, ".ttl");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", file, target));

        Assert.Contains("a.jsonld", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 2", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task What_is_faulty_is_refused_and_repaired_with_lenient()
    {
        var file = _folder.Write("a.nt", "<https://a.example/a b> <https://a.example/p> \"x\" .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", file, "-", "--to", "nt"));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt", "--lenient"));

        Assert.Equal("<https://a.example/a%20b> <https://a.example/p> \"x\" .\n", _terminal.Out);
    }

    [Theory]
    [InlineData("a.txt2", "-", "--to", "nt")]
    [InlineData("a.txt2", "-", "--from", "dansen")]
    [InlineData("-", "-", "--to", "nt")]
    public async Task A_syntax_that_is_not_known_is_asked_for(params string[] arguments)
    {
        if (arguments[0] != "-")
            arguments[0] = _folder.Write(arguments[0], Statement);

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync(["convert", .. arguments]));

        Assert.Contains("--from", _terminal.Error, StringComparison.Ordinal);
    }
}
