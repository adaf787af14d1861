using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators.Paths;

/// <summary>A property path as a relation between nodes, followed for a set of nodes at a time (SPARQL 1.1 §18.4).</summary>
internal abstract class PathStep : IDisposable
{
    /// <summary>Adds the nodes at the other end of the path from <paramref name="nodes"/>.</summary>
    /// <param name="nodes">Where to start; must not be memory of <paramref name="found"/>.</param>
    /// <param name="forward">From subject to object, or the other way.</param>
    /// <param name="found">Receives the nodes.</param>
    internal abstract void Follow(ulong[] nodes, bool forward, RowIndex found);

    /// <summary>Adds nodes from which the path may lead anywhere: at least all that do.</summary>
    internal abstract void Starts(bool forward, RowIndex found);

    internal abstract void Rewind(Rewinding what);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Makes the relation of a path in a graph.</summary>
    internal static PathStep Create(QueryContext context, PropertyPath path, GraphScope graph) => path switch
    {
        LinkPath p => new LinkStep(context, p.Predicate, graph),
        InversePath p => new InverseStep(Create(context, p.Path, graph)),
        SequencePath p => new SequenceStep(context, Create(context, p.First, graph), Create(context, p.Second, graph)),
        AlternativePath p => new AlternativeStep(Create(context, p.First, graph), Create(context, p.Second, graph)),
        ZeroOrMorePath p => new ClosureStep(context, Create(context, p.Path, graph), graph, includesZero: true, repeats: true),
        OneOrMorePath p => new ClosureStep(context, Create(context, p.Path, graph), graph, includesZero: false, repeats: true),
        ZeroOrOnePath p => new ClosureStep(context, Create(context, p.Path, graph), graph, includesZero: true, repeats: false),
        NegatedPropertySet p => new NegatedStep(context, p, graph),
        _ => throw new InvalidOperationException($"{path.GetType().Name} is not a property path."),
    };
}

/// <summary>One predicate.</summary>
internal sealed class LinkStep(QueryContext context, Iri predicate, GraphScope graph) : PathStep
{
    private readonly TriplesStep triples = new(context, new Constant(predicate), graph);

    internal override void Follow(ulong[] nodes, bool forward, RowIndex found) => triples.Follow(nodes, forward, found, null);

    internal override void Starts(bool forward, RowIndex found) => triples.Starts(forward, found);

    internal override void Rewind(Rewinding what) => triples.Rewind(what);

    public override void Dispose() => triples.Dispose();
}

/// <summary><c>!(…)</c>: any predicate that is not excluded, in each direction that takes part.</summary>
internal sealed class NegatedStep : PathStep
{
    private readonly TriplesStep triples;
    private readonly ConstantSlot[]? forwardExcluded;
    private readonly ConstantSlot[]? inverseExcluded;

    internal NegatedStep(QueryContext context, NegatedPropertySet set, GraphScope graph)
    {
        triples = new TriplesStep(context, new Variable(".predicate"), graph);
        if (set.Forward.Count > 0 || set.Inverse.Count == 0)
            forwardExcluded = [.. set.Forward.Select(iri => context.Constant(iri))];
        if (set.Inverse.Count > 0)
            inverseExcluded = [.. set.Inverse.Select(iri => context.Constant(iri))];
    }

    internal override void Follow(ulong[] nodes, bool forward, RowIndex found)
    {
        if (forwardExcluded is not null)
            triples.Follow(nodes, forward, found, forwardExcluded);
        if (inverseExcluded is not null)
            triples.Follow(nodes, !forward, found, inverseExcluded);
    }

    internal override void Starts(bool forward, RowIndex found)
    {
        if (forwardExcluded is not null)
            triples.Starts(forward, found);
        if (inverseExcluded is not null)
            triples.Starts(!forward, found);
    }

    internal override void Rewind(Rewinding what) => triples.Rewind(what);

    public override void Dispose() => triples.Dispose();
}

/// <summary><c>^path</c>.</summary>
internal sealed class InverseStep(PathStep inner) : PathStep
{
    internal override void Follow(ulong[] nodes, bool forward, RowIndex found) => inner.Follow(nodes, !forward, found);

    internal override void Starts(bool forward, RowIndex found) => inner.Starts(!forward, found);

