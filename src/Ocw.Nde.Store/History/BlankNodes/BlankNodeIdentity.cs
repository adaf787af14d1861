using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.History.BlankNodes;

/// <summary>Lets blank nodes of a graph that is replaced be the nodes that they were, whatever labels the new document gives them.</summary>
public static class BlankNodeIdentity
{
    /// <summary>
    /// Compares the blank nodes of a graph as it is staged with those of the graph as it is, by what is said of them and around them, and gives those that are
    /// found again their old identity. A document that says the same with other labels then makes no change, and one that says a little else a small one.
    /// </summary>
    /// <param name="transaction">Where the graph is staged; what was staged so far is sealed.</param>
    /// <param name="store">The store of the transaction.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The number of blank nodes that were found again.</returns>
    /// <remarks>Memory: about 200 bytes for each blank node and each statement about one. A graph without blank nodes is only read once.</remarks>
    public static int KeepBlankNodes(this WriteTransaction transaction, QuadStore store, Iri graph, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(graph);
        using var before = store.OpenSnapshot(ReaderScope.Internal);
        using var staged = transaction.OpenStaged(withCommitted: false, cancellation);
        var id = staged.Terms.Find(graph);
        if (!id.IsBound || !before.TryGetGraph(id, out _) || !staged.TryGetGraph(id, out var info))
            return 0;

        var now = Read(staged, id, cancellation);
        if (now.IsEmpty)
            return 0;
        var found = BlankNodeMatching.Find(Read(before, id, cancellation), now, cancellation);
        LeaveOutThoseInTripleTerms(found, staged, id, cancellation);
        if (found.Count == 0 || found.All(pair => pair.Key == pair.Value))
            return found.Count;

        var stage = transaction.Stage(graph, info.Class, info.Access);
        foreach (var row in Rows(staged, id, cancellation))
            stage.Add(Node(row.A), new TermId(row.B), Node(row.C));
        return found.Count;

        TermId Node(ulong node) => new(found.GetValueOrDefault(node, node));
    }

    /// <summary>What differs between two states of a graph, up to the identity of blank nodes: a node that went and came back is the same.</summary>
    /// <param name="older">The older state.</param>
    /// <param name="newer">The newer state, of the same store.</param>
    /// <param name="graph">The graph; it may be missing in either.</param>
    /// <param name="cancellation">Stops it.</param>
    public static GraphDifference Compare(Snapshot older, Snapshot newer, TermId graph, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var found = BlankNodeMatching.Find(Read(older, graph, cancellation), Read(newer, graph, cancellation), cancellation);
        var (before, added) = (Rows(older, graph, cancellation).ToHashSet(), new List<GraphRow>());
        foreach (var row in Rows(newer, graph, cancellation))
        {
            if (!before.Remove(new QuadKey(found.GetValueOrDefault(row.A, row.A), row.B, found.GetValueOrDefault(row.C, row.C), 0)))
                added.Add(GraphRow.Of(row));
        }

        return new GraphDifference(added, [.. before.Order().Select(GraphRow.Of)]);
    }

    // A triple term that names a node would have to become another one: such nodes stay as the new document has them.
    private static void LeaveOutThoseInTripleTerms(Dictionary<ulong, ulong> found, Snapshot staged, TermId graph, CancellationToken cancellation)
    {
        if (found.Count == 0)
            return;
        foreach (var row in Rows(staged, graph, cancellation))
        {
            for (var id = new TermId(row.C); staged.Terms.TryReadTriple(id, out var subject, out _, out id);)
            {
                found.Remove(subject.Value);
                found.Remove(id.Value);
            }
        }
    }

    private static BlankNodeGraph Read(Snapshot snapshot, TermId graph, CancellationToken cancellation)
    {
        var nodes = new BlankNodeGraph();
        foreach (var row in Rows(snapshot, graph, cancellation))
            nodes.Add(row);
        return nodes;
    }

    private static IEnumerable<QuadKey> Rows(Snapshot snapshot, TermId graph, CancellationToken cancellation)
    {
        using var scan = snapshot.ScanGraph(graph);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
                yield return new QuadKey(batch.Subjects[i], batch.Predicates[i], batch.Objects[i], 0);
        }
    }
}

/// <summary>What differs between two states of a graph.</summary>
/// <param name="Added">The statements that only the newer has, with its ids.</param>
/// <param name="Removed">The statements that only the older has, with its ids.</param>
public sealed record GraphDifference(IReadOnlyList<GraphRow> Added, IReadOnlyList<GraphRow> Removed);

/// <summary>A statement of a graph, as ids.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">The object.</param>
public readonly record struct GraphRow(TermId Subject, TermId Predicate, TermId Object)
{
    internal static GraphRow Of(QuadKey row) => new(new(row.A), new(row.B), new(row.C));
}
