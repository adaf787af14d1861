using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Transactions;

public class FaultTests
{
    private const int Steps = 5;
    private const int Enospc = 28;
    private const int Eio = 5;

    [Theory]
    [MemberData(nameof(StoreSteps.Ways), MemberType = typeof(StoreSteps))]
    public void A_failure_of_any_single_operation_loses_nothing_acknowledged_and_shows_nothing_half(string way)
    {
        var options = StoreSteps.Of(way);
        var operations = CountOperations(options);
        Assert.True(operations > 70, $"only {operations} operations");
        for (var failing = 1; failing <= operations; failing++)
        {
            var files = new MemoryStoreFiles();
            files.Before = (number, what) =>
            {
                if (number == failing)
                    throw new IOException($"injected failure of operation {number}: {what}", Eio);
            };
            var acknowledged = RunSteps(files, options);
            files.Before = null;

            AssertOldOrNew(files.AfterKill(), acknowledged, $"operation {failing}, killed");
            AssertOldOrNew(files.AfterPowerFailure(new Random(failing)), acknowledged, $"operation {failing}, power lost");
        }
    }

    [Theory]
    [MemberData(nameof(StoreSteps.Ways), MemberType = typeof(StoreSteps))]
    public void A_power_failure_at_any_operation_loses_nothing_acknowledged_and_shows_nothing_half(string way)
    {
        var options = StoreSteps.Of(way);
        var operations = CountOperations(options);
        for (var at = 1; at <= operations; at++)
        {
            var files = new MemoryStoreFiles();
            var acknowledged = 0;
            var images = new List<MemoryStoreFiles>();
            var seen = 0;
            files.Before = (number, _) =>
            {
                if (number != at)
                    return;
                seen = acknowledged;
                for (var seed = 0; seed < 3; seed++)
                    images.Add(files.AfterPowerFailure(new Random((at * 10) + seed)));
                images.Add(files.AfterKill());
            };
            RunSteps(files, options, step => acknowledged = step);
            foreach (var image in images)
                AssertOldOrNew(image, seen, $"power lost before operation {at}");
        }
    }

    [Theory]
    [MemberData(nameof(StoreSteps.Ways), MemberType = typeof(StoreSteps))]
    public void A_full_disk_is_named_and_leaves_the_store_usable(string way)
    {
        var options = StoreSteps.Of(way);
        var operations = CountOperations(options);
        for (var from = 1; from <= operations; from += 3)
        {
            var files = new MemoryStoreFiles();
            using var store = TryOpen(files, options);
            if (store is null)
                continue;
            StoreSteps.Commit(store, 1);
            var full = files.Operations + from;
            files.Before = (number, what) =>
            {
                if (number >= full && (what.StartsWith("write", StringComparison.Ordinal) || what.StartsWith("create", StringComparison.Ordinal)))
                    throw new IOException("No space left on device", Enospc);
            };

            var step = 1;
            try
            {
                for (; step < Steps; step++)
                    StoreSteps.Commit(store, step + 1);
            }
            catch (StoreFullException full1)
            {
                Assert.Contains("disk is full", full1.Message, StringComparison.Ordinal);
            }

            StoreSteps.AssertShows(store, step);
            files.Before = null;
            StoreSteps.Commit(store, step + 1);
            StoreSteps.AssertShows(store, step + 1);
            Assert.DoesNotContain(files.Names, name => name.EndsWith(".spill", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_store_whose_switch_failed_reads_on_and_refuses_to_write_until_it_is_opened_again()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, StoreSteps.Options);
        StoreSteps.Commit(store, 1);
        files.Before = (_, what) =>
        {
            if (what.StartsWith("rename CURRENT.next", StringComparison.Ordinal))
                throw new IOException("injected", Eio);
        };

        Assert.Throws<StoreFaultedException>(() => StoreSteps.Commit(store, 2));
        files.Before = null;

        StoreSteps.AssertShows(store, 1);
        var error = Assert.Throws<StoreFaultedException>(() => store.BeginWrite());
        Assert.Contains("open the store again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_merge_changes_nothing()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, StoreSteps.Options);
        for (var step = 1; step <= 5; step++)
            StoreSteps.Commit(store, step);
        var before = store.Usage();
        for (var failing = 1; ; failing++)
        {
            var first = files.Operations;
            files.Before = (number, what) =>
            {
                if (number == first + failing && !what.StartsWith("rename", StringComparison.Ordinal) && !what.StartsWith("sync folder", StringComparison.Ordinal))
                    throw new IOException("injected", Eio);
            };
            try
            {
                store.Merge();
                break;
            }
            catch (IOException)
            {
                files.Before = null;
                StoreSteps.AssertShows(store, 5);
            }
        }

        files.Before = null;
        StoreSteps.AssertShows(store, 5);
        Assert.True(store.Usage().SegmentCount < before.SegmentCount);
        AssertOldOrNew(files.AfterKill(), 5, "after merging");
    }

    private static int CountOperations(StoreOptions options)
    {
        var files = new MemoryStoreFiles();
        Assert.Equal(Steps, RunSteps(files, options));
        return files.Operations;
    }

    /// <summary>Opens, commits the steps one by one, trying each again once, and merges in between.</summary>
    /// <returns>The last step that was acknowledged.</returns>
    private static int RunSteps(MemoryStoreFiles files, StoreOptions options, Action<int>? acknowledge = null)
    {
        var acknowledged = 0;
        using var store = TryOpen(files, options) ?? TryOpen(files, options);
        Assert.NotNull(store);
        for (var step = 1; step <= Steps; step++)
        {
            if (!Try(() => StoreSteps.Commit(store, step)))
            {
                // The same store still shows what it did, and takes the step at the second try unless the switch itself failed.
                StoreSteps.AssertShows(store, acknowledged);
                if (!Try(() => StoreSteps.Commit(store, step)))
                    return acknowledged;
            }

            acknowledged = step;
            acknowledge?.Invoke(step);
            if (step == Steps)
                Try(() => store.Merge());
            else if (step == Steps - 2)
                Try(() => store.Flush());
        }

        StoreSteps.AssertShows(store, acknowledged);
        return acknowledged;
    }

    private static QuadStore? TryOpen(MemoryStoreFiles files, StoreOptions options)
    {
        QuadStore? store = null;
        Try(() => store = QuadStore.Open(files, options));
        return store;
    }

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (IOException error) when (error is StoreFaultedException or StoreFullException || error.Message.Contains("injected", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static void AssertOldOrNew(MemoryStoreFiles files, int acknowledged, string context)
    {
        using var store = QuadStore.Open(files, StoreSteps.Options);
        var step = StoreSteps.StepOf(store);
        Assert.True(step == acknowledged || step == acknowledged + 1, $"{context}: step {step} is shown, {acknowledged} was acknowledged");
        StoreSteps.AssertShows(store, step);
        StoreSteps.AssertShowed(store, step / 2);
        var needed = new[] { "CURRENT", "superblock", "lock" };
        var others = files.Names.Where(name => !needed.Contains(name, StringComparer.Ordinal) && !name.StartsWith("removed-", StringComparison.Ordinal));
        Assert.Equal(store.Usage().SegmentCount + store.Usage().DictionaryCount + store.Usage().HistoryCount + 2, others.Count());
    }
}
