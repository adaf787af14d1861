using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class RmlCommandTests : IDisposable
{
    private const string Mapping = """
        base: https://b.example/
        mappings:
          object:
            sources: [['objects.csv~csv']]
            s: object/$(nr)
            po:
              - [schema:name, $(titel)]
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mapping_is_run_to_standard_output()
    {
        _folder.Write("objects.csv", "nr,titel\n1,Delft\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("rml", _folder.Write("a.yml", Mapping)));

        Assert.Equal("<https://b.example/object/1> <https://schema.org/name> \"Delft\" .\n", _terminal.Out);
        Assert.Contains("1 records read, 1 statements written, 0 faults", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_goes_to_a_file_with_another_base_and_faults_end_in_exit_code_1()
    {
        _folder.Write("objects.csv", "nr,titel\n1,Delft\n2\n");
        var mapping = _folder.Write("a.yml", Mapping);
        var target = Path.ChangeExtension(mapping, ".nq");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("rml", mapping, "--base", "https://c.example/", "--out", target));

        Assert.Equal("<https://c.example/object/1> <https://schema.org/name> \"Delft\" .\n", await File.ReadAllTextAsync(target));
        Assert.Contains("objects.csv, line 3: the row has 1 fields and the header 2", _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_terminal.Out);
    }

    [Fact]
    public async Task A_mapping_that_cannot_be_run_says_why_and_leaves_no_file()
    {
        _folder.Write("objects.csv", "nr,naam\n1,Delft\n");
        var mapping = _folder.Write("a.yml", Mapping);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("rml", mapping, "--out", Path.ChangeExtension(mapping, ".nq")));

        Assert.Contains("The mapping cannot be run: objects.csv, line 1: there is no column «titel»", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["a.yml", "objects.csv"], Directory.GetFiles(Path.GetDirectoryName(mapping)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_source_on_the_web_is_refused_without_a_word_that_allows_it()
    {
        var mapping = _folder.Write("a.yml", Mapping.Replace("objects.csv", "https://data.example/objects.csv", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("rml", mapping));
        Assert.Contains("no address is allowed", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("rml", mapping, "--allow", "https://other.example/"));
        Assert.Contains("not among the addresses that are allowed", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rml/mapping.yml")]
    [InlineData("rml/mapping.ttl")]
    public async Task The_sample_gives_what_the_manual_says(string file)
    {
        var samples = Path.Combine(SharedData.ProjectRoot, "samples");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("rml", Path.Combine(samples, file)));

        var expected = await File.ReadAllLinesAsync(Path.Combine(samples, "rml", "expected.nq"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
