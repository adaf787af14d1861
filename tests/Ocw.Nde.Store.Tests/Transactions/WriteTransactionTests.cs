using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Transactions;

public class WriteTransactionTests
{
    private static readonly Iri Graph = new("http://example.org/graph");
    private static readonly Iri Other = new("http://example.org/andere");
    private static readonly Iri Subject = new("http://example.org/s");
    private static readonly Iri Predicate = new("http://example.org/p");

    [Fact]
    public void Graphs_and_values_are_published_together_or_not_at_all()
    {
        using var store = Open();
        using (var transaction = store.BeginWrite())
        {
            Write(transaction.Stage(Graph, GraphClass.Content), "één");
            Write(transaction.Stage(Other, GraphClass.Links), "twee");
            transaction.Put("cursor", "42"u8);
            using var during = store.OpenSnapshot(ReaderScope.Internal);
            Assert.Equal(0, during.QuadCount);
        }

        using (var nothing = store.OpenSnapshot(ReaderScope.Internal))
        {
            Assert.Equal((0, 0), (nothing.QuadCount, nothing.CommitNumber));
            Assert.False(nothing.TryGet("cursor", out _));
            Assert.False(nothing.Terms.Find(Graph).IsBound);
        }

        using (var transaction = store.BeginWrite())
        {
            Write(transaction.Stage(Graph, GraphClass.Content), "één");
            Write(transaction.Stage(Other, GraphClass.Links), "twee");
            transaction.Put("cursor", "42"u8);
            var result = transaction.Commit();
            Assert.True(result.Changed);
            Assert.Equal(1, result.CommitNumber);
            Assert.Equal([(1, 0, 1), (1, 0, 1)], result.Graphs.Select(change => (change.Added, change.Removed, change.QuadCount)).Select(change => ((int)change.Added, (int)change.Removed, (int)change.QuadCount)));
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(2, snapshot.QuadCount);
        Assert.True(snapshot.TryGet("cursor", out var value));
        Assert.Equal("42", Encoding.UTF8.GetString(value.Span));
    }

    [Fact]
    public void Replacing_a_graph_by_the_same_quads_and_values_by_the_same_is_no_commit_and_writes_nothing()
    {
        var files = new MemoryStoreFiles();
        using var store = QuadStore.Open(files, StoreSteps.Options);
        void Fill(WriteTransaction transaction, bool backwards)
        {
            var stage = transaction.Stage(Graph, GraphClass.Content);
            var numbers = Enumerable.Range(0, 100);
            foreach (var number in backwards ? numbers.Reverse().Concat(numbers) : numbers)
                Write(stage, $"waarde met nummer {number}");
            transaction.Put("cursor", "42"u8);
        }

        using (var transaction = store.BeginWrite())
        {
            Fill(transaction, backwards: false);
            Assert.True(transaction.Commit().Changed);
        }

        var names = files.Names.Order(StringComparer.Ordinal).ToArray();
        using (var transaction = store.BeginWrite())
        {
            Fill(transaction, backwards: true);
            var result = transaction.Commit();
            Assert.False(result.Changed);
            Assert.Equal(1, result.CommitNumber);
            Assert.Empty(result.Graphs);
        }

        Assert.Equal(names, files.Names.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(1, store.CommitNumber);
    }

    [Fact]
    public void Changes_that_cancel_out_within_a_transaction_are_no_commit()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "a", "b"));
        using var transaction = store.BeginWrite();
        Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Remove), "a");
        Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add), "a", "b");
        transaction.Put("sleutel", "x"u8);
        transaction.Delete("sleutel");
        Assert.False(transaction.Commit().Changed);
        Assert.Equal(["a", "b"], Values(store, Graph));
    }

    [Fact]
    public void What_is_done_to_one_graph_takes_effect_in_its_sequence()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "a", "b", "c"));
        var result = Commit(store, transaction =>
        {
            Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Remove), "a", "onbekend");
            Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add), "d", "e");
            Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Remove), "b", "e");
        });

        Assert.Equal(["c", "d"], Values(store, Graph));
        Assert.Equal((1, 2, 2), ((int)result.Graphs[0].Added, (int)result.Graphs[0].Removed, (int)result.Graphs[0].QuadCount));

        Commit(store, transaction =>
        {
            Write(transaction.Stage(Graph, GraphClass.Content), "x");
            transaction.Drop(Graph);
            Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add), "y");
        });
        Assert.Equal(["y"], Values(store, Graph));
    }

    [Fact]
    public void Staged_graphs_are_readable_before_anyone_else_sees_them_and_more_can_be_staged_after_that()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Other, GraphClass.Terms), "bestaand"));
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(Graph, GraphClass.Content);
        Write(stage, "nieuw en langer dan zeven bytes");

        using (var alone = transaction.OpenStaged(withCommitted: false))
        {
            Assert.Equal(Graph, alone.Terms.Get(Assert.Single(alone.NamedGraphs).Id));
            Assert.Equal(1, alone.QuadCount);
            Write(transaction.Stage(new Iri("http://example.org/rapport"), GraphClass.Reports), "gevonden in de klaargezette graaf");
            Assert.Equal("\"nieuw en langer dan zeven bytes\"", Assert.Single(StoreSteps.All(alone)).Object.ToString());
        }

        using (var whole = transaction.OpenStaged(withCommitted: true))
            Assert.Equal(3, whole.QuadCount);
        using (var outside = store.OpenSnapshot(ReaderScope.Internal))
            Assert.Equal(1, outside.QuadCount);
        Assert.Throws<InvalidOperationException>(() => Write(stage, "te laat"));

        transaction.Commit();
        using var after = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(3, after.QuadCount);
        Assert.Equal([GraphClass.Content, GraphClass.Reports, GraphClass.Terms], after.NamedGraphs.Select(graph => graph.Class).Order(Comparer<GraphClass>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()))));
    }

    [Fact]
    public void A_staged_snapshot_stays_readable_after_its_transaction_was_given_up()
    {
        using var store = Open();
        Snapshot staged;
        using (var transaction = store.BeginWrite())
        {
            Write(transaction.Stage(Graph, GraphClass.Content), "alleen klaargezet, nooit gepubliceerd");
            staged = transaction.OpenStaged(withCommitted: false);
        }

        Assert.Single(StoreSteps.All(staged));
        staged.Dispose();
        Assert.Equal(0, store.CommitNumber);
    }

    [Fact]
    public void Blank_nodes_are_new_in_each_stage_unless_the_stages_share_a_scope()
    {
        using var store = Open();
        var node = new BlankNode("x");
        Commit(store, transaction =>
        {
            transaction.Stage(Graph, GraphClass.Content).Quad(new Quad(node, Predicate, node));
            transaction.Stage(Other, GraphClass.Content).Quad(new Quad(node, Predicate, node));
        });
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
            Assert.Equal(2, StoreSteps.All(snapshot).Select(quad => quad.Subject).Distinct().Count());

        Commit(store, transaction =>
        {
            var scope = transaction.NewBlankNodeScope();
            transaction.Stage(Graph, GraphClass.Content, blankNodes: scope).Quad(new Quad(node, Predicate, node));
            transaction.Stage(Other, GraphClass.Content, blankNodes: scope).Quad(new Quad(node, Predicate, node));
        });
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
        {
            var subject = Assert.IsType<BlankNode>(Assert.Single(StoreSteps.All(snapshot).Select(quad => quad.Subject).Distinct()));
            Assert.Equal("b3", subject.Label);
            Assert.True(snapshot.Terms.Find(subject).IsBound);
            Assert.False(snapshot.Terms.Find(new BlankNode("b4")).IsBound);
        }

        // Numbers are not given again after the store was opened anew.
        Commit(store, transaction => transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Remove).Quad(new Quad(new BlankNode("b3"), Predicate, new BlankNode("b3"))));
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
            Assert.Single(StoreSteps.All(snapshot));
    }

    [Fact]
    public void A_dataset_is_staged_by_the_graphs_that_its_quads_name()
    {
        using var store = Open();
        Commit(store, transaction =>
        {
            var stage = transaction.StageDataset(GraphClass.Content);
            foreach (var graph in new[] { Graph, Other, null, Graph, null })
                stage.Quad(new Quad(Subject, Predicate, new Literal($"in {graph}"), graph));
            Assert.Equal(5, stage.Count);
        });
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(3, snapshot.QuadCount);
        Assert.Equal(1, snapshot.UnnamedGraph?.QuadCount);
        Assert.True(snapshot.TryGetGraph(TermId.Unbound, out _));
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Spo);
        Assert.Equal(3, scan.Next(new QuadBatch()));
    }

    [Fact]
    public void Quads_can_be_copied_by_the_ids_of_a_snapshot()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "een tekst die langer is", "kort"));
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Commit(store, transaction =>
        {
            var stage = transaction.Stage(Other, GraphClass.Content);
            using var scan = snapshot.ScanGraph(snapshot.Terms.Find(Graph));
            var batch = new QuadBatch();
            for (var i = scan.Next(batch) - 1; i >= 0; i--)
                stage.Add(new TermId(batch.Subjects[i]), new TermId(batch.Predicates[i]), new TermId(batch.Objects[i]));
        });
        Assert.Equal(Values(store, Graph), Values(store, Other), StringComparer.Ordinal);
    }

    [Fact]
    public void A_graph_cannot_be_added_to_under_another_class_or_level()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "a"));
        using var transaction = store.BeginWrite();
        Assert.Throws<InvalidOperationException>(() => transaction.Stage(Graph, GraphClass.Terms, mode: StageMode.Add));
        Assert.Throws<InvalidOperationException>(() => transaction.Stage(Graph, GraphClass.Content, AccessLevel.Closed, StageMode.Remove));
        Assert.Throws<ArgumentException>(() => transaction.Stage(TermSpan.None, GraphClass.Terms, AccessLevel.Open, StageMode.Replace));
        Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add), "b");
        Assert.True(transaction.Commit().Changed);
    }

    [Fact]
    public void A_second_transaction_waits_or_is_refused_as_the_options_say()
    {
        using var waiting = Open();
        using (waiting.BeginWrite())
        {
            using var patience = new CancellationTokenSource();
            var second = waiting.BeginWriteAsync(patience.Token);
            Assert.False(second.IsCompleted);
            patience.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => second.GetAwaiter().GetResult());
        }

        waiting.BeginWrite().Dispose();

        using var refusing = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { WaitForWriter = false });
        using (refusing.BeginWrite())
            Assert.Throws<StoreBusyException>(() => refusing.BeginWrite());
        refusing.BeginWrite().Dispose();
    }

    [Fact]
    public void A_cancelled_commit_publishes_nothing()
    {
        using var store = Open();
        using var transaction = store.BeginWrite();
        Write(transaction.Stage(Graph, GraphClass.Content), "a");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => transaction.Commit(cancelled.Token));
        Assert.Equal(0, store.CommitNumber);
        Commit(store, again => Write(again.Stage(Graph, GraphClass.Content), "a"));
    }

    [Fact]
    public void Ceilings_are_named_when_they_are_reached()
    {
        var options = new StoreOptions { MaxTermBytes = 100, MaxValueBytes = 10, MaxValueBytesInAll = 30, MaxBytes = 4000, MergeInBackground = false };
        using var store = QuadStore.Open(new MemoryStoreFiles(), options);
        using (var transaction = store.BeginWrite())
        {
            var stage = transaction.Stage(Graph, GraphClass.Content);
            Assert.Contains("MaxTermBytes", Assert.Throws<StoreException>(() => Write(stage, new string('x', 101))).Message, StringComparison.Ordinal);
            Assert.Contains("MaxValueBytes", Assert.Throws<ArgumentException>(() => transaction.Put("k", new byte[11])).Message, StringComparison.Ordinal);
            for (var i = 0; i < 4; i++)
                transaction.Put($"k{i}", new byte[10]);
            Assert.Contains("MaxValueBytesInAll", Assert.Throws<StoreException>(() => transaction.Commit()).Message, StringComparison.Ordinal);
        }

        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "past"));
        using (var transaction = store.BeginWrite())
        {
            Write(transaction.Stage(Other, GraphClass.Content), [.. Enumerable.Range(0, 500).Select(i => $"veel te veel tekst {i}")]);
            Assert.Contains("MaxBytes", Assert.Throws<StoreFullException>(() => transaction.Commit()).Message, StringComparison.Ordinal);
        }

        Assert.Equal(["past"], Values(store, Graph));
        Assert.Empty(Values(store, Other));
    }

    [Fact]
    public void Graphs_say_which_commit_they_are_from()
    {
        using var store = Open();
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content), "a"));
        Commit(store, transaction => Write(transaction.Stage(Other, GraphClass.Content), "a"));
        Commit(store, transaction => Write(transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Add), "b"));
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        Assert.True(snapshot.TryGetGraph(snapshot.Terms.Find(Graph), out var graph));
        Assert.Equal((1, 3, 2), (graph.ValidFrom, graph.ChangedAt, graph.QuadCount));
    }

    private static QuadStore Open() => QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });

    private static CommitResult Commit(QuadStore store, Action<WriteTransaction> change)
    {
        using var transaction = store.BeginWrite();
        change(transaction);
        return transaction.Commit();
    }

    private static void Write(QuadStage stage, params string[] values)
    {
        foreach (var value in values)
            stage.Quad(new Quad(Subject, Predicate, new Literal(value)));
    }

    private static IEnumerable<string> Values(QuadStore store, Iri graph)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return [.. StoreSteps.All(snapshot).Where(quad => graph.Equals(quad.Graph)).Select(quad => ((Literal)quad.Object).LexicalForm).Order(StringComparer.Ordinal)];
    }
}
