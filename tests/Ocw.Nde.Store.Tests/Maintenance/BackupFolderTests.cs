using System.Text;
using Ocw.Nde.Store.Maintenance;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Maintenance;

public sealed class BackupFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BackupFolder _backups;

    public BackupFolderTests() => _backups = new(_folder.File("backups"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_backed_up_comes_back_byte_for_byte()
    {
        _backups.Write([Entry("data/a", "één"), Entry("data/b/c", "twee"), Entry("data/leeg", "")], "proef");
        var snapshot = _backups.Read();

        _backups.Restore(snapshot, file => _folder.File("back/" + file.Path));

        Assert.Equal("één", File.ReadAllText(_folder.File("back/data/a")));
        Assert.Equal("twee", File.ReadAllText(_folder.File("back/data/b/c")));
        Assert.Equal("", File.ReadAllText(_folder.File("back/data/leeg")));
        Assert.Equal("proef", snapshot.Description);
    }

    [Fact]
    public void A_second_backup_writes_only_what_changed_and_the_first_stays()
    {
        var large = new string('x', 200_000);
        _backups.Write([Entry("a", large), Entry("b", "oud" + new string('y', 20_000))], "1");
        var second = _backups.Write([Entry("a", large), Entry("b", "nieuw" + new string('y', 20_000))], "2");

        Assert.Equal(1, second.NewFiles);
        Assert.InRange(second.BytesWritten, 20_000, (long)(20_005 * 1.2));
        var names = _backups.List();
        Assert.Equal(2, names.Count);
        _backups.Restore(_backups.Read(names[0]), file => _folder.File("first/" + file.Path));
        Assert.StartsWith("oud", File.ReadAllText(_folder.File("first/b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Older_backups_are_cleared_away_with_what_only_they_had()
    {
        _backups.Write([Entry("a", "blijft"), Entry("b", "alleen in de eerste")], "1");
        _backups.Write([Entry("a", "blijft"), Entry("b", "tweede")], "2");

        var freed = _backups.KeepNewest(1);

        Assert.Equal("alleen in de eerste".Length, freed);
        var left = Assert.Single(_backups.List());
        _backups.Verify(_backups.Read(left), (file, what) => Assert.Fail($"{file}: {what}"));
        Assert.Equal(2, Directory.EnumerateFiles(_folder.File("backups/objects"), "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void Damage_of_any_content_is_found_with_the_name_of_the_file()
    {
        _backups.Write([Entry("data/a", "aaaa"), Entry("data/b", "bbbb"), Entry("data/c", "cccc")], "proef");
        var snapshot = _backups.Read();
        File.WriteAllText(ObjectOf(snapshot.Files[0]), "aaab");
        File.Delete(ObjectOf(snapshot.Files[1]));

        var damaged = new List<string>();
        _backups.Verify(snapshot, (file, _) => damaged.Add(file));

        Assert.Equal(["data/a", "data/b"], damaged);
    }

    [Fact]
    public void A_damaged_list_is_refused()
    {
        var name = _backups.Write([Entry("data/a", "aaaa")], "proef").Name;
        var list = _folder.File($"backups/snapshots/{name}.json");
        File.WriteAllText(list, File.ReadAllText(list).Replace("data/a", "data/x", StringComparison.Ordinal));

        Assert.Contains("damaged", Assert.Throws<BackupException>(() => _backups.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_leads_outside_of_the_folder_is_refused()
    {
        _backups.Write([Entry("data/../../weg", "x")], "proef");

        Assert.Throws<BackupException>(() => _backups.Restore(_backups.Read(), file => _folder.File(file.Path)));
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_folder.File("backups"));
        File.WriteAllText(_folder.File("backups/brief.txt"), "van iemand anders");

        Assert.Throws<BackupException>(() => _backups.Write([Entry("a", "a")], "proef"));

        Assert.Equal([_folder.File("backups/brief.txt")], Directory.EnumerateFileSystemEntries(_folder.File("backups")));
    }

    [Fact]
    public void A_backup_that_fails_half_way_leaves_the_earlier_ones_and_the_next_one_succeeds()
    {
        _backups.Write([Entry("a", "een")], "1");

        Assert.Throws<IOException>(() => _backups.Write([Entry("a", "twee"), new BackupEntry("b", (_, _) => throw new IOException("injected"))], "2"));

        Assert.Single(_backups.List());
        Assert.Equal(1, _backups.Write([Entry("a", "twee")], "3").NewFiles);
        var damaged = 0;
        foreach (var name in _backups.List())
            _backups.Verify(_backups.Read(name), (_, _) => damaged++);
        Assert.Equal(0, damaged);
    }

    private string ObjectOf(BackupFile file) => _folder.File($"backups/objects/{file.Sha256[..2]}/{file.Sha256}");

    private static BackupEntry Entry(string path, string content) => new(path, (target, _) => target.Write(Encoding.UTF8.GetBytes(content)));
}