    internal override void Rewind(Rewinding what) => inner.Rewind(what);

    public override void Dispose() => inner.Dispose();
}

/// <summary><c>first/second</c>.</summary>
internal sealed class SequenceStep(QueryContext context, PathStep first, PathStep second) : PathStep
{
    internal override void Follow(ulong[] nodes, bool forward, RowIndex found)
    {
        var between = new RowIndex(context.Memory, 1);
        (forward ? first : second).Follow(nodes, forward, between);
        (forward ? second : first).Follow(between.ToArray(), forward, found);
        between.Clear();
    }

    internal override void Starts(bool forward, RowIndex found) => (forward ? first : second).Starts(forward, found);

    internal override void Rewind(Rewinding what)
    {
        first.Rewind(what);
        second.Rewind(what);
    }

    public override void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}

/// <summary><c>first|second</c>.</summary>
internal sealed class AlternativeStep(PathStep first, PathStep second) : PathStep
{
    internal override void Follow(ulong[] nodes, bool forward, RowIndex found)
    {
        first.Follow(nodes, forward, found);
        second.Follow(nodes, forward, found);
    }

    internal override void Starts(bool forward, RowIndex found)
    {
        first.Starts(forward, found);
        second.Starts(forward, found);
    }

    internal override void Rewind(Rewinding what)
    {
        first.Rewind(what);
        second.Rewind(what);
    }

    public override void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}

/// <summary><c>path*</c>, <c>path+</c> and <c>path?</c>: breadth first, each node once, so that cycles end (§18.4, ALP).</summary>
internal sealed class ClosureStep(QueryContext context, PathStep inner, GraphScope graph, bool includesZero, bool repeats) : PathStep
{
    /// <summary>Whether a node is connected with itself by a path of length zero.</summary>
    internal bool IncludesZero => includesZero;

    internal override void Follow(ulong[] nodes, bool forward, RowIndex found)
    {
        // What was found before by others must not cut this search short.
        var reached = new RowIndex(context.Memory, 1);
        if (includesZero)
        {
            foreach (var node in nodes)
                reached.GetOrAdd([node], out _);
        }

        var done = reached.Count;
        inner.Follow(nodes, forward, reached);
        while (repeats && done < reached.Count)
        {
            context.Check();
            var wave = reached.ToArray(done);
            done = reached.Count;
            inner.Follow(wave, forward, reached);
        }

        for (var i = 0; i < reached.Count; i++)
            found.GetOrAdd([reached.Cell(i, 0)], out _);
        reached.Clear();
    }

    internal override void Starts(bool forward, RowIndex found)
    {
        if (includesZero)
            GraphNodes.AddAll(context, graph, found);
        else
            inner.Starts(forward, found);
    }

    internal override void Rewind(Rewinding what) => inner.Rewind(what);

    public override void Dispose() => inner.Dispose();
}

/// <summary>The nodes of a graph: everything that is a subject or an object in it.</summary>
internal static class GraphNodes
{
    internal static void AddAll(QueryContext context, GraphScope graph, RowIndex found)
    {
        Add(context, graph, QuadOrder.Spo, PatternShape.Subject, found);
        Add(context, graph, QuadOrder.Osp, PatternShape.Object, found);
    }

    internal static bool Contains(QueryContext context, GraphScope graph, ulong node)
    {
        if (graph.Select(context.Dataset) is not { } graphs)
            return false;
        return HasAny(context, new QuadPattern(new(node), default, default, graphs)) || HasAny(context, new QuadPattern(default, default, new(node), graphs));
    }

    private static bool HasAny(QueryContext context, in QuadPattern pattern)
    {
        using var scan = context.Source.Scan(pattern, QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }

    private static void Add(QueryContext context, GraphScope graph, QuadOrder order, int position, RowIndex found)
    {
        if (graph.Select(context.Dataset) is not { } graphs)
            return;
        using var scan = context.Source.Scan(new QuadPattern(default, default, default, graphs), order);
        var batch = new QuadBatch(context.BatchCapacity);
        var last = 0UL;
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            context.Check();
            foreach (var node in PatternShape.Column(batch, position).AsSpan(0, rows))
            {
                if (node != last)
                    found.GetOrAdd([node], out _);
                last = node;
            }
        }
    }
}
