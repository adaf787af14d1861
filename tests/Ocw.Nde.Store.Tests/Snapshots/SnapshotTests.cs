using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Snapshots;

public class SnapshotTests
{
    private static readonly Iri Open = new("http://example.org/graph/open");
    private static readonly Iri Closed = new("http://example.org/graph/gesloten");

    [Fact]
    public void A_snapshot_keeps_its_state_while_graphs_are_replaced_and_dropped()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        StoreSteps.Commit(store, 1);
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var before = StoreSteps.All(snapshot).ToHashSet();

        for (var step = 2; step <= 9; step++)
            StoreSteps.Commit(store, step);
        store.Merge();

        Assert.True(before.SetEquals(StoreSteps.All(snapshot)));
        Assert.Equal(1, snapshot.CommitNumber);
        StoreSteps.AssertShows(store, 9);
    }

    [Fact]
    public void Old_files_go_when_their_last_reader_leaves()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        StoreSteps.Commit(store, 1);
        var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var old = Directory.GetFiles(folder.Path, "s-*.quads");
        for (var step = 2; step <= 9; step++)
            StoreSteps.Commit(store, step);
        store.Merge();
        Assert.All(old, file => Assert.True(File.Exists(file)));

        snapshot.Dispose();

        Assert.Contains(old, file => !File.Exists(file));
        Assert.Equal(store.Usage().SegmentCount, Directory.GetFiles(folder.Path, "s-*.quads").Length);
        Assert.Single(Directory.GetFiles(folder.Path, "manifest-*"));
    }

    [Fact]
    public void A_scan_can_be_read_to_its_end_after_its_snapshot_and_store_are_disposed()
    {
        using var folder = new TemporaryFolder();
        var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        StoreSteps.Commit(store, 3);
        var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var rows = snapshot.QuadCount;
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.AnyNamed), QuadOrder.Spo);
        var batch = new QuadBatch(10);
        var seen = scan.Next(batch);

        snapshot.Dispose();
        store.Dispose();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            seen += count;

        Assert.Equal(rows, seen);
        Assert.Throws<ObjectDisposedException>(() => snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.AnyNamed), QuadOrder.Spo));
        Assert.Throws<ObjectDisposedException>(() => snapshot.Terms.Find(Open));
        Assert.Throws<ObjectDisposedException>(() => store.OpenSnapshot(ReaderScope.Public));
        Assert.Throws<ObjectDisposedException>(() => store.BeginWrite());
    }

    [Fact]
    public void The_public_sees_no_row_count_estimate_or_word_of_closed_graphs()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var secret = new Literal("taxatiewaarde 12.500 euro");
        var shared = new Literal("een naam die in beide staat");
        var predicate = new Iri("http://example.org/geheim-predicaat");
        using (var transaction = store.BeginWrite())
        {
            var open = transaction.Stage(Open, GraphClass.Content);
            open.Quad(new Quad(new Iri("http://example.org/1"), new Iri("http://example.org/naam"), shared));
            var closed = transaction.Stage(Closed, GraphClass.Content, AccessLevel.Closed);
            closed.Quad(new Quad(new Iri("http://example.org/2"), predicate, secret));
            closed.Quad(new Quad(new Iri("http://example.org/1"), new Iri("http://example.org/naam"), shared));
            transaction.Commit();
        }

        using var all = store.OpenSnapshot(ReaderScope.Internal);
        using var seen = store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal((3, 1), (all.QuadCount, seen.QuadCount));
        Assert.Equal(Open, seen.Terms.Get(Assert.Single(seen.NamedGraphs).Id));
        foreach (var term in new RdfTerm[] { secret, predicate, Closed, new Iri("http://example.org/2") })
        {
            var id = all.Terms.Find(term);
            Assert.True(id.IsBound);
            Assert.False(seen.Terms.Find(term).IsBound);
            Assert.False(seen.TryGetGraph(id, out _));
            foreach (var selector in new[] { GraphSelector.Default, GraphSelector.AnyNamed, GraphSelector.Named(all.Terms.Find(Closed)), GraphSelector.MergeOf(all.Terms.Find(Closed)) })
            {
                Assert.Equal(0, seen.EstimateCount(new QuadPattern(id, default, default, selector)));
                Assert.Equal(0, seen.EstimateCount(new QuadPattern(default, id, default, selector)));
                Assert.Equal(0, seen.EstimateCount(new QuadPattern(default, default, id, selector)));
                using var scan = seen.Scan(new QuadPattern(default, default, id, selector), QuadOrder.Any);
                Assert.Equal(0, scan.Next(new QuadBatch()));
            }
        }

        Assert.True(seen.Terms.Find(shared).IsBound);
        Assert.Throws<InvalidOperationException>(() => seen.TryGet("sleutel", out _));
    }

    [Fact]
    public void Open_and_closed_rows_never_share_a_file_not_even_after_merging()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        for (var step = 1; step <= 14; step++)
        {
            StoreSteps.Commit(store, step);
            store.Merge();
            using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
            foreach (var file in snapshot.State.Segments)
            {
                foreach (var graph in file.Segment.Graphs)
                {
                    var name = snapshot.Terms.Get(new TermId(graph.Graph)).ToString();
                    Assert.Equal(name.Contains("gesloten", StringComparison.Ordinal) ? AccessLevel.Closed : AccessLevel.Open, file.Segment.Info.Access);
                }
            }
        }
    }

    [Fact]
    public void A_graph_that_is_closed_disappears_from_the_public_with_all_its_counts()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var quad = new Quad(new Iri("http://example.org/1"), new Iri("http://example.org/naam"), new Literal("eerst openbaar, dan niet meer"));
        foreach (var access in new[] { AccessLevel.Open, AccessLevel.Closed, AccessLevel.Open })
        {
            using (var transaction = store.BeginWrite())
            {
                transaction.Stage(Open, GraphClass.Content, access).Quad(quad);
                var change = Assert.Single(transaction.Commit().Graphs);
                Assert.Equal(1, change.QuadCount);
            }

            using var seen = store.OpenSnapshot(ReaderScope.Public);
            var visible = access == AccessLevel.Open ? 1 : 0;
            Assert.Equal(visible, seen.QuadCount);
            Assert.Equal(visible == 1, seen.Terms.Find(quad.Object).IsBound);
            Assert.Equal(visible, seen.EstimateCount(new QuadPattern(default, seen.Terms.Find(quad.Predicate), default, GraphSelector.Default)) > 0 ? 1 : 0);
            using var all = store.OpenSnapshot(ReaderScope.Internal);
            Assert.Equal(access, Assert.Single(all.NamedGraphs).Access);
        }
    }

    [Fact]
    public void Graph_classes_decide_what_the_default_graph_shows()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        using (var transaction = store.BeginWrite())
        {
            foreach (var graphClass in Enum.GetValues<GraphClass>())
            {
                transaction.Stage(new Iri($"http://example.org/graph/{graphClass}"), graphClass)
                    .Quad(new Quad(new Iri("http://example.org/s"), new Iri("http://example.org/p"), new Literal($"in een graaf van klasse {graphClass}")));
            }

            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal(11, snapshot.NamedGraphs.Count);
        var shown = Enum.GetValues<GraphClass>().Where(graphClass =>
        {
            using var scan = snapshot.Scan(new QuadPattern(default, default, snapshot.Terms.Find(new Literal($"in een graaf van klasse {graphClass}")), GraphSelector.Default), QuadOrder.Any);
            return scan.Next(new QuadBatch()) == 1;
        });
        Assert.Equal([GraphClass.Content, GraphClass.Terms, GraphClass.Links, GraphClass.Descriptions], shown);
    }

    [Fact]
    public void A_dump_gives_one_graph_with_its_terms_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options);
        for (var step = 1; step <= 3; step++)
            StoreSteps.Commit(store, step);
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        foreach (var graph in snapshot.NamedGraphs)
        {
            var sink = new Collector();
            snapshot.Dump(graph.Id, sink);
            var name = snapshot.Terms.Get(graph.Id);
            Assert.True(StoreSteps.Expected(3).Where(quad => name.Equals(quad.Graph)).ToHashSet().SetEquals(sink.Quads));
            Assert.Equal(graph.QuadCount, sink.Quads.Count);
        }
    }

    [Fact]
    public void Readers_of_many_threads_see_only_whole_commits()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, StoreSteps.Options with { MergeInBackground = true });
        StoreSteps.Commit(store, 1);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var checks = 0;
            while (!stop.IsCancellationRequested || checks == 0)
            {
                StoreSteps.AssertConsistent(store);
                checks++;
            }

            return checks;
        })).ToArray();
        for (var step = 2; step <= 30; step++)
            StoreSteps.Commit(store, step);
        stop.Cancel();
        Assert.All(readers, reader => Assert.True(reader.GetAwaiter().GetResult() > 0));
    }

    private sealed class Collector : IQuadSink
    {
        internal List<Quad> Quads { get; } = [];

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            Quads.Add(new Quad(new Iri(subject.ToString()), new Iri(predicate.ToString()), new Literal(@object.ToString()), new Iri(graph.ToString())));
    }
}
