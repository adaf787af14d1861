using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators.Paths;

/// <summary>Follows triples from subject to object and back.</summary>
internal sealed class TriplesStep : IDisposable
{
    private readonly QueryContext context;
    private readonly PatternShape shape;
    private readonly PatternProbe bySubject;
    private readonly PatternProbe byObject;

    internal TriplesStep(QueryContext context, PatternTerm predicate, GraphScope graph)
    {
        this.context = context;
        shape = new PatternShape(context, new TriplePattern(new Variable(".subject"), predicate, new Variable(".object")), graph);
        bySubject = new PatternProbe(context, shape, [PatternShape.Subject]);
        byObject = new PatternProbe(context, shape, [PatternShape.Object]);
    }

    internal void Follow(ulong[] nodes, bool forward, RowIndex found, ConstantSlot[]? excluded)
    {
        var probe = forward ? bySubject : byObject;
        var (from, to) = forward ? (PatternShape.Subject, PatternShape.Object) : (PatternShape.Object, PatternShape.Subject);
        Span<ulong> bound = stackalloc ulong[PatternShape.Positions];
        probe.Expect(_ => nodes, nodes.Length);
        foreach (var node in nodes)
        {
            bound.Clear();
            bound[from] = node;
            probe.Ask(bound);
            while (probe.NextRun())
                Take(probe, to, found, excluded);
        }
    }

    internal void Starts(bool forward, RowIndex found)
    {
        if (shape.CannotMatch() || shape.Scope.Select(context.Dataset) is not { } graphs)
            return;
        var position = forward ? PatternShape.Subject : PatternShape.Object;
        using var scan = context.Source.Scan(shape.Bind(graphs), shape.OrderFor(position));
        var batch = new QuadBatch(context.BatchCapacity);
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            context.Check();
            foreach (var node in PatternShape.Column(batch, position).AsSpan(0, rows))
                found.GetOrAdd([node], out _);
        }
    }

    internal void Rewind(Rewinding what)
    {
        bySubject.Rewind(what);
        byObject.Rewind(what);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bySubject.Dispose();
        byObject.Dispose();
    }

    private static void Take(PatternProbe probe, int to, RowIndex found, ConstantSlot[]? excluded)
    {
        var nodes = probe.Column(to);
        var predicates = excluded is null ? null : probe.Column(PatternShape.Predicate);
        for (var row = probe.Start; row < probe.Start + probe.Count; row++)
        {
            if (predicates is null || !Contains(excluded!, predicates[row]))
                found.GetOrAdd([nodes[row]], out _);
        }
    }

    private static bool Contains(ConstantSlot[] excluded, ulong predicate)
    {
        foreach (var slot in excluded)
        {
            if (slot.Id == predicate)
                return true;
        }

        return false;
    }
}
