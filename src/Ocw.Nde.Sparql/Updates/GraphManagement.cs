using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>The operations on whole graphs (SPARQL 1.1 Update §3.1.4, §3.1.5 and §3.2): LOAD, CLEAR, CREATE, DROP, COPY, MOVE and ADD.</summary>
/// <remarks>
/// The store keeps no empty graphs: CREATE makes sure that there is none of the name, CLEAR of a graph that is not there has nothing to do. Where all
/// graphs are meant, those are that updates may change.
/// </remarks>
internal sealed class GraphManagement(UpdateStages stages, UpdateGraphs graphs, Action<long> count, UpdateClock clock)
{
    private readonly HashSet<string> created = new(StringComparer.Ordinal);

    /// <summary>Carries out one operation; with SILENT, one that cannot be carried out does nothing.</summary>
    internal void Apply(UpdateOperation operation)
    {
        try
        {
            Carry(operation);
        }
        catch (SparqlUpdateException) when (IsSilent(operation))
        {
            // Everything is checked before anything is staged: there is nothing to take back.
        }
    }

    /// <summary>Adds a document's quads to a graph, or to those that it names.</summary>
    internal void Insert(Load load, MemoryQuadSource? document)
    {
        if (document is null)
            return;
        (TermId Id, string Name)[] parts;
        try
        {
            parts = [(TermId.Unbound, Name(load.Into)), .. document.NamedGraphs.Select(graph => (graph.Id, load.Into is null ? NameOf(document, graph.Id) : Name(load.Into)))];
            foreach (var (_, name) in parts)
                stages.RequireWritable(name);
        }
        catch (SparqlUpdateException) when (load.Silent)
        {
            return;
        }

        var blankNodes = new Dictionary<ulong, TermId>();
        foreach (var (id, name) in parts)
            new DocumentCopy(document, blankNodes, count).Write(id, () => stages.Adding(name), clock.Token);
    }

    private static bool IsSilent(UpdateOperation operation) => operation is Clear { Silent: true } or Drop { Silent: true } or Create { Silent: true }
        or Copy { Silent: true } or Move { Silent: true } or Add { Silent: true };

    private void Carry(UpdateOperation operation)
    {
        switch (operation)
        {
            case Clear clear:
                Remove(clear.Target, mustExist: false);
                break;
            case Drop drop:
                Remove(drop.Target, mustExist: true);
                break;
            case Create create:
                Make(create.Graph);
                break;
            case Copy copy:
                Transfer(copy.From, copy.To, StageMode.Replace, keepsSource: true);
                break;
            case Move move:
                Transfer(move.From, move.To, StageMode.Replace, keepsSource: false);
                break;
            case Add add:
                Transfer(add.From, add.To, StageMode.Add, keepsSource: true);
                break;
            default:
                throw new NotSupportedException($"An operation of type {operation.GetType().Name} is not known.");
        }
    }

    private void Make(Iri graph)
    {
        stages.RequireWritable(graph.Value);
        if (Exists(graph.Value) || !created.Add(graph.Value))
            throw new SparqlUpdateException(UpdateFault.GraphExists, $"CREATE: the graph <{graph.Value}> exists already. Use CREATE SILENT where that is no mistake.");
    }

    private void Remove(GraphTarget target, bool mustExist)
    {
        if (target is { Kind: GraphTargetKind.Graph, Graph: { } graph })
        {
            stages.RequireWritable(graph.Value);
            if (mustExist)
                Require(graph.Value, "DROP");
            created.Remove(graph.Value);
            if (Exists(graph.Value))
                stages.Drop(graph.Value);
            return;
        }

        foreach (var name in Targets(target.Kind).ToList())
            stages.Drop(name);
    }

    private IEnumerable<string> Targets(GraphTargetKind kind)
    {
        var present = stages.Present();
        if (kind != GraphTargetKind.Named)
            yield return UpdateStages.Unnamed;
        if (kind == GraphTargetKind.Default)
            yield break;
        foreach (var graph in present.NamedGraphs.Where(graph => graphs.MayChange(new GraphKind(graph.Class, graph.Access))))
            yield return NameOf(present, graph.Id);
    }

    // §3.2.3–5. A new graph is what the graph is that it is copied from: the copy of a closed graph is closed.
    private void Transfer(Iri? from, Iri? to, StageMode mode, bool keepsSource)
    {
        var (source, target) = (Name(from), Name(to));
        Require(source, keepsSource ? "COPY or ADD" : "MOVE");
        stages.RequireWritable(target);
        if (!keepsSource)
            stages.RequireWritable(source);
        if (source == target)
            return;

        var present = stages.Present();
        var id = IdOf(present, source);
        GraphKind? kind = present.TryGetGraph(id, out var info) ? new GraphKind(info.Class, info.Access) : null;
        count(info.QuadCount);
        Copy(present, id, mode == StageMode.Add ? () => stages.Adding(target, kind) : () => stages.Replacing(target, kind));
        if (!keepsSource)
            stages.Drop(source);
    }

    private void Copy(Snapshot present, TermId graph, Func<QuadStage> open)
    {
        var stage = open();
        using var scan = present.ScanGraph(graph);
        var batch = new QuadBatch();
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            clock.Token.ThrowIfCancellationRequested();
            for (var row = 0; row < rows; row++)
                stage.Add(new TermId(batch.Subjects[row]), new TermId(batch.Predicates[row]), new TermId(batch.Objects[row]));
        }
    }

    private void Require(string graph, string operation)
    {
        if (graph != UpdateStages.Unnamed && !created.Contains(graph) && !Exists(graph))
            throw new SparqlUpdateException(UpdateFault.GraphMissing, $"{operation}: there is no graph <{graph}>. Use SILENT where that is no mistake.");
    }

    private bool Exists(string graph)
    {
        var present = stages.Present();
        var id = IdOf(present, graph);
        return (graph == UpdateStages.Unnamed || id.IsBound) && present.TryGetGraph(id, out _);
    }

    private static TermId IdOf(Snapshot present, string graph) => graph == UpdateStages.Unnamed ? default : present.Terms.Find(new Iri(graph));

    private static string NameOf(IQuadSource source, TermId graph) => source.Terms.Get(graph) is Iri iri
        ? iri.Value
        : throw new SparqlUpdateException(UpdateFault.LoadFailed, "A graph that a blank node names cannot be addressed by SPARQL Update.");

    private static string Name(Iri? graph) => graph?.Value ?? UpdateStages.Unnamed;
}
