using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A source whose records are mapped by YARRRML.</summary>
public sealed class RmlSourceTests : IDisposable
{
    private const string Mapping = """
        mappings:
          object:
            sources: [['records.xml~xpath', '/records/record']]
            s: https://bron.example/$(id)
            po:
              - [schema:name, $(titel)]
              - [schema:identifier, $(id)]
              - p: schema:creator
                o: { mapping: maker }
          maker:
            sources: [['records.xml~xpath', '/records/record']]
            s: https://bron.example/maker/$(maker)
            po:
              - [schema:name, $(maker)]
        """;

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Records_are_mapped_by_the_file_beside_the_source_file_and_again_when_it_changes()
    {
        _folder.Write("records.xml", "<records><record><id>1</id><titel>Delft</titel><maker>Vermeer</maker></record><record><id>2</id><titel>Zee</titel><maker>Bol</maker></record></records>");
        await HarvestAsync(Mapping);

        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        Assert.Contains("museum/1> <https://schema.org/name> \"Delft\"@nl", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("\"Vermeer\"", _terminal.Out, StringComparison.Ordinal);

        await HarvestAsync(Mapping.Replace("$(titel)", "\"$(titel) (schilderij)\"", StringComparison.Ordinal));

        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        Assert.Contains("\"Delft (schilderij)\"@nl", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Delft\"@nl", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_with_a_fault_is_told_with_the_source_file_and_its_own_line()
    {
        _folder.Write("records.xml", "<records/>");

        Assert.NotEqual(ExitCode.Ok, await RunAsync(Mapping.Replace("schema:name, $(titel)", "onbekend:name, $(titel)", StringComparison.Ordinal)));

        Assert.Contains("line 6: «onbekend:name» is not an IRI", _terminal.Out + _terminal.Error, StringComparison.Ordinal);
    }

    private async Task HarvestAsync(string mapping)
    {
        var exit = await RunAsync(mapping);
        Assert.True(exit == ExitCode.Ok, _terminal.Out + _terminal.Error);
    }

    private Task<int> RunAsync(string mapping)
    {
        _folder.Write("mapping.yml", mapping);
        return _terminal.RunAsync("harvest", "--data", _folder["data"], _folder.Write("bron.yaml", """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            mapping:
              language: nl
              rml: mapping.yml
            """));
    }
}
