using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Statistics;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Statistics;

public class StatisticsTests
{
    private static readonly Iri RdfType = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");

    [Fact]
    public void Counts_are_those_of_distinct_triples()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var quads = Quads(new Random(4), 3000);
        Replace(store, quads);
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        AssertCounts(snapshot, quads, snapshot.Statistics);
        Assert.Same(snapshot.Statistics.Predicates(CancellationToken.None), snapshot.Statistics.Predicates(CancellationToken.None));
    }

    [Fact]
    public void Counts_of_a_state_follow_from_those_of_the_state_before_and_the_changed_rows()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var random = new Random(8);
        var quads = Quads(random, 2000);
        Replace(store, quads);
        var before = new StateStatistics();
        using (var snapshot = store.OpenSnapshot(ReaderScope.Public))
            AssertCounts(snapshot, quads, new SnapshotStatistics(snapshot, before));

        for (var round = 0; round < 6; round++)
        {
            var removed = quads.Where(_ => random.Next(30) == 0).ToArray();
            var added = Quads(random, 60).Where(quad => !quads.Contains(quad)).ToArray();
            quads.ExceptWith(removed);
            quads.UnionWith(added);
            Replace(store, quads);
            using var snapshot = store.OpenSnapshot(ReaderScope.Public);
            var after = new StateStatistics();
            after.Follow(before, Rows(snapshot, added), Rows(snapshot, removed));

            // Some states are asked nothing: the next one then follows from the one before both.
            if (round % 3 != 1)
                AssertCounts(snapshot, quads, new SnapshotStatistics(snapshot, after));
            before = after;
        }
    }

    [Theory]
    [InlineData(ReaderScope.Public)]
    [InlineData(ReaderScope.Internal)]
    public void Counts_stay_exact_through_small_commits_and_replacements(ReaderScope scope)
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var random = new Random(15);
        var quads = Quads(random, 1500);
        Replace(store, quads);
        for (var round = 0; round < 12; round++)
        {
            if (round % 5 == 4)
            {
                var graph = quads.Select(quad => quad.Graph).First(graph => graph is not null);
                quads.RemoveWhere(quad => Equals(quad.Graph, graph) && random.Next(2) == 0);
                quads.UnionWith(Quads(random, 300).Select(quad => quad with { Graph = graph }));
            }
            else
            {
                var touched = quads.Where(_ => random.Next(60) == 0).ToArray();
                quads.ExceptWith(touched);
                quads.UnionWith(Quads(random, 15));
            }

            Replace(store, quads);
            using var snapshot = store.OpenSnapshot(scope);
            if (round % 3 != 0)
                AssertCounts(snapshot, quads, snapshot.Statistics);
        }
    }

    [Fact]
    public void Graphs_outside_the_default_dataset_count_by_name_only()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        using (var transaction = store.BeginWrite())
        {
            transaction.StageDataset(GraphClass.Content).Quad(new Quad(new Iri("http://example.org/1"), RdfType, new Iri("http://example.org/A"), RandomQuads.Graph(1)));
            transaction.StageDataset(GraphClass.Reports).Quad(new Quad(new Iri("http://example.org/1"), RdfType, new Iri("http://example.org/Report"), RandomQuads.Graph(2)));
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal(1, snapshot.Statistics.Predicates(CancellationToken.None).Triples);
        Assert.Single(snapshot.Statistics.Classes(CancellationToken.None));
        Assert.Equal(2, snapshot.Statistics.ClassesByGraph(CancellationToken.None).Count);
    }

    private static void AssertCounts(Snapshot snapshot, HashSet<Quad> quads, DatasetStatistics statistics)
    {
        var triples = quads.Select(quad => (quad.Subject, quad.Predicate, quad.Object)).Distinct().ToList();
        string Name(TermId id) => snapshot.Terms.Get(id).ToString()!;
        var counts = statistics.Predicates(CancellationToken.None);
        Assert.Equal(triples.Count, counts.Triples);
        Assert.Equal(
            triples.GroupBy(triple => triple.Predicate.ToString()).ToDictionary(group => group.Key!, group => (long)group.Count()),
            counts.All.ToDictionary(entry => Name(entry.Term), entry => entry.Count));
        Assert.All(counts.All, entry => Assert.Equal(entry.Count, counts.Of(entry.Term)));
        Assert.Equal(
            triples.Where(triple => triple.Predicate == RdfType).GroupBy(triple => triple.Object.ToString()).ToDictionary(group => group.Key!, group => (long)group.Count()),
            statistics.Classes(CancellationToken.None).ToDictionary(entry => Name(entry.Term), entry => entry.Count));
        Assert.Equal(
            quads.Where(quad => quad.Predicate == RdfType && quad.Graph is not null).GroupBy(quad => (quad.Graph!.ToString(), quad.Object.ToString())).ToDictionary(group => group.Key, group => (long)group.Count()),
            statistics.ClassesByGraph(CancellationToken.None).ToDictionary(entry => (Name(entry.Graph), Name(entry.Class)), entry => entry.Count)!);
    }

    private static QuadKey[] Rows(Snapshot snapshot, IEnumerable<Quad> quads)
    {
        return [.. quads.Select(quad => new QuadKey(Id(quad.Subject), Id(quad.Predicate), Id(quad.Object), quad.Graph is null ? 0 : Id(quad.Graph)))];

        // The dictionary keeps the terms of removed quads, but a public snapshot may hide them.
        ulong Id(RdfTerm term) => snapshot.Terms.Find(term).Value;
    }

    private static void Replace(QuadStore store, IEnumerable<Quad> quads)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.StageDataset(GraphClass.Content);
        foreach (var quad in quads)
            stage.Quad(quad);
        transaction.Commit();
    }

    private static HashSet<Quad> Quads(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var quad = RandomQuads.Next(random, graphs: 5, size: 40);
        return random.Next(3) == 0 ? quad with { Predicate = RdfType, Object = new Iri($"http://example.org/Class{random.Next(6)}") } : quad;
    })];
}
