using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Store.Tests.Isolation;

/// <summary>Readers while datasets are replaced: each sees one version, whole.</summary>
public class ReplacementTests
{
    private static readonly Iri Version = new("http://example.org/version");
    private static readonly Iri[] Graphs = [new("http://example.org/graph/a"), new("http://example.org/graph/b")];

    [Fact]
    public async Task Readers_see_one_version_whole_while_a_dataset_is_replaced_and_its_files_go_afterwards()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { SharedGraphRows = 500 });
        var (rows, versions) = (TestScale.Of(2000, 200_000), TestScale.Of(30, 300));
        Replace(store, 0, rows);

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(number => Task.Run(() => ReadUntil(store, rows, number, done.Token))).ToArray();
        for (var version = 1; version <= versions; version++)
            Replace(store, version, rows + version);
        await done.CancelAsync();
        var reads = await Task.WhenAll(readers);
        Assert.All(reads, count => Assert.True(count > 0));

        // What no reader has open any more is gone, but for what the present state and its history need.
        store.Merge();
        var usage = store.Usage();
        var files = Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).ToArray();
        Assert.Equal(usage.SegmentCount, files.Count(name => name!.StartsWith("s-", StringComparison.Ordinal)));
        Assert.Equal(usage.HistoryCount, files.Count(name => name!.StartsWith("history-", StringComparison.Ordinal)));
        Assert.Equal(usage.DictionaryCount, files.Count(name => name!.StartsWith("d-", StringComparison.Ordinal)));
        Assert.Single(files, name => name!.StartsWith("manifest-", StringComparison.Ordinal));
    }

    // Every quad of a version says which it is: one state must be of one version only, in both graphs, and have all its rows; and none goes back.
    private static int ReadUntil(QuadStore store, int rows, int number, CancellationToken done)
    {
        var (reads, last) = (0, 0L);
        var random = new Random(number);
        do
        {
            using var snapshot = number == 3 ? store.OpenSnapshot(ReaderScope.Public, random.NextInt64(1, store.CommitNumber + 1), cancellation: CancellationToken.None) : store.OpenSnapshot(ReaderScope.Public);
            var (version, count) = VersionOf(snapshot);
            Assert.Equal(version + 1, snapshot.CommitNumber);
            Assert.Equal(2 * (rows + version), count);
            Assert.True(number == 3 || version >= last, $"version {version} is seen after {last}");
            (reads, last) = (reads + 1, version);
        }
        while (!done.IsCancellationRequested);
        return reads;
    }

    private static (long Version, long Count) VersionOf(Snapshot snapshot)
    {
        var (version, count) = (-1L, 0L);
        var batch = new QuadBatch();
        foreach (var graph in Graphs)
        {
            using var scan = snapshot.ScanGraph(snapshot.Terms.Find(graph));
            for (var found = scan.Next(batch); found > 0; found = scan.Next(batch))
            {
                for (var i = 0; i < found; i++)
                {
                    var seen = long.Parse(((Literal)snapshot.Terms.Get(new TermId(batch.Objects[i]))).LexicalForm, CultureInfo.InvariantCulture);
                    Assert.True(version < 0 || seen == version, $"rows of versions {version} and {seen} are in one state");
                    version = seen;
                }

                count += found;
            }
        }

        return (version, count);
    }

    private static void Replace(QuadStore store, int version, int rows)
    {
        using var transaction = store.BeginWrite();
        foreach (var graph in Graphs)
        {
            var stage = transaction.Stage(graph, GraphClass.Content);
            for (var i = 0; i < rows; i++)
                stage.Quad(new Quad(new Iri($"http://example.org/object/{i}"), Version, new Literal(version.ToString(CultureInfo.InvariantCulture), new Iri("http://www.w3.org/2001/XMLSchema#integer"))));
        }

        Assert.True(transaction.Commit().Changed);
    }
}
