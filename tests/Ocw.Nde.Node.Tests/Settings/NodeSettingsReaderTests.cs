namespace Ocw.Nde.Node.Tests.Settings;

public sealed class NodeSettingsReaderTests : IDisposable
{
    private readonly SettingsFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_base_IRI_is_all_that_must_be_there()
    {
        var (settings, errors) = _files.ReadNode("baseIri: https://data.voorbeeld.example");

        Assert.Empty(errors);
        Assert.Equal("https://data.voorbeeld.example/", settings!.BaseIri);
        Assert.Equal(Path.Combine(_files.Folder, "data"), settings.DataDirectory);
        Assert.Equal(5080, settings.Port);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_their_lines()
    {
        var (_, errors) = _files.ReadNode(
            """
            baseIri: data.voorbeeld.example
            port: 70000
            listen: overal
            nam: Mijn knooppunt
            keys:
              - name: beheer
                sha256: kort
            """);

        Assert.Equal([1L, 2, 3, 4, 7], errors.Select(e => e.Line).Order());
        Assert.Equal(["baseIri", "port", "listen", "nam", "keys[0].sha256"], errors.OrderBy(e => e.Line).Select(e => e.Key));
        Assert.Contains("bedoelt u name?", errors[^1].Text.Nl, StringComparison.Ordinal);
        Assert.Contains("did you mean name?", errors[^1].Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void SERVICE_goes_nowhere_unless_hosts_are_listed()
    {
        var (off, _) = _files.ReadNode("baseIri: https://a.example/");
        var (on, _) = _files.ReadNode("baseIri: https://a.example/\nservices:\n  hosts: [vocab.getty.edu, data.museum.example:8443]\n  seconds: 5\n  rows: 10\n  mebibytes: 2");
        var (_, errors) = _files.ReadNode("baseIri: https://a.example/\nservices:\n  hosts: [https://vocab.getty.edu/sparql]\n  secs: 5");

        Assert.Empty(off!.Services.Hosts);
        Assert.Equal(["vocab.getty.edu", "data.museum.example:8443"], on!.Services.Hosts);
        Assert.Equal((TimeSpan.FromSeconds(5), 10L, 2L << 20), (on.Services.Time, on.Services.Rows, on.Services.Bytes));
        Assert.Equal(["services.hosts", "services.secs"], errors.Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_data_folder_of_the_command_line_wins()
    {
        var (settings, _) = _files.ReadNode("baseIri: https://a.example/\ndata: elders", Path.Combine(_files.Folder, "hier"));

        Assert.Equal(Path.Combine(_files.Folder, "hier"), settings!.DataDirectory);
    }

    [Theory]
    [InlineData("baseIri: [", 2)]
    [InlineData("", 1)]
    [InlineData("- een lijst", 1)]
    public void What_is_no_YAML_mapping_is_refused_with_its_place(string yaml, long line)
    {
        var (settings, errors) = _files.ReadNode(yaml);

        Assert.Null(settings);
        Assert.Equal(line, Assert.Single(errors).Line);
    }
}
