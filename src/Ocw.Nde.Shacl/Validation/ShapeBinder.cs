using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Translates shapes to the ids of one data graph; each shape and each term once.</summary>
/// <remarks>
/// A term that the data graph cannot hold gets a <see cref="TermTag.QueryLocal"/> id: it equals no value of the data, yet it can be a
/// focus node (<c>sh:targetNode</c>) and be named in a result.
/// </remarks>
internal sealed class ShapeBinder(DataTerms terms, ClassHierarchy classes, DataQueries queries)
{
    private readonly Dictionary<Shape, BoundShape> _shapes = [];
    private readonly Queue<BoundShape> _unbound = new();

    internal DataTerms Terms => terms;

    /// <summary>Where the queries of the shapes are run.</summary>
    internal DataQueries Queries => queries;

    /// <summary>The shapes that were bound, by their number; the same shapes graph gives the same numbers.</summary>
    internal IReadOnlyList<BoundShape> Shapes => [.. _shapes.Values];

    internal TermId IdOf(RdfTerm term) => terms.IdOf(term);

    /// <summary>The class and all its subclasses in the data graph.</summary>
    internal HashSet<TermId> SubclassesOf(RdfTerm @class) => classes.SubclassesOf(IdOf(@class));

    /// <summary>The bound form of a shape, which may still be empty while binding goes on.</summary>
    internal BoundShape Bind(Shape shape)
    {
        if (_shapes.TryGetValue(shape, out var bound))
            return bound;

        bound = new BoundShape(shape, _shapes.Count, shape is PropertyShape property ? BoundPath.Bind(property.Path, this) : null);
        _shapes.Add(shape, bound);
        _unbound.Enqueue(bound);
        return bound;
    }

    internal IReadOnlyList<BoundShape> Bind(IReadOnlyList<Shape> shapes) => [.. shapes.Select(Bind)];

    /// <summary>Binds the constraints of everything that <see cref="Bind(Shape)"/> has made, and finds the shapes that lead back to themselves.</summary>
    internal void Complete()
    {
        while (_unbound.TryDequeue(out var shape))
            shape.Constraints = [.. shape.Definition.Constraints.Select(constraint => constraint.Bind(this))];
        foreach (var shape in _shapes.Values)
            shape.IsRecursive = LeadsBackTo(shape);
    }

    private static bool LeadsBackTo(BoundShape start)
    {
        var seen = new HashSet<BoundShape>();
        var open = new Stack<BoundShape>([start]);
        while (open.TryPop(out var shape))
        {
            foreach (var next in shape.Constraints.SelectMany(constraint => constraint.Nested))
            {
                if (next == start)
                    return true;
                if (seen.Add(next))
                    open.Push(next);
            }
        }

        return false;
    }
}
