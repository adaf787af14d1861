using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Snapshots;

/// <summary>Scans of which only some columns are read, in whole blocks where that can be, over triples that stand in many graphs.</summary>
public class ScanColumnsTests
{
    private const int Graphs = 9;
    private const int Subjects = 700;

    [Theory]
    [InlineData(2_000_000, 0)]
    [InlineData(100, 0)]
    [InlineData(100, 3)]
    [InlineData(2_000_000, 4)]
    public void A_scan_gives_the_same_rows_whatever_columns_are_asked_for(int sharedRows, int replaced)
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { SharedGraphRows = sharedRows, MergeInBackground = false });
        var random = new Random(29);
        Stage(store, Enumerable.Range(0, Graphs), random);
        for (var graph = 0; graph < replaced; graph++)
            Stage(store, [graph * 2], random);

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        for (var probe = 0; probe < 80; probe++)
            AssertColumns(snapshot, Pattern(snapshot, random), (QuadOrder)random.Next(1, 5), random);
    }

    [Fact]
    public void A_scan_refuses_a_batch_that_asks_for_more_columns_than_the_first()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        Stage(store, [0], new Random(1));
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Spo);
        Assert.True(scan.Next(new QuadBatch(5, QuadColumns.Subject)) > 0);
        Assert.Throws<ArgumentException>(() => scan.Next(new QuadBatch(5)));
    }

    private static void AssertColumns(Snapshot snapshot, QuadPattern pattern, QuadOrder order, Random random)
    {
        var whole = Read(snapshot, pattern, order, new QuadBatch(random.Next(300, 1500)), default);
        for (var i = 1; i < whole.Count; i++)
            Assert.True(whole[i - 1].CompareTo(whole[i]) < 0, $"{pattern}, {order}: row {i} is out of order");
        var needed = (QuadColumns)random.Next(16);
        QuadBatch Batch() => random.Next(3) == 0 ? new QuadBatch(random.Next(1, 1500), needed) : new QuadBatch(1024, needed) { MayExchange = true };

        Assert.Equal(whole.Select(row => Part(row, order, needed)), Read(snapshot, pattern, order, Batch(), default).Select(row => Part(row, order, needed)));
        if (whole.Count == 0)
            return;
        var target = whole[random.Next(whole.Count)];
        var from = whole.FindIndex(row => row.A > target.A || (row.A == target.A && row.B >= target.B));
        var skipped = Read(snapshot, pattern, order, Batch(), target);
        var expected = whole.Skip(from).Select(row => Part(row, order, needed)).ToList();
        Assert.True(
            skipped.Count >= expected.Count && skipped.TakeLast(expected.Count).Select(row => Part(row, order, needed)).SequenceEqual(expected),
            $"{pattern}, {order}, {needed}: {skipped.Count} rows after a skip to row {from} of {whole.Count}");
    }

    private static QuadKey Part(QuadKey row, QuadOrder order, QuadColumns needed)
    {
        var quad = row.Reorder(order, QuadOrder.Spo);
        return new QuadKey(
            (needed & QuadColumns.Subject) != QuadColumns.None ? quad.A : 0, (needed & QuadColumns.Predicate) != QuadColumns.None ? quad.B : 0,
            (needed & QuadColumns.Object) != QuadColumns.None ? quad.C : 0, (needed & QuadColumns.Graph) != QuadColumns.None ? quad.D : 0);
    }

    private static List<QuadKey> Read(Snapshot snapshot, QuadPattern pattern, QuadOrder order, QuadBatch batch, QuadKey target)
    {
        using var scan = snapshot.Scan(pattern, order);
        if (target.A != 0)
            scan.SkipTo(new TermId(target.A), new TermId(target.B));
        var rows = new List<QuadKey>();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
                rows.Add(QuadKey.Create(order, At(batch.Subjects, i), At(batch.Predicates, i), At(batch.Objects, i), At(batch.Graphs, i)));
        }

        return rows;

        static ulong At(ulong[] column, int row) => column.Length == 0 ? 0 : column[row];
    }

    private static QuadPattern Pattern(Snapshot snapshot, Random random)
    {
        TermId Find(RdfTerm term) => snapshot.Terms.Find(term);
        var graphs = random.Next(5) switch
        {
            0 => GraphSelector.AnyNamed,
            1 => GraphSelector.Named(Find(RandomQuads.Graph(random.Next(Graphs)))),
            2 => GraphSelector.MergeOf(Find(RandomQuads.Graph(1)), Find(RandomQuads.Graph(4)), Find(RandomQuads.Graph(5))),
            _ => GraphSelector.Default,
        };
        var (s, p, o) = (random.Next(5) == 0, random.Next(2) == 0, random.Next(5) == 0);
        return new QuadPattern(
            s ? Find(Subject(random.Next(Subjects))) : default, p ? Find(Predicate(random.Next(5))) : default, o ? Find(Object(random.Next(12))) : default, graphs);
    }

    // Most triples stand in most graphs, so that repeats fall on the borders of blocks too.
    private static void Stage(QuadStore store, IEnumerable<int> graphs, Random random)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.StageDataset(GraphClass.Content);
        foreach (var graph in graphs)
        {
            for (var subject = 0; subject < Subjects; subject++)
            {
                for (var predicate = 0; predicate < 5; predicate++)
                {
                    if (random.Next(8) > 0)
                        stage.Quad(new Quad(Subject(subject), Predicate(predicate), Object((subject + predicate) % 12), RandomQuads.Graph(graph)));
                    if (random.Next(20) == 0)
                        stage.Quad(new Quad(Subject(subject), Predicate(predicate), new Literal($"eigen tekst {random.Next(1000)} van {graph}"), RandomQuads.Graph(graph)));
                }
            }
        }

        transaction.Commit();
    }

    private static Iri Subject(int number) => new($"http://example.org/id/{number}");

    private static Iri Predicate(int number) => new($"http://example.org/p{number}");

    private static Literal Object(int number) => new($"een gedeelde waarde {number}", "nl");
}
