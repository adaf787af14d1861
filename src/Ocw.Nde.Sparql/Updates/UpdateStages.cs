using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Stages what the operations of a request do to graphs, each as what it is or is to become.</summary>
/// <remarks>
/// Graphs are known by their IRI, or "" for the unnamed graph. What is staged is sealed where it is read, and where one graph is both added to and
/// removed from; a stage that was asked for before is closed then, so callers ask again for each quad.
/// </remarks>
internal sealed class UpdateStages : IDisposable
{
    internal const string Unnamed = "";

    private readonly WriteTransaction transaction;
    private readonly UpdateGraphs graphs;
    private readonly ReaderScope scope;
    private readonly UpdateClock clock;
    private readonly Snapshot committed;
    private readonly Dictionary<string, GraphKind> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (QuadStage Stage, StageMode Mode)> open = new(StringComparer.Ordinal);
    private Snapshot? present;
    private bool isChanged;

    internal UpdateStages(WriteTransaction transaction, UpdateGraphs graphs, ReaderScope scope, UpdateClock clock)
    {
        this.transaction = transaction;
        this.graphs = graphs;
        this.scope = scope;
        this.clock = clock;
        committed = transaction.OpenStaged(ReaderScope.Internal, clock.Token);
    }

    /// <summary>What there is now, with what the operations so far did, as who asks sees it. Valid until the next call.</summary>
    internal Snapshot Present()
    {
        if (present is not null && !isChanged)
            return present;
        present?.Dispose();
        present = null;
        Seal();
        isChanged = false;
        return present = transaction.OpenStaged(scope, clock.Token);
    }

    /// <summary>Where quads go that are added to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="ifNew">What it becomes if there is no such graph; by default what the options say.</param>
    /// <exception cref="SparqlUpdateException">The graph may not be changed.</exception>
    internal QuadStage Adding(string graph, GraphKind? ifNew = null) => Stage(graph, StageMode.Add, ifNew);

    /// <summary>Where the quads go that a graph is to have.</summary>
    /// <inheritdoc cref="Adding"/>
    internal QuadStage Replacing(string graph, GraphKind? ifNew = null) => Stage(graph, StageMode.Replace, ifNew);

    /// <summary>Where quads go that are removed from a graph; <see langword="null"/> if there is no such graph.</summary>
    /// <exception cref="SparqlUpdateException">The graph may not be changed.</exception>
    internal QuadStage? Removing(string graph) => KindOf(graph) is null ? null : Stage(graph, StageMode.Remove, null);

    /// <summary>Removes a graph with all its quads.</summary>
    /// <exception cref="SparqlUpdateException">The graph may not be changed.</exception>
    internal void Drop(string graph)
    {
        if (KindOf(graph) is not { } kind)
            return;
        graphs.Require(kind, graph);
        if (open.ContainsKey(graph))
            Seal();
        isChanged = true;
        if (graph == Unnamed)
            transaction.Drop(TermSpan.None);
        else
            transaction.Drop(new Iri(graph));
    }

    /// <summary>Refuses a graph that is there and may not be changed.</summary>
    internal void RequireWritable(string graph) => graphs.Require(KindOf(graph) ?? graphs.New, graph);

    /// <inheritdoc/>
    public void Dispose()
    {
        present?.Dispose();
        committed.Dispose();
    }

    private QuadStage Stage(string graph, StageMode mode, GraphKind? ifNew)
    {
        if (open.TryGetValue(graph, out var known))
        {
            if (known.Mode == mode)
                return known.Stage;
            Seal();
        }

        var kind = KindOf(graph) ?? made.GetValueOrDefault(graph, ifNew ?? graphs.New);
        if (graph == Unnamed)
            kind = kind with { Class = GraphClass.Content };
        graphs.Require(kind, graph);
        made[graph] = kind;
        isChanged = true;
        var stage = graph == Unnamed
            ? transaction.Stage(TermSpan.None, kind.Class, kind.Access, mode)
            : transaction.Stage(new Iri(graph), kind.Class, kind.Access, mode);
        open.Add(graph, (stage, mode));
        return stage;
    }

    private void Seal()
    {
        open.Clear();
        transaction.Seal(clock.Token);
    }

    // A graph that this request has dropped comes back as what it was: what was closed stays closed.
    private GraphKind? KindOf(string graph)
    {
        if (made.TryGetValue(graph, out var kind))
            return kind;
        var id = graph == Unnamed ? default : committed.Terms.Find(new Iri(graph));
        return (graph == Unnamed || id.IsBound) && committed.TryGetGraph(id, out var info) ? new GraphKind(info.Class, info.Access) : null;
    }
}
