using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Finds the record that a focus node belongs to: itself, or a record that leads to it.</summary>
/// <remarks>
/// A maker or a place is often a target of its own shape and shared by many records; then one of them is named, with the property of
/// that record that leads to it, since that property is what a source field feeds.
/// </remarks>
internal sealed class RecordFinder(IQuadSource source, GraphSelector graphs, Evaluation evaluation, HashSet<TermId> recordClasses)
{
    /// <summary>How many links away from its record a node may be: object, media object or term, its address or date.</summary>
    internal const int MaximumSteps = 4;

    /// <summary>How many nodes are looked at before the search is given up.</summary>
    internal const int MaximumNodes = 512;

    private readonly QuadBatch _batch = new(64);

    /// <summary>The record and the property by which it leads to the node; unbound where none is found.</summary>
    /// <param name="target">The node that a target brought in.</param>
    /// <param name="focus">The focus node, reached from the target.</param>
    internal (TermId Record, TermId Property) Find(TermId target, TermId focus)
    {
        if (evaluation.IsInstanceOf(target, recordClasses))
            return (target, target == focus ? TermId.Unbound : PropertyTo(target, focus));

        var seen = new HashSet<TermId> { target };
        var level = new List<TermId> { target };
        for (var step = 0; step < MaximumSteps && level.Count > 0 && seen.Count < MaximumNodes; step++)
        {
            var next = new List<TermId>();
            foreach (var node in level)
            {
                if (FindAbove(node, seen, next) is { Record.IsBound: true } found)
                    return found;
            }

            level = next;
        }

        return default;
    }

    /// <summary>Adds every record that the node belongs to: the node itself, or all records that lead to it.</summary>
    /// <param name="target">The node that a target brought in.</param>
    /// <param name="records">The records that are known already.</param>
    internal void AddRecords(TermId target, HashSet<TermId> records)
    {
        if (evaluation.IsInstanceOf(target, recordClasses))
        {
            records.Add(target);
            return;
        }

        var seen = new HashSet<TermId> { target };
        var level = new List<TermId> { target };
        for (var step = 0; step < MaximumSteps && level.Count > 0; step++)
        {
            var next = new List<TermId>();
            foreach (var node in level)
                AddAbove(node, seen, next, records);
            level = next;
        }
    }

    private void AddAbove(TermId node, HashSet<TermId> seen, List<TermId> next, HashSet<TermId> records)
    {
        if (node.Tag == TermTag.QueryLocal)
            return;
        using var scan = source.Scan(new QuadPattern(default, default, node, graphs), QuadOrder.Osp);
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                var subject = new TermId(_batch.Subjects[row]);
                if (evaluation.IsInstanceOf(subject, recordClasses))
                    records.Add(subject);
                else if (seen.Count < MaximumNodes && seen.Add(subject))
                    next.Add(subject);
            }
        }
    }

    private (TermId Record, TermId Property) FindAbove(TermId node, HashSet<TermId> seen, List<TermId> next)
    {
        if (node.Tag == TermTag.QueryLocal)
            return default;

        using var scan = source.Scan(new QuadPattern(default, default, node, graphs), QuadOrder.Osp);
        for (int rows; seen.Count < MaximumNodes && (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                var subject = new TermId(_batch.Subjects[row]);
                if (!seen.Add(subject))
                    continue;
                if (evaluation.IsInstanceOf(subject, recordClasses))
                    return (subject, new TermId(_batch.Predicates[row]));
                next.Add(subject);
            }
        }

        return default;
    }

    // The property of a record that leads to a node within it: directly, or over one node.
    private TermId PropertyTo(TermId record, TermId node)
    {
        evaluation.Stars.Star(record, out var predicates, out var objects);
        var direct = objects.IndexOf(node);
        if (direct >= 0)
            return predicates[direct];

        for (var i = 0; i < objects.Length; i++)
        {
            if (evaluation.KindOf(objects[i]) == TermKind.Literal)
                continue;
            evaluation.Stars.Star(objects[i], out _, out var inner);
            if (inner.Contains(node))
                return predicates[i];
        }

        return default;
    }
}
