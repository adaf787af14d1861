using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Snapshots;

/// <summary>Stores of many blocks in several segments, compared with a source in memory that holds the same quads.</summary>
public class LargeStoreTests
{
    private const int Graphs = 12;

    [Theory]
    [InlineData(StoreFileAccess.Mapped, 1 << 21, 2_000_000, false)]
    [InlineData(StoreFileAccess.Buffered, 3000, 10_000, false)]
    [InlineData(StoreFileAccess.Mapped, 5000, 4000, true)]
    public void A_large_store_gives_the_same_rows_as_a_source_in_memory(StoreFileAccess access, int stagingRows, int sharedRows, bool merge)
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { FileAccess = access, StagingRows = stagingRows, SharedGraphRows = sharedRows, MergeInBackground = false, StagingTermBytes = 1 << 16 };
        using var store = QuadStore.Open(folder.Path, options);
        var random = new Random(11);
        var quads = Enumerable.Range(0, Graphs).Select(graph => GraphQuads(graph, random)).ToArray();
        for (var first = 0; first < Graphs; first += 4)
            Stage(store, quads, Enumerable.Range(first, 4));

        // Replaced graphs leave rows behind that no one may see.
        quads[2] = GraphQuads(2, random);
        quads[9] = quads[9][..(quads[9].Length / 2)];
        Stage(store, quads, [2, 9]);
        if (merge)
            store.Merge();

        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union);
        foreach (var quad in quads.SelectMany(graph => graph))
            builder.Quad(quad);
        var memory = builder.Build();
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);

        Assert.Equal(memory.NamedGraphs.Sum(graph => graph.QuadCount), snapshot.QuadCount);
        for (var probe = 0; probe < 120; probe++)
            Compare(memory, snapshot, quads, random, probe);
        Assert.True(store.Check().IsSound);
    }

    private static void Compare(MemoryQuadSource memory, Snapshot snapshot, Quad[][] quads, Random random, int probe)
    {
        var graph = quads[random.Next(quads.Length)];
        var quad = graph[random.Next(graph.Length)];
        var mask = probe % 8;
        var order = (QuadOrder)random.Next(0, 5);
        var kind = random.Next(5);
        var inMemory = Rows(memory, quad, mask, order, kind, out var estimateInMemory);
        var inStore = Rows(snapshot, quad, mask, order, kind, out var estimate);
        Assert.True(inMemory.Count == inStore.Count && inMemory.SetEquals(inStore), $"mask {mask}, {order}, selector {kind}: {inStore.Count} rows instead of {inMemory.Count}");
        Assert.True(estimate >= inStore.Count && estimate <= Math.Max(estimateInMemory * 3, snapshot.QuadCount), $"estimate {estimate} for {inStore.Count} rows");
    }

    private static HashSet<(ulong, ulong, ulong, ulong)> Rows(IQuadSource source, Quad quad, int mask, QuadOrder order, int kind, out long estimate)
    {
        var graph = source.Terms.Find(quad.Graph!);
        var selector = kind switch
        {
            0 => GraphSelector.Default,
            1 => GraphSelector.AnyNamed,
            2 => GraphSelector.Named(graph),
            3 => GraphSelector.MergeOf(graph, source.Terms.Find(RandomQuads.Graph(3))),
            _ => GraphSelector.Named(graph, source.Terms.Find(RandomQuads.Graph(7))),
        };
        var pattern = new QuadPattern(
            (mask & 1) != 0 ? source.Terms.Find(quad.Subject) : default,
            (mask & 2) != 0 ? source.Terms.Find(quad.Predicate) : default,
            (mask & 4) != 0 ? source.Terms.Find(quad.Object) : default,
            selector);
        estimate = source.EstimateCount(pattern);
        var rows = new HashSet<(ulong, ulong, ulong, ulong)>();
        using var scan = source.Scan(pattern, order);
        var batch = new QuadBatch(777);
        QuadKey last = default;
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
            {
                var key = QuadKey.Create(order, batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]);
                Assert.True(order == QuadOrder.Any || last.CompareTo(key) < 0, $"{order}: row out of order");
                last = key;

                // Hashes of the terms stand for the terms, for the ids of two sources differ.
                Assert.True(rows.Add((Hash(source, batch.Subjects[i]), Hash(source, batch.Predicates[i]), Hash(source, batch.Objects[i]), Hash(source, batch.Graphs[i]))));
            }
        }

        return rows;
    }

    private static ulong Hash(IQuadSource source, ulong id)
    {
        if (id == 0)
            return 0;
        var box = new ulong[1];
        source.Terms.Read(new TermId(id), static (in TermSpan term, ulong[] box) =>
            box[0] = Ocw.Nde.Store.Dictionary.TermHash.Of((uint)term.Kind, term.Value, Ocw.Nde.Store.Dictionary.TermHash.Of(0, term.Language, (ulong)term.Datatype.Length)), box);
        return box[0];
    }

    private static void Stage(QuadStore store, Quad[][] quads, IEnumerable<int> graphs)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.StageDataset(GraphClass.Content);
        foreach (var quad in graphs.SelectMany(graph => quads[graph]))
            stage.Quad(quad);
        Assert.True(transaction.Commit().Changed);
    }

    private static Quad[] GraphQuads(int graph, Random random)
    {
        var rows = random.Next(200, 200 + (graph * 900));
        return [.. Enumerable.Range(0, rows).Select(i => new Quad(
            new Iri(i % 50 == 0 ? $"http://example.org/gedeeld/{i}" : $"http://example.org/{graph}/{i / 6}"),
            new Iri($"http://example.org/p{(i % 50 == 0 ? 0 : i % 6)}"),
            (i % 6) switch
            {
                0 => new Literal($"een gedeelde naam {i}", "nl"),
                1 => new Literal($"{random.Next(1500, 1950)}", new Iri("http://www.w3.org/2001/XMLSchema#gYear")),
                2 => new Iri($"http://vocab.getty.edu/aat/{300000000 + random.Next(40)}"),
                3 => new Literal(random.Next(5) == 0 ? "olie" : "hout"),
                4 => new Iri($"http://example.org/{random.Next(Graphs)}/{random.Next(300)}"),
                _ => new Literal($"beschrijving {random.Next()} van {Encoding.UTF8.GetString("één"u8)} voorwerp"),
            },
            RandomQuads.Graph(graph))).Distinct()];
    }
}
