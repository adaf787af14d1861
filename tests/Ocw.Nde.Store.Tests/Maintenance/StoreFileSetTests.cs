using Ocw.Nde.Store.Maintenance;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Maintenance;

public class StoreFileSetTests
{
    [Theory]
    [MemberData(nameof(StoreSteps.Ways), MemberType = typeof(StoreSteps))]
    public async Task Copies_made_beside_a_writer_are_whole_states_in_order(string way)
    {
        var options = StoreSteps.Of(way);
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.File("store"), options with { MergeInBackground = true });
        StoreSteps.Commit(store, 1);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            var step = 1;
            while (!stop.IsCancellationRequested)
                StoreSteps.Commit(store, ++step);
            return step;
        });

        var last = 0;
        for (var copy = 0; copy < 25 || last < 3; copy++)
        {
            var goal = copy / 4;
            SpinWait.SpinUntil(() => store.CommitNumber > goal || writer.IsCompleted);
            var target = folder.File($"copy{copy}");
            Copy(folder.File("store"), target);
            using var opened = QuadStore.Open(target, options);
            var step = StoreSteps.StepOf(opened);
            StoreSteps.AssertShows(opened, step);
            Assert.True(step >= last, $"copy {copy} shows step {step}, an earlier one showed {last}");
            last = step;
        }

        await stop.CancelAsync();
        var written = await writer;
        Assert.True(written >= last && last > 1, $"{written} steps were written, the last copy shows {last}");
    }

    [Fact]
    public void A_store_can_be_checked_while_another_has_it()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        StoreSteps.Commit(store, 1);

        using var files = StoreFileSet.Open(folder.Path);

        Assert.True(files.Check().IsSound);
        Assert.Equal(1, files.CommitNumber);
        Assert.Equal("CURRENT", files.Files[^1].Name);
    }

    [Fact]
    public void A_folder_without_a_store_is_refused_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<StoreRootException>(() => StoreFileSet.Open(folder.Path));
        Assert.Throws<StoreRootException>(() => StoreFileSet.Open(folder.File("weg")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.Path, StoreSteps.Options))
            StoreSteps.Commit(store, 1);
        var gone = Directory.EnumerateFiles(folder.Path, "*.quads").First();
        File.Delete(gone);

        Assert.Equal(gone, Assert.Throws<StoreDamagedException>(() => StoreFileSet.Open(folder.Path)).File);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        using var files = StoreFileSet.Open(from);
        foreach (var file in files.Files)
        {
            using var stream = File.Create(Path.Combine(to, file.Name));
            file.CopyTo(stream);
        }
    }
}
