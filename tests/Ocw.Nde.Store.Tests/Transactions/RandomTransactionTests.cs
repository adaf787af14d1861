using System.Text;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Transactions;

public class RandomTransactionTests
{
    private static readonly StoreOptions[] Variants =
    [
        new StoreOptions { MergeInBackground = false },
        new StoreOptions { MergeInBackground = false, StagingRows = 16, SharedGraphRows = 12, StagingTermBytes = 4096 },
        new StoreOptions { MergeInBackground = false, FileAccess = StoreFileAccess.Buffered, StagingRows = 32 },
        new StoreOptions { MergeInBackground = true, StagingRows = 64, SharedGraphRows = 40 },

        // Nothing logged; some logged and some not; all logged, and flushed often, in the background or not.
        new StoreOptions { MergeInBackground = false, LoggedRows = 0 },
        new StoreOptions { MergeInBackground = false, LoggedRows = 40, StagingRows = 64, SharedGraphRows = 40 },
        new StoreOptions { MergeInBackground = false, FlushRows = 300, LogStepBytes = 2048 },
        new StoreOptions { MergeInBackground = true, FlushRows = 100, LogStepBytes = 2048, LoggedRows = 200 },

        // Removed rows stay in files.
        new StoreOptions { MergeInBackground = false, FlushRows = 80, LogStepBytes = 2048, RewrittenGraphRows = 5 },
        new StoreOptions { MergeInBackground = true, FlushRows = 50, LoggedRows = 60, RewrittenGraphRows = 0, SharedGraphRows = 40 },
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_store_answers_as_a_naive_model_after_any_transactions(int variant)
    {
        using var folder = new TemporaryFolder();
        Run(new DirectoryStoreFiles(folder.Path, Variants[variant].FileAccess), Variants[variant], variant * 1000, transactions: 20);
        for (var seed = 1; seed < 4; seed++)
            Run(new MemoryStoreFiles(), Variants[variant], (variant * 1000) + seed, transactions: 20);
    }

    private static void Run(IStoreFiles files, StoreOptions options, int seed, int transactions)
    {
        var random = new Random(seed);
        var model = new StoreModel();
        var store = QuadStore.Open(files, options);
        var held = new Queue<(Snapshot Snapshot, StoreModel Model)>();
        try
        {
            for (var number = 0; number < transactions; number++)
            {
                model = Transact(store, model, random);
                Check(store, model, random);
                if (random.Next(3) == 0)
                    held.Enqueue((store.OpenSnapshot(ReaderScope.Internal), model.Copy()));
                if (random.Next(6) == 0)
                    store.Merge();
                if (random.Next(6) == 0)
                    store.Flush();
                if (held.Count > 3)
                {
                    // A snapshot shows what was there when it was opened, whatever was committed and merged since.
                    var (snapshot, then) = held.Dequeue();
                    then.Visible(ReaderScope.Internal).AssertSame(snapshot, random, probes: 1, sample: true);
                    snapshot.Dispose();
                }

                if (random.Next(6) == 0)
                {
                    while (held.TryDequeue(out var entry))
                        entry.Snapshot.Dispose();
                    store.Dispose();
                    store = QuadStore.Open(files, options);
                    Check(store, model, random);
                }
            }
        }
        finally
        {
            while (held.TryDequeue(out var entry))
                entry.Snapshot.Dispose();
            store.Dispose();
        }
    }

    private static StoreModel Transact(QuadStore store, StoreModel before, Random random)
    {
        var after = before.Copy();
        var touched = new HashSet<string>(StringComparer.Ordinal);
        using var transaction = store.BeginWrite();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            if (after.Change(transaction, random) is { } graph)
                touched.Add(graph);
            if (random.Next(5) == 0)
            {
                using var staged = transaction.OpenStaged(withCommitted: true);
                after.Visible(ReaderScope.Internal).AssertSame(staged, random, probes: 1, sample: true);
            }

            if (random.Next(5) == 0)
            {
                using var alone = transaction.OpenStaged(withCommitted: false);
                after.Visible(ReaderScope.Internal, touched.Contains).AssertSame(alone, random, probes: 1, sample: true);
            }
        }

        if (random.Next(5) == 0)
            return before;

        var number = store.CommitNumber;
        var result = transaction.Commit();
        Assert.Equal(IsSame(before, after), !result.Changed);
        Assert.Equal(result.Changed ? number + 1 : number, store.CommitNumber);
        Assert.Equal(store.CommitNumber, result.CommitNumber);
        foreach (var graph in touched)
        {
            var old = before.Graphs.GetValueOrDefault(graph);
            var now = after.Graphs.GetValueOrDefault(graph);
            using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
            var id = graph.Length == 0 ? default : Ocw.Nde.Store.Sources.TermDictionaryExtensions.Find(snapshot.Terms, new Rdf.Terms.Iri(graph));
            var change = result.Graphs.SingleOrDefault(change => change.Graph == id);
            var added = now?.Triples.Count(triple => old?.Triples.Contains(triple) != true) ?? 0;
            var removed = old?.Triples.Count(triple => now?.Triples.Contains(triple) != true) ?? 0;
            Assert.Equal((added, removed), (change.Added, change.Removed));
        }

        return after;
    }

    private static bool IsSame(StoreModel left, StoreModel right) =>
        left.Values.OrderBy(value => value.Key, StringComparer.Ordinal).SequenceEqual(right.Values.OrderBy(value => value.Key, StringComparer.Ordinal))
        && left.Graphs.Count == right.Graphs.Count
        && left.Graphs.All(graph => right.Graphs.TryGetValue(graph.Key, out var other)
            && (graph.Value.Class, graph.Value.Access) == (other.Class, other.Access) && graph.Value.Triples.SetEquals(other.Triples));

    private static void Check(QuadStore store, StoreModel model, Random random)
    {
        foreach (var scope in new[] { ReaderScope.Public, ReaderScope.Internal })
        {
            using var snapshot = store.OpenSnapshot(scope);
            var visible = model.Visible(scope);
            visible.AssertSame(snapshot, random, probes: 1, sample: true);
            Assert.Equal(visible.Quads.Count, snapshot.QuadCount);
        }

        using var reader = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(model.Values.Keys.Order(StringComparer.Ordinal), reader.Keys(), StringComparer.Ordinal);
        foreach (var (key, value) in model.Values)
        {
            Assert.True(reader.TryGet(key, out var bytes));
            Assert.Equal(value, Encoding.UTF8.GetString(bytes.Span));
        }
    }
}
