using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("bestaatniet")]
    [InlineData("terms")]
    [InlineData("load")]
    [InlineData("validate")]
    public async Task A_command_that_is_not_understood_ends_with_2(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync(arguments));
        Assert.Empty(_terminal.Out);
        Assert.NotEmpty(_terminal.Error);
    }

    [Fact]
    public async Task Every_verb_of_the_contract_is_there()
    {
        await _terminal.RunAsync("--help");

        foreach (var verb in (string[])["init", "harvest", "load", "dump", "query", "terms", "validate", "canon", "runs", "check", "compact", "backup", "restore", "purge", "serve", "demo"])
            Assert.Contains($"  {verb} ", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_writes_settings_that_can_be_read_and_shows_the_key_once()
    {
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("init", _folder.Root, "--base", "https://data.voorbeeld.example/", "--name", "Proef \"1\"", "--contact", "a@voorbeeld.example"));
        var key = _terminal.Out.Trim();
        var errors = new List<Node.Settings.SettingsError>();
        var settings = Node.Settings.NodeSettingsReader.Read(_folder["node.yaml"], null, errors);

        Assert.Empty(errors);
        Assert.Equal("Proef \"1\"", settings!.Name.Nl);
        Assert.Equal(48, key.Length);
        Assert.DoesNotContain(key, File.ReadAllText(_folder["node.yaml"]), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("init", _folder.Root, "--base", "https://elders.example/"));
        Assert.Contains("data.voorbeeld.example", File.ReadAllText(_folder["node.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loaded_quads_come_back_by_dump_and_query()
    {
        var file = _folder.Write("a.ttl", "@prefix s: <https://schema.org/> . <https://a.example/1> s:name \"Haven\"@nl, \"Harbour\"@en .");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], "--graph", "https://a.example/g", file));
        Assert.Contains("quadsAdded\t2", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"]));
        Assert.Equal(
            ["<https://a.example/1> <https://schema.org/name> \"Harbour\"@en <https://a.example/g> .", "<https://a.example/1> <https://schema.org/name> \"Haven\"@nl <https://a.example/g> ."],
            _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("query", "--data", _folder["data"], "--format", "csv", "SELECT ?n WHERE { ?s <https://schema.org/name> ?n } ORDER BY ?n"));
        Assert.Equal("n\r\nHarbour\r\nHaven\r\n", _terminal.Out);
    }

    [Fact]
    public async Task A_file_with_a_fault_loads_nothing_and_names_line_and_column()
    {
        var file = _folder.Write("a.nt", "<https://a.example/1> <https://a.example/p> \"goed\" .\n<https://a.example/1> <https://a.example/p> \"stuk .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("load", "--data", _folder["data"], file));
        Assert.Contains("2:", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"]));
        Assert.Empty(_terminal.Out);
    }

    [Fact]
    public async Task A_query_with_a_fault_ends_with_2_and_its_place()
    {
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("query", "--data", _folder["data"], "SELECT * WHERE { ?s ?p }"));
        Assert.Contains("1", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_data_is_refused_and_nothing_is_lost()
    {
        using var host = Store.QuadStore.Open(Path.Combine(_folder["data"], "store"));

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("dump", "--data", _folder["data"]));
        Assert.Contains("in use by", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_of_a_record_without_a_name_ends_with_1()
    {
        var file = _folder.Write("a.ttl", "<https://a.example/1> a <https://schema.org/CreativeWork> .");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", file));
        Assert.Contains("https://a.example/1", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_two_source_files_are_shown_together()
    {
        var one = _folder.Write("een.yaml", "id: Een");
        var two = _folder.Write("twee.yaml", "id: twee\nkind: iets");

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("harvest", "--data", _folder["data"], one, two));
        Assert.Contains("een.yaml:1", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("twee.yaml:2", _terminal.Error, StringComparison.Ordinal);
    }
}
