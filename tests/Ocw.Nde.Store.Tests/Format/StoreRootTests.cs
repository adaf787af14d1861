using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Format;

public class StoreRootTests
{
    private static readonly string[] Rootless = ["superblock", "CURRENT"];

    [Fact]
    public void An_empty_or_missing_folder_becomes_a_store()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.File("nieuw")))
            Assert.Equal(0, store.CommitNumber);
        using var again = QuadStore.Open(folder.File("nieuw"));
        using var snapshot = again.OpenSnapshot(ReaderScope.Internal);
        Assert.Empty(snapshot.NamedGraphs);
        Assert.Equal(0, snapshot.QuadCount);
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("brief.txt"), "van iemand anders");

        var error = Assert.Throws<StoreRootException>(() => QuadStore.Open(folder.Path));

        Assert.Contains("brief.txt", error.Message, StringComparison.Ordinal);
        Assert.Equal("van iemand anders", File.ReadAllText(folder.File("brief.txt")));
        Assert.False(File.Exists(folder.File("CURRENT")));
    }

    [Fact]
    public void A_store_that_has_lost_its_root_is_not_started_empty()
    {
        var files = Filled(steps: 2);
        files.Remove("CURRENT");

        var error = Assert.Throws<StoreRootException>(() => QuadStore.Open(files, StoreSteps.Options));

        Assert.Contains("check --recover", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CURRENT", files.Names, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("superblock")]
    [InlineData("manifest")]
    public void Damage_of_any_byte_of_the_root_is_found_and_refused(string kind)
    {
        var pristine = Filled(steps: 2);
        var name = pristine.Names.First(name => name.StartsWith(kind, StringComparison.Ordinal));
        for (var at = 0; at < pristine.Content(name).Count; at++)
        {
            var files = pristine.AfterKill();
            files.Content(name)[at] ^= 0x10;
            var error = Assert.ThrowsAny<StoreException>(() => QuadStore.Open(files, StoreSteps.Options));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        for (var length = 0; length < pristine.Content(name).Count; length += 7)
        {
            var files = pristine.AfterKill();
            files.Content(name).RemoveRange(length, files.Content(name).Count - length);
            Assert.ThrowsAny<StoreException>(() => QuadStore.Open(files, StoreSteps.Options));
        }
    }

    [Fact]
    public void A_newer_format_is_refused_by_name()
    {
        var files = new MemoryStoreFiles();
        QuadStore.Open(files, StoreSteps.Options).Dispose();
        var content = files.Content("CURRENT");
        content[8] = 9;
        var checksum = Ocw.Nde.Store.Files.Crc32C.Of(content.GetRange(0, content.Count - 4).ToArray());
        for (var i = 0; i < 4; i++)
            content[content.Count - 4 + i] = (byte)(checksum >> (8 * i));

        var error = Assert.Throws<StoreException>(() => QuadStore.Open(files, StoreSteps.Options));

        Assert.Contains("format version 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_another_store_are_not_mixed_in()
    {
        var (files, other) = (Filled(steps: 1), Filled(steps: 1));
        foreach (var name in Rootless)
        {
            var mixed = files.AfterKill();
            var content = mixed.Content(name);
            content.Clear();
            content.AddRange(other.Content(name));
            var error = Assert.Throws<StoreRootException>(() => QuadStore.Open(mixed, StoreSteps.Options));
            Assert.Contains("different stores", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_or_cut_off_segment_is_refused_with_its_name()
    {
        var pristine = Filled(steps: 2);
        foreach (var name in pristine.Names.Where(Ocw.Nde.Store.Files.StoreFileNames.IsData))
        {
            var missing = pristine.AfterKill();
            missing.Remove(name);
            Assert.Contains(name, Assert.Throws<StoreDamagedException>(() => QuadStore.Open(missing, StoreSteps.Options)).Message, StringComparison.Ordinal);

            var cut = pristine.AfterKill();
            cut.Content(name).RemoveRange(cut.Content(name).Count / 2, 10);
            Assert.Contains(name, Assert.Throws<StoreDamagedException>(() => QuadStore.Open(cut, StoreSteps.Options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Recovery_makes_the_newest_sound_manifest_the_root_again()
    {
        var files = Filled(steps: 3);
        files.Content("CURRENT")[20] ^= 1;
        Assert.Throws<StoreDamagedException>(() => QuadStore.Open(files, StoreSteps.Options));

        var recovery = StoreCheck.Recover(files);

        Assert.True(recovery.Changed);
        Assert.Equal(3, recovery.CommitNumber);
        using (var store = QuadStore.Open(files, StoreSteps.Options))
            StoreSteps.AssertShows(store, 3);
        Assert.False(StoreCheck.Recover(files).Changed);
    }

    [Fact]
    public void Recovery_finds_the_root_of_a_store_without_one()
    {
        var files = Filled(steps: 3);
        files.Remove("CURRENT");
        Assert.True(StoreCheck.Recover(files).Changed);
        using var store = QuadStore.Open(files, StoreSteps.Options);
        StoreSteps.AssertShows(store, 3);
    }

    [Fact]
    public void Recovery_without_any_sound_manifest_says_that_only_a_backup_helps()
    {
        var files = Filled(steps: 1);
        files.Content(files.Names.First(name => name.StartsWith("manifest", StringComparison.Ordinal)))[30] ^= 1;
        var error = Assert.Throws<StoreRootException>(() => StoreCheck.Recover(files));
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_interrupted_transaction_left_goes_at_the_next_opening_and_strange_files_stay()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.Path, StoreSteps.Options))
            StoreSteps.Commit(store, 1);
        foreach (var orphan in new[] { "s-00009999.quads", "d-00009999.terms", "t-00009999.spill", "manifest-00009999", "CURRENT.next" })
            File.WriteAllText(folder.File(orphan), "half");
        File.WriteAllText(folder.File("notitie.txt"), "blijft");

        using (var store = QuadStore.Open(folder.Path, StoreSteps.Options))
            StoreSteps.AssertShows(store, 1);

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*9999*"));
        Assert.False(File.Exists(folder.File("CURRENT.next")));
        Assert.True(File.Exists(folder.File("notitie.txt")));
    }

    [Fact]
    public void The_packed_IRIs_of_a_store_are_those_of_its_creation()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.Path, new StoreOptions { PackedIris = new PackedIriTable("https://data.example.org/id/{n}") }))
        {
            using var transaction = store.BeginWrite();
            var stage = transaction.Stage(new Iri("http://example.org/g"), GraphClass.Content);
            stage.Quad(new Quad(new Iri("https://data.example.org/id/42"), new Iri("urn:p"), new Literal("42")));
            transaction.Commit();
        }

        using var again = QuadStore.Open(folder.Path);
        using var snapshot = again.OpenSnapshot(ReaderScope.Internal);
        var id = snapshot.Terms.Find(new Iri("https://data.example.org/id/42"));
        Assert.Equal(TermTag.PackedIri, id.Tag);
        Assert.Equal(1, snapshot.EstimateCount(new QuadPattern(id, default, default, GraphSelector.Default)));
    }

    private static MemoryStoreFiles Filled(int steps)
    {
        var files = new MemoryStoreFiles();
        using (var store = QuadStore.Open(files, StoreSteps.Options))
        {
            for (var step = 1; step <= steps; step++)
                StoreSteps.Commit(store, step);
        }

        return files.AfterKill();
    }
}
