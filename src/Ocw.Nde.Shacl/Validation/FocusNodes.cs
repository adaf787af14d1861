using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Finds the focus nodes of a shape's targets: distinct, in order of id, 8 bytes each (SHACL §2.1.3).</summary>
internal sealed class FocusNodes(IQuadSource source, GraphSelector graphs, ShapeBinder binder, ClassHierarchy classes)
{
    private readonly QuadBatch _batch = new();

    internal TermId[] Of(Shape shape, CancellationToken cancellation)
    {
        var nodes = new List<TermId>();
        foreach (var target in shape.Targets)
        {
            switch (target)
            {
                case NodeTarget node:
                    nodes.Add(binder.IdOf(node.Node));
                    break;
                case ClassTarget type:
                    foreach (var @class in binder.SubclassesOf(type.Class))
                        AddColumn(new QuadPattern(default, classes.Type, @class, graphs), QuadOrder.Pos, _batch.Subjects, nodes, cancellation);
                    break;
                case SubjectsOfTarget subjects:
                    AddColumn(new QuadPattern(default, binder.IdOf(subjects.Predicate), default, graphs), QuadOrder.Pso, _batch.Subjects, nodes, cancellation);
                    break;
                case ObjectsOfTarget objects:
                    AddColumn(new QuadPattern(default, binder.IdOf(objects.Predicate), default, graphs), QuadOrder.Pos, _batch.Objects, nodes, cancellation);
                    break;
            }
        }

        return SortDistinct(nodes);
    }

    /// <summary>The SHACL instances of a class.</summary>
    internal HashSet<TermId> InstancesOf(Rdf.Terms.Iri @class, CancellationToken cancellation)
    {
        var nodes = new List<TermId>();
        foreach (var one in binder.SubclassesOf(@class))
            AddColumn(new QuadPattern(default, classes.Type, one, graphs), QuadOrder.Pos, _batch.Subjects, nodes, cancellation);
        return [.. nodes];
    }

    private static TermId[] SortDistinct(List<TermId> nodes)
    {
        nodes.Sort();
        var kept = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i == 0 || nodes[i] != nodes[kept - 1])
                nodes[kept++] = nodes[i];
        }

        return [.. nodes[..kept]];
    }

    private void AddColumn(in QuadPattern pattern, QuadOrder order, ulong[] column, List<TermId> nodes, CancellationToken cancellation)
    {
        if (pattern.Predicate.Tag == TermTag.QueryLocal || pattern.Object.Tag == TermTag.QueryLocal)
            return;

        using var scan = source.Scan(pattern, order);
        var last = 0UL;
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < rows; row++)
            {
                if (column[row] != last)
                    nodes.Add(new TermId(last = column[row]));
            }
        }
    }
}
