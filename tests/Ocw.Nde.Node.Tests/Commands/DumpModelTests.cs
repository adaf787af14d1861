using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class DumpModelTests : IDisposable
{
    private const string Records = """
        @prefix s: <https://schema.org/> .
        <https://a.example/1> a s:CreativeWork ; s:name "Brief"@nl ; s:creator <https://a.example/maker> ; s:isRelatedTo <https://a.example/2> ; s:isPartOf <https://a.example/dataset> .
        <https://a.example/2> a s:CreativeWork ; s:name "Kaart"@nl ; s:isPartOf <https://a.example/dataset> .
        <https://a.example/maker> a s:Person ; s:name "Veer, Jan van der"@nl ; s:birthDate "1610" .
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Records_are_written_one_after_another_in_the_model_and_format_that_are_asked()
    {
        await LoadAsync();

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"], "--model", "edm", "--format", "nt", "--provider", "Netwerk", "--rights", "http://rightsstatements.org/vocab/InC/1.0/"));

        Assert.Contains("<https://a.example/1> <http://purl.org/dc/elements/1.1/creator> <https://a.example/maker> .", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("<https://a.example/1> <http://www.europeana.eu/schemas/edm/isRelatedTo> <https://a.example/2> .", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("<https://a.example/maker> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Veer, Jan van der\"@nl .", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("<https://a.example/2#agg> <http://www.europeana.eu/schemas/edm/rights> <http://rightsstatements.org/vocab/InC/1.0/> .", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("<https://a.example/2#agg> <http://www.europeana.eu/schemas/edm/provider> \"Netwerk\" .", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("2 records", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shared_model_itself_comes_record_by_record_in_any_syntax()
    {
        await LoadAsync();

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"], "--model", "schema", "--format", "ttl"));

        Assert.Contains("schema:birthDate", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("2 records", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_graph_is_written_in_a_syntax_without_graphs()
    {
        await LoadAsync();

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"], "--graph", "https://a.example/g", "--format", "nt"));

        Assert.Equal(11, _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("https://a.example/g>", _terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "ese", "linked-art")]
    [InlineData("--format", "xls", "ttl")]
    [InlineData("--format", "ttl", "--graph")]
    [InlineData("--rights", "vrij", "rightsstatements")]
    public async Task What_is_not_known_is_refused_with_what_is(string option, string value, string says)
    {
        await LoadAsync();

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("dump", "--data", _folder["data"], option, value));

        Assert.Contains(says, _terminal.Error, StringComparison.Ordinal);
    }

    private async Task LoadAsync() =>
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", _folder["data"], "--graph", "https://a.example/g", _folder.Write("a.ttl", Records)));
}
