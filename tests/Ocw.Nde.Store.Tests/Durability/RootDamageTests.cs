using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Durability;

/// <summary>T8 (docs/durability.md): whatever happens to the root, the store is never started empty and never in a mixed state. What <c>StoreRootTests</c> does not cover.</summary>
public sealed class RootDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_a_zeroed_and_a_torn_root_are_refused_with_the_next_step()
    {
        var whole = Filled(3);
        var content = File.ReadAllBytes(Path.Combine(whole, "CURRENT"));
        byte[][] roots = [[], new byte[content.Length], content[..(content.Length / 2)], [.. content, 0], [.. content[..^1], (byte)~content[^1]]];
        foreach (var root in roots)
        {
            File.WriteAllBytes(Path.Combine(whole, "CURRENT"), root);
            var before = Names(whole);

            var error = Assert.ThrowsAny<StoreException>(() => QuadStore.Open(whole, StoreSteps.Options));

            Assert.Contains("check --recover", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, Names(whole));
            Assert.Equal(root, File.ReadAllBytes(Path.Combine(whole, "CURRENT")));
        }
    }

    [Fact]
    public void A_missing_superblock_or_manifest_is_refused_and_nothing_is_removed()
    {
        foreach (var pattern in (string[])["superblock", "manifest-*"])
        {
            var whole = Filled(3);
            foreach (var file in Directory.EnumerateFiles(whole, pattern))
                File.Delete(file);
            var before = Names(whole);

            Assert.ThrowsAny<StoreException>(() => QuadStore.Open(whole, StoreSteps.Options));

            Assert.Equal(before, Names(whole));
        }
    }

    [Fact]
    public void A_root_that_names_an_older_state_whose_files_are_gone_is_refused()
    {
        var whole = Filled(1);
        var older = File.ReadAllBytes(Path.Combine(whole, "CURRENT"));
        using (var store = QuadStore.Open(whole, StoreSteps.Options))
        {
            StoreSteps.Commit(store, 2);
            store.Merge();
            StoreSteps.Commit(store, 3);
            store.Merge();
        }

        var newer = File.ReadAllBytes(Path.Combine(whole, "CURRENT"));
        Assert.NotEqual(older, newer);
        File.WriteAllBytes(Path.Combine(whole, "CURRENT"), older);

        Assert.ThrowsAny<StoreException>(() => QuadStore.Open(whole, StoreSteps.Options));

        // Put right, everything is there: refusing has removed nothing.
        File.WriteAllBytes(Path.Combine(whole, "CURRENT"), newer);
        using var again = QuadStore.Open(whole, StoreSteps.Options);
        StoreSteps.AssertShows(again, 3);
    }

    [Fact]
    public void Files_of_another_store_in_the_folder_are_refused()
    {
        var (one, other) = (Filled(2), Filled(2));
        foreach (var name in (string[])["superblock", "CURRENT"])
        {
            var mixed = Filled(2);
            File.Copy(Path.Combine(other, name), Path.Combine(mixed, name), overwrite: true);
            Assert.ThrowsAny<StoreException>(() => QuadStore.Open(mixed, StoreSteps.Options));
        }

        using var store = QuadStore.Open(one, StoreSteps.Options);
        StoreSteps.AssertShows(store, 2);
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(name => !name.StartsWith("lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string Filled(int steps)
    {
        var folder = _folder.File("store" + Guid.NewGuid().ToString("N"));
        using var store = QuadStore.Open(folder, StoreSteps.Options);
        for (var step = 1; step <= steps; step++)
            StoreSteps.Commit(store, step);
        return folder;
    }
}
