using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Log;

public class LogTests
{
    private const int Eio = 5;
    private const int Step = 4;

    private static readonly StoreOptions Options = StoreSteps.Logged with { FlushRows = 1 << 20 };

    [Fact]
    public void A_small_commit_is_one_record_and_makes_no_file()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options with { LogStepBytes = 1 << 16 });
        StoreSteps.Commit(store, 1);
        var names = files.Names.Order(StringComparer.Ordinal).ToArray();
        var operations = files.Operations;
        StoreSteps.Commit(store, 2);
        Assert.Equal(operations + 2, files.Operations);
        Assert.Equal(names, files.Names.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal((0, 0), (store.Usage().SegmentCount, store.Usage().DictionaryCount));
        Assert.True(store.Usage().LoggedRows > 0);
        StoreSteps.AssertShows(store, 2);
    }

    [Fact]
    public void A_flush_moves_the_log_into_segments_and_changes_nothing_else()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options);
        for (var step = 1; step <= Step; step++)
            StoreSteps.Commit(store, step);
        using var before = store.OpenSnapshot(ReaderScope.Internal);
        var number = store.CommitNumber;

        store.Flush();

        Assert.Equal((0, 0), (store.Usage().LoggedRows, store.Usage().LogBytes));
        Assert.True(store.Usage().SegmentCount > 0);
        Assert.Equal(number, store.CommitNumber);
        StoreSteps.AssertShows(store, Step);
        Assert.Equal(StoreSteps.Expected(Step).Count, StoreSteps.All(before).Count);
        StoreSteps.Commit(store, Step + 1);
        StoreSteps.AssertShows(store, Step + 1);
        using var reopened = QuadStore.Open(files.AfterKill(), Options);
        StoreSteps.AssertShows(reopened, Step + 1);
    }

    [Fact]
    public void Open_and_closed_rows_of_the_log_lie_apart_once_they_are_flushed_and_the_public_never_sees_the_closed()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), Options);
        for (var step = 1; step <= Step; step++)
            StoreSteps.Commit(store, step);
        for (var round = 0; round < 2; round++)
        {
            using var seen = store.OpenSnapshot(ReaderScope.Public);
            var expected = StoreSteps.Expected(Step).Where(quad => quad.Graph is not Iri { Value: "http://example.org/graph/gesloten" }).ToHashSet();
            Assert.True(expected.SetEquals(StoreSteps.All(seen)));
            Assert.Equal(expected.Count, seen.QuadCount);
            Assert.False(seen.Terms.Find(new Literal("stap 4, regel 1 van http://example.org/graph/gesloten")).IsBound);
            store.Flush();
        }

        Assert.Equal(2, store.Usage().SegmentCount);
    }

    [Fact]
    public void A_torn_end_is_cut_with_a_warning_and_loses_nothing_acknowledged()
    {
        var (files, name, start) = WithLastRecord();
        var length = files.Content(name).FindLastIndex(value => value != 0) + 1 - start;
        for (var lost = 0; lost < (length + 511) / 512 + 1; lost++)
        {
            // The sectors of the last record that were not written are zero still.
            var torn = files.AfterKill();
            var content = torn.Content(name);
            var sector = (start / 512) + lost;
            for (var at = Math.Max(start, sector * 512); at < Math.Min(content.Count, (sector + 1) * 512); at++)
                content[at] = 0;
            var warnings = new List<string>();
            using (var store = QuadStore.Open(torn, Options with { OnWarning = warnings.Add }))
            {
                var shown = StoreSteps.StepOf(store);
                StoreSteps.AssertShows(store, shown);
                if (shown == Step)
                    continue;
                Assert.Equal(Step - 1, shown);
                Assert.True(lost == 0 || warnings.Count == 1, $"sector {lost}: {string.Join(' ', warnings)}");
                Assert.All(warnings, warning => Assert.Contains("interrupted commit", warning, StringComparison.Ordinal));
                StoreSteps.Commit(store, Step);
                Assert.True(store.Check().IsSound);
            }

            using var again = QuadStore.Open(torn.AfterKill(), Options with { OnWarning = warning => Assert.Fail(warning) });
            StoreSteps.AssertShows(again, Step);
        }
    }

    [Fact]
    public void Damage_in_the_middle_is_refused_with_its_file_and_place()
    {
        var (image, name, end) = WithLastRecord();
        var random = new Random(1);
        for (var probe = 0; probe < 200; probe++)
        {
            var damaged = image.AfterKill();
            var at = random.Next(end);
            damaged.Content(name)[at] ^= (byte)(1 << random.Next(8));
            if (probe % 4 == 0)
            {
                for (var i = at; i < Math.Min(at + 700, end); i++)
                    damaged.Content(name)[i] = 0;
            }

            var report = StoreCheck.Run(damaged.AfterKill(), CancellationToken.None);
            if (report.IsSound)
            {
                // Only bytes that align records belong to nothing.
                Assert.Equal(0, image.Content(name)[at]);
                continue;
            }

            Assert.Contains(report.Damages, damage => damage.File.EndsWith(name, StringComparison.Ordinal));
            var error = Assert.Throws<StoreDamagedException>(() => QuadStore.Open(damaged, Options));
            Assert.EndsWith(name, error.File, StringComparison.Ordinal);
            Assert.InRange(error.Offset, 0, at);
            Assert.Contains("check", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_log_that_was_cut_off_or_is_missing_is_refused()
    {
        var (files, name, start) = WithLastRecord();
        var length = files.Content(name).Count;
        foreach (var kept in new[] { 0, 40, 300, start + 20, length - 100 })
        {
            var cut = files.AfterKill();
            cut.Content(name).RemoveRange(kept, length - kept);
            Assert.Throws<StoreDamagedException>(() => QuadStore.Open(cut, Options));
        }

        files.Remove(name);
        Assert.Contains("missing", Assert.Throws<StoreDamagedException>(() => QuadStore.Open(files, Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_whose_log_could_not_be_synced_acknowledges_nothing_more_and_reads_on()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options);
        StoreSteps.Commit(store, 1);
        StoreSteps.Commit(store, 2);
        files.Before = (_, what) =>
        {
            if (what.StartsWith("sync log", StringComparison.Ordinal))
                throw new IOException("injected", Eio);
        };
        Assert.Throws<StoreFaultedException>(() => StoreSteps.Commit(store, 3));
        files.Before = null;

        Assert.Contains("open the store again", Assert.Throws<StoreFaultedException>(() => store.BeginWrite()).Message, StringComparison.Ordinal);
        Assert.Throws<StoreFaultedException>(() => store.Flush());
        Assert.NotNull(store.Fault);
        StoreSteps.AssertShows(store, 2);
        using var reopened = QuadStore.Open(files.AfterPowerFailure(new Random(3)), Options);
        Assert.InRange(StoreSteps.StepOf(reopened), 2, 3);
        StoreSteps.AssertConsistent(reopened);
    }

    [Fact]
    public void A_store_that_was_closed_in_peace_has_nothing_to_recover()
    {
        var files = new MemoryStoreFiles();
        using (var store = QuadStore.Open(files, Options))
            StoreSteps.Commit(store, 1);
        using var again = QuadStore.Open(files, Options);
        Assert.Equal(0, again.Usage().LoggedRows);
        Assert.True(again.Usage().SegmentCount > 0);
        StoreSteps.AssertShows(again, 1);
    }

    [Fact]
    public void Updates_that_match_nothing_and_additions_that_are_there_write_nothing()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options);
        StoreSteps.Commit(store, 1);
        var operations = files.Operations;
        var usage = store.Usage();
        var graph = new Iri("http://example.org/graph/inhoud");
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var known = StoreSteps.All(snapshot).First(quad => graph.Equals(quad.Graph));
        for (var i = 0; i < 500; i++)
        {
            using var transaction = store.BeginWrite();
            transaction.Stage(graph, GraphClass.Content, mode: StageMode.Remove).Quad(new Quad(new Iri($"http://example.org/niets/{i}"), new Iri("http://example.org/p1"), new Literal($"iets dat er niet is {i}")));
            transaction.Stage(graph, GraphClass.Content, mode: StageMode.Add).Quad(known);
            Assert.False(transaction.HasChanges());
            Assert.False(transaction.Commit().Changed);
        }

        Assert.Equal(operations, files.Operations);
        Assert.Equal(usage, store.Usage());
    }

    [Fact]
    public void Values_alone_are_logged_and_recovered()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options);
        StoreSteps.Commit(store, 1);
        using (var transaction = store.BeginWrite())
        {
            transaction.Put("cursor", "twee"u8);
            transaction.Delete(StoreSteps.CursorKey);
            Assert.True(transaction.Commit().Changed);
        }

        foreach (var source in new[] { store, QuadStore.Open(files.AfterKill(), Options) })
        {
            using var snapshot = source.OpenSnapshot(ReaderScope.Internal);
            Assert.Equal(2, snapshot.CommitNumber);
            Assert.True(snapshot.TryGet("cursor", out var value));
            Assert.Equal("twee", Encoding.UTF8.GetString(value.Span));
            Assert.False(snapshot.TryGet(StoreSteps.CursorKey, out _));
        }
    }

    // A store whose log has some records, the last of some sectors, which begins at the place that is given.
    private static (MemoryStoreFiles Files, string Name, int Start) WithLastRecord()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, Options with { LogStepBytes = 1 << 14 });
        for (var step = 1; step < Step; step++)
            StoreSteps.Commit(store, step);
        var start = (int)store.Usage().LogBytes + 64;
        StoreSteps.Commit(store, Step);
        var image = files.AfterKill();
        return (image, LogName(image), start);
    }

    private static string LogName(MemoryStoreFiles files) => files.Names.Single(name => name.StartsWith("log-", StringComparison.Ordinal));
}
