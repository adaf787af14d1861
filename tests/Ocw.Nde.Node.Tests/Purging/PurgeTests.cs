using System.IO.Compression;
using System.Text;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Purging;

/// <summary>A subject is gone from everything, and stays away: files of every syntax, an increment of older runs, dumps, indexes, reports, quarantine.</summary>
public sealed class PurgeTests : IDisposable
{
    private const string Subject = "http://127.0.0.1:5080/id/museum/OBJ-00002";
    private const string Other = "http://127.0.0.1:5080/id/museum/OBJ-00012";
    private static readonly string[] Personal = ["OBJ-00002", "Portret van Grietje Geheimhouder", "woont nog steeds in de Kerkstraat"];

    private const string Older = "Portret van een vrouw die niet genoemd wil worden";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    private string Data => _folder["data"];

    public static TheoryData<string> Syntaxes => ["xml", "json", "jsonl", "csv", "nt", "ttl", "rdf", "xml.gz", "zip"];

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public async Task A_purged_record_is_in_no_byte_of_the_archive_and_comes_back_with_no_harvest(string syntax)
    {
        // An older version says something else of it, which the present one does not.
        Write(syntax, "nog eerder", Older);
        await HarvestAsync(syntax);
        Write(syntax, "eerst");
        await HarvestAsync(syntax);
        Assert.Contains("Grietje", await DumpAsync(), StringComparison.Ordinal);

        Assert.True(await RunAsync("purge", Subject, "--yes") == ExitCode.Ok, _terminal.Out + _terminal.Error);

        var dump = await DumpAsync();
        Assert.DoesNotContain("Grietje", dump, StringComparison.Ordinal);
        Assert.Contains(Other, dump, StringComparison.Ordinal);
        AssertGone("");

        // The source still has it, and something else changed.
        Write(syntax, "daarna");
        await HarvestAsync(syntax);
        dump = await DumpAsync();
        Assert.Contains("daarna", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("Grietje", dump, StringComparison.Ordinal);
        AssertGone("");

        // And from the archive alone.
        Assert.True(await RunAsync("harvest", "--from-archive") == ExitCode.Ok, _terminal.Error);
        Assert.DoesNotContain("Grietje", await DumpAsync(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--data", Data));
    }

    [Fact]
    public async Task Without_yes_it_shows_what_would_go_and_changes_nothing()
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");
        var before = await DumpAsync();
        var files = Contents();

        Assert.Equal(ExitCode.Ok, await RunAsync("purge", Subject));

        Assert.Contains("records\t1", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("graph\t", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("--yes", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync());
        Assert.Equal(files, Contents());
    }

    [Fact]
    public async Task What_it_did_is_told_without_saying_of_whom()
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");

        await RunAsync("purge", Subject, "--yes");

        var audit = File.ReadAllText(Path.Combine(Data, "audit.jsonl"));
        Assert.Contains("\"action\":\"purge\"", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Personal, p => audit.Contains(p, StringComparison.Ordinal));
        Assert.DoesNotContain(Personal, p => File.ReadAllText(Path.Combine(Data, "blocked.json")).Contains(p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_of_the_audit_log_that_was_changed_or_taken_out_is_found()
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");
        for (var i = 0; i < 3; i++)
            await RunAsync("purge", $"http://127.0.0.1:5080/id/museum/weg{i}", "--yes");
        Assert.Equal(ExitCode.Ok, await RunAsync("check"));
        var file = Path.Combine(Data, "audit.jsonl");
        var lines = File.ReadAllLines(file);

        foreach (var changed in (string[][])[[lines[0], lines[2]], [lines[0], lines[1].Replace("purge", "niets", StringComparison.Ordinal), lines[2]], lines[1..]])
        {
            File.WriteAllLines(file, changed);
            Assert.Equal(ExitCode.Faults, await RunAsync("check"));
            Assert.Contains("audit.jsonl", _terminal.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_backup_made_afterwards_has_nothing_of_it_and_what_is_restored_keeps_it_out()
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");
        Assert.Equal(ExitCode.Ok, await RunAsync("purge", Subject, "--yes"));

        Assert.Equal(ExitCode.Ok, await RunAsync("backup", _folder["backups"]));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("restore", _folder["backups"], "--data", _folder["terug"]));

        AssertGone("../backups", "../terug");
        Write("xml", "daarna");
        Assert.True(await _terminal.RunAsync("harvest", "--data", _folder["terug"], "--settings", _folder["node.yaml"]) == ExitCode.Ok, _terminal.Error);
        AssertGone("../terug");
    }

    [Fact]
    public async Task Text_files_of_the_node_are_cleaned_and_nothing_else_in_them_is_touched()
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");
        Directory.CreateDirectory(Path.Combine(Data, "quarantine"));
        File.WriteAllLines(Path.Combine(Data, "quarantine", "x.jsonl"), [$$"""{"record":"OBJ-00002","reason":"over <{{Subject}}>"}""", $$"""{"record":"OBJ-00012","reason":"over <{{Other}}>"}"""]);
        File.WriteAllLines(Path.Combine(Data, "reports", "x.nl.txt"), [$"fout in {Subject}", $"fout in {Other}"]);
        Directory.CreateDirectory(Path.Combine(Data, "registrations"));
        File.WriteAllText(Path.Combine(Data, "registrations", "x.json"), $$"""{"nl":"zie {{Subject}}/maker/1","en":"see {{Other}}"}""");

        Assert.Equal(ExitCode.Ok, await RunAsync("purge", Subject, "--yes"));

        AssertGone("quarantine", "reports", "registrations");
        foreach (var file in (string[])["quarantine/x.jsonl", "reports/x.nl.txt", "registrations/x.json"])
            Assert.Contains(Other, File.ReadAllText(Path.Combine(Data, file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_that_the_node_does_not_know_is_blocked_all_the_same()
    {
        Write("xml", "eerst");
        Assert.Equal(ExitCode.Ok, await RunAsync("purge", Subject, "--yes"));

        await HarvestAsync("xml");

        var dump = await DumpAsync();
        Assert.DoesNotContain("Grietje", dump, StringComparison.Ordinal);
        Assert.Contains(Other, dump, StringComparison.Ordinal);
        AssertGone("archive", "quarantine", "dumps", "search");
    }

    [Fact]
    public async Task An_object_that_only_the_purged_one_refers_to_stays_and_a_value_goes()
    {
        var data = _folder.Write("a.nt",
            """
            <http://127.0.0.1:5080/id/museum/a> <https://schema.org/hasPart> <http://127.0.0.1:5080/id/museum/map/b> .
            <http://127.0.0.1:5080/id/museum/a> <https://schema.org/creator> <http://127.0.0.1:5080/id/museum/creator/grietje> .
            <http://127.0.0.1:5080/id/museum/creator/grietje> <https://schema.org/name> "Grietje"@nl .
            <http://127.0.0.1:5080/id/museum/map/b> <https://schema.org/isPartOf> <http://127.0.0.1:5080/id/dataset/museum> .
            <http://127.0.0.1:5080/id/museum/map/b> <https://schema.org/name> "Blijft"@nl .
            """);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", Data, "--graph", "http://example.org/g", data));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("purge", "--data", Data, "http://127.0.0.1:5080/id/museum/a", "--yes"));

        var dump = await DumpAsync();
        Assert.Contains("Blijft", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("Grietje", dump, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id/dataset/museum")]
    [InlineData("id/catalog")]
    public async Task A_dataset_is_refused_and_stays_as_it_is(string path)
    {
        Write("xml", "eerst");
        await HarvestAsync("xml");
        var before = await DumpAsync();

        Assert.Equal(ExitCode.Usage, await RunAsync("purge", NodeConfiguration.DefaultBaseIri + path, "--yes"));

        Assert.Contains("level: gesloten", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public void A_block_list_that_cannot_be_read_stops_the_node()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "blocked.json"), "{ stuk");

        Assert.Throws<InvalidDataException>(() => BlockList.Open(new DataFolders(Data).BlockList));
    }

    private async Task HarvestAsync(string syntax)
    {
        _folder.Write("node.yaml", $"baseIri: {NodeConfiguration.DefaultBaseIri}\ndata: data\nsources: sources\n");
        var isRdf = syntax is "nt" or "ttl" or "rdf";
        _folder.Write("sources/bron.yaml",
            $$"""
            id: museum
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ ../records.{{syntax}} ]{{(isRdf ? ", format: rdf" : syntax is "csv" ? ", key: [ id ]" : syntax.StartsWith("xml", StringComparison.Ordinal) || syntax == "zip" ? ", recordElement: record, key: [ id ]" : ", key: [ id ]")}} }
            """ + (isRdf ? "\nkind: terms\nterms: { iriPrefix: 'http://127.0.0.1:5080/id/museum/' }\n" :
            """

            mapping:
              key: id
              rules:
                - { to: name, from: titel }
                - { to: description, from: noot }
            """));
        Assert.True(await RunAsync("harvest") == ExitCode.Ok, _terminal.Out + _terminal.Error);
    }

    private Task<int> RunAsync(params string[] arguments) => _terminal.RunAsync([.. arguments, "--data", Data, "--settings", Settings()]);

    private string Settings() => File.Exists(_folder["node.yaml"]) ? _folder["node.yaml"] : _folder.Write("node.yaml", $"baseIri: {NodeConfiguration.DefaultBaseIri}\ndata: data\nsources: sources\n");

    private async Task<string> DumpAsync()
    {
        Assert.True(await _terminal.RunAsync("dump", "--include-closed", "--data", Data) == ExitCode.Ok, _terminal.Error);
        return _terminal.Out;
    }

    private void Write(string syntax, string mark, string? title = null)
    {
        (string Id, string Title, string Note)[] records = [("OBJ-00001", "Haven " + mark, "een"), ("OBJ-00002", title ?? Personal[1], Personal[2]), ("OBJ-00012", "Sluis " + mark, "drie")];
        var name = "records." + syntax;
        var xml = $"<?xml version=\"1.0\"?>\n<records>{string.Concat(records.Select(r => $"<record><id>{r.Id}</id><titel>{r.Title}</titel><noot>{r.Note}</noot></record>\n"))}</records>";
        var triples = string.Concat(records.Select(r =>
            $"<http://127.0.0.1:5080/id/museum/{r.Id}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n"
            + $"<http://127.0.0.1:5080/id/museum/{r.Id}> <http://www.w3.org/2004/02/skos/core#prefLabel> \"{r.Title}\"@nl .\n"
            + $"<http://127.0.0.1:5080/id/museum/{r.Id}> <http://www.w3.org/2004/02/skos/core#note> _:n{r.Id} .\n_:n{r.Id} <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> \"{r.Note}\"@nl .\n"
            + $"<http://127.0.0.1:5080/id/museum/OBJ-00001> <http://www.w3.org/2004/02/skos/core#related> <http://127.0.0.1:5080/id/museum/{r.Id}> .\n"));
        switch (syntax)
        {
            case "xml":
                _folder.Write(name, xml);
                break;
            case "xml.gz":
                using (var stream = File.Create(_folder[name]))
                using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
                    gzip.Write(Encoding.UTF8.GetBytes(xml));
                break;
            case "zip":
                File.Delete(_folder[name]);
                using (var zip = ZipFile.Open(_folder[name], ZipArchiveMode.Create))
                {
                    foreach (var (member, content) in (ReadOnlySpan<(string, string)>)[("een.xml", xml), ("lees.mij", "geen gegevens")])
                    {
                        using var writer = new StreamWriter(zip.CreateEntry(member).Open());
                        writer.Write(content);
                    }
                }

                break;
            case "json":
                _folder.Write(name, "[\n" + string.Join(",\n", records.Select(Json)) + "\n]\n");
                break;
            case "jsonl":
                _folder.Write(name, string.Concat(records.Select(r => Json(r) + "\n")));
                break;
            case "csv":
                _folder.Write(name, "id;titel;noot\n" + string.Concat(records.Select(r => $"{r.Id};\"{r.Title}\";{r.Note}\n")));
                break;
            case "nt":
                _folder.Write(name, triples);
                break;
            case "ttl":
                _folder.Write(name, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + triples);
                break;
            case "rdf":
                _folder.Write(name,
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">"
                    + string.Concat(records.Select(r => $"<skos:Concept rdf:about=\"http://127.0.0.1:5080/id/museum/{r.Id}\"><skos:prefLabel xml:lang=\"nl\">{r.Title}</skos:prefLabel><skos:note rdf:parseType=\"Resource\"><rdf:value>{r.Note}</rdf:value></skos:note></skos:Concept>"))
                    + "</rdf:RDF>");
                break;
        }
    }

    private static string Json((string Id, string Title, string Note) r) => $$"""{ "id": "{{r.Id}}", "titel": "{{r.Title}}", "noot": "{{r.Note}}" }""";

    private void AssertGone(params string[] folders)
    {
        var names = new PurgedNames([Subject]);
        names.AddRecord("museum", Personal[0]);
        names.AddText(Personal[1]);
        names.AddText(Personal[2]);
        names.AddText(Older);
        foreach (var folder in folders.Select(f => Path.Combine(Data, f)).Where(Directory.Exists))
            Assert.Empty(new LeftoverSearch(names).Files(folder, CancellationToken.None));
    }

    private Dictionary<string, string> Contents() =>
        Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => !f.Contains("search", StringComparison.Ordinal) && !f.Contains("termen", StringComparison.Ordinal) && !f.Contains("review-queue", StringComparison.Ordinal) && !f.EndsWith("lock.holder", StringComparison.Ordinal) && !f.EndsWith("/lock", StringComparison.Ordinal))
            .ToDictionary(f => f, f => Convert.ToBase64String(File.ReadAllBytes(f)), StringComparer.Ordinal);
}
