using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>Gathers what a graph says of one object: its own statements, and those of the values and parts that it refers to, up to the next object.</summary>
/// <param name="source">The state.</param>
/// <param name="graph">The graph; unbound for none.</param>
/// <param name="objects">Knows the objects of the state.</param>
internal sealed class ObjectStatements(IQuadSource source, TermId graph, ObjectWalk objects)
{
    // An object refers to its maker, the maker to a birth, the birth to a place, the place to its position.
    private const int MaxDepth = 6;

    // One object is never more than this; an odd node that everything hangs on ends here.
    private const int MaxStatements = 20_000;

    /// <summary>The statements, each once: subject, predicate and object by id.</summary>
    public List<(TermId Subject, TermId Predicate, TermId Object)> Of(ulong @object)
    {
        var found = new List<(TermId, TermId, TermId)>();
        if (!graph.IsBound)
            return found;
        var (seen, level) = (new HashSet<ulong> { @object }, new List<ulong> { @object });
        for (var depth = 0; depth < MaxDepth && level.Count > 0; depth++)
        {
            var next = new List<ulong>();
            foreach (var subject in level.Where(node => depth == 0 || !objects.Holds(node, graph)))
                Gather(subject, found, seen, next);
            level = next;
        }

        return found;
    }

    private void Gather(ulong subject, List<(TermId, TermId, TermId)> found, HashSet<ulong> seen, List<ulong> next)
    {
        var batch = new QuadBatch(64);
        using var scan = source.Scan(new QuadPattern(new(subject), default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0 && found.Count < MaxStatements; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                var value = new TermId(batch.Objects[i]);
                found.Add((new(subject), new(batch.Predicates[i]), value));
                if (value.Tag is TermTag.DictionaryIri or TermTag.PackedIri or TermTag.BlankNode && seen.Add(value.Value))
                    next.Add(value.Value);
            }
        }
    }
}
