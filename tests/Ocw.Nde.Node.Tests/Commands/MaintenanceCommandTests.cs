using System.Globalization;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary>check, compact, backup and restore, through the command line.</summary>
public sealed class MaintenanceCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    private string Data => _folder["data"];

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sound_node_is_found_sound_also_while_a_process_has_the_store()
    {
        await LoadAsync("a", 30);
        using var store = QuadStore.Open(Path.Combine(Data, "store"));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--data", Data));

        Assert.Contains("damages 0", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_bit_is_named_with_file_and_offset_and_what_to_do()
    {
        await LoadAsync("a", 30);
        var file = Directory.EnumerateFiles(Path.Combine(Data, "store"), "*.quads").First();
        Flip(file, 40);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("check", "--data", Data));

        Assert.Contains($"damage\t{file}\t", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("restore", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_payload_of_the_archive_is_named()
    {
        await LoadAsync("a", 3);
        var archive = new Harvest.PayloadArchive(Path.Combine(Data, "archive"));
        var hash = archive.Write("<a/>"u8).Hash;
        File.WriteAllText(Path.Combine(Data, "archive", "payloads", hash[..2], hash + ".gz"), "anders");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("check", "--data", Data));

        Assert.Contains(hash, _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_root_is_recovered_and_nothing_else()
    {
        await LoadAsync("a", 30);
        var before = await CanonicalHashAsync(Data);
        File.Delete(Path.Combine(Data, "store", "CURRENT"));
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("dump", "--data", Data));
        Assert.Contains("check --recover", _terminal.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--recover", "--data", Data));

        Assert.Contains("recovered\tcommit 1", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(before, await CanonicalHashAsync(Data));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--recover", "--data", Data));
        Assert.Contains("nothing was changed", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_that_would_lose_a_commit_says_so_and_waits_for_yes()
    {
        await LoadAsync("a", 30);
        var store = Path.Combine(Data, "store");
        Keep(store, "eerst");
        await LoadAsync("b", 30);
        // The newest manifest is damaged; the one before it is still there.
        var newest = Directory.EnumerateFiles(store, "manifest-*").Max(StringComparer.Ordinal)!;
        foreach (var file in Directory.EnumerateFiles(_folder["eerst"]).Where(f => !File.Exists(Path.Combine(store, Path.GetFileName(f)))))
            File.Copy(file, Path.Combine(store, Path.GetFileName(file)));
        Flip(newest, 30);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("check", "--recover", "--data", Data));
        Assert.Contains("lost\t", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("--yes", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("dump", "--data", Data));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--recover", "--yes", "--data", Data));
        Assert.Contains("recovered\tcommit 1", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--data", Data));
    }

    [Fact]
    public async Task Compacting_merges_the_files_and_changes_no_answer()
    {
        for (var i = 0; i < 9; i++)
            await LoadAsync("g" + i, 20);
        var before = await CanonicalHashAsync(Data);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("compact", "--data", Data));

        var lines = _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("before\t", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("after\t", lines[1], StringComparison.Ordinal);
        Assert.Equal(before, await CanonicalHashAsync(Data));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--data", Data));
    }

    [Fact]
    public async Task A_backup_made_while_a_process_writes_comes_back_with_the_same_hash_of_every_dataset()
    {
        for (var i = 0; i < 4; i++)
            await LoadAsync("g" + i, 200);
        _folder.Write("node.yaml", "baseIri: https://data.voorbeeld.example/\ndata: data\n");
        _folder.Write("sources/een.yaml", "id: een");
        _folder.Write("data/runs.jsonl", "{}\n");
        _folder.Write("data/search/afgeleid.db", "kan opnieuw");
        string[] settings = ["--settings", _folder["node.yaml"]];
        using (QuadStore.Open(Path.Combine(Data, "store")))
            Assert.Equal(ExitCode.Ok, await _terminal.RunAsync(["backup", _folder["backups"], .. settings]));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("restore", _folder["backups"], "--data", _folder["terug"]));

        for (var i = 0; i < 4; i++)
            Assert.Equal(await CanonicalHashAsync(Data, "g" + i), await CanonicalHashAsync(_folder["terug"], "g" + i));
        Assert.Equal(File.ReadAllText(_folder["node.yaml"]), File.ReadAllText(_folder["terug/settings/node.yaml"]));
        Assert.Equal("id: een", File.ReadAllText(_folder["terug/settings/sources/een.yaml"]));
        Assert.True(File.Exists(_folder["terug/runs.jsonl"]));
        Assert.False(Directory.Exists(_folder["terug/search"]));
    }

    [Fact]
    public async Task A_further_backup_costs_what_changed()
    {
        await LoadAsync("groot", 20_000);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("backup", _folder["backups"], "--data", Data));
        var before = Directory.EnumerateFiles(Path.Combine(Data, "store")).ToDictionary(f => f, Content, StringComparer.Ordinal);
        await LoadAsync("klein", 2_000);
        var changed = Directory.EnumerateFiles(Path.Combine(Data, "store")).Select(f => (File: f, Content: Content(f))).Where(f => !before.TryGetValue(f.File, out var old) || !old.AsSpan().SequenceEqual(f.Content)).Sum(f => f.Content.Length);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("backup", _folder["backups"], "--data", Data));

        var written = long.Parse(_terminal.Out.Split("bytesWritten\t")[1], CultureInfo.InvariantCulture);
        Assert.InRange(written, 1, (long)(changed * 1.2) + 2048);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_with_the_name_of_the_file_and_nothing_is_written()
    {
        await LoadAsync("a", 30);
        await _terminal.RunAsync("backup", _folder["backups"], "--data", Data);
        Flip(Directory.EnumerateFiles(_folder["backups/objects"], "*", SearchOption.AllDirectories).MaxBy(f => new FileInfo(f).Length)!, 10);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("restore", _folder["backups"], "--data", _folder["terug"]));

        Assert.Contains("data/store/", _terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["terug"]));
    }

    [Fact]
    public async Task A_damaged_store_is_not_backed_up()
    {
        await LoadAsync("a", 30);
        Flip(Directory.EnumerateFiles(Path.Combine(Data, "store"), "*.quads").First(), 40);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("backup", _folder["backups"], "--data", Data));

        Assert.Contains("No backup was made", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("backup")]
    public async Task A_folder_that_holds_something_else_is_refused_and_left_alone(string verb)
    {
        await LoadAsync("a", 3);
        await _terminal.RunAsync("backup", _folder["backups"], "--data", Data);
        var other = _folder.Write("vol/brief.txt", "van iemand anders");

        var code = verb == "restore"
            ? await _terminal.RunAsync("restore", _folder["backups"], "--data", _folder["vol"])
            : await _terminal.RunAsync("backup", _folder["vol"], "--data", Data);

        Assert.NotEqual(ExitCode.Ok, code);
        Assert.Equal([other], Directory.EnumerateFileSystemEntries(_folder["vol"]));
    }

    private async Task LoadAsync(string name, int lines)
    {
        var file = _folder.Write(name + ".nt", string.Concat(Enumerable.Range(0, lines).Select(i => $"<https://a.example/{name}/{i}> <https://a.example/p> \"waarde {i} van {name}\" .\n_:b{i} <https://a.example/q> <https://a.example/{name}/{i}> .\n")));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", Data, "--graph", "https://a.example/graph/" + name, file));
    }

    private async Task<string> CanonicalHashAsync(string data, string? graph = null)
    {
        string[] only = graph is null ? [] : ["--graph", "https://a.example/graph/" + graph];
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync(["dump", "--data", data, .. only]));
        var dump = _folder.Write("dump.nq", _terminal.Out);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("canon", dump, "--hash"));
        return _terminal.Out;
    }

    private void Keep(string from, string name)
    {
        Directory.CreateDirectory(_folder[name]);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(_folder[name], Path.GetFileName(file)));
    }

    // The log has zeros behind its last record, which are no content.
    private static byte[] Content(string file) => Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal) ? [] : File.ReadAllBytes(file).AsSpan().TrimEnd((byte)0).ToArray();

    private static void Flip(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
