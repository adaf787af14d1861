using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>Walks along the objects of a dataset (what is part of it), or the concepts of a terminology source, in order of id.</summary>
/// <remarks>An id never changes its meaning, so that two states can be compared by walking along both: nothing is held in memory.</remarks>
/// <param name="source">The state.</param>
/// <param name="dataset">The IRI of the dataset.</param>
/// <param name="kind">Whether objects or concepts are meant.</param>
internal sealed class ObjectWalk(IQuadSource source, string dataset, SourceKind kind)
{
    private readonly TermId _predicate = source.Terms.FindIri(kind == SourceKind.Terms ? RdfNs.Namespace + "type" : SchemaNs.Namespace + "isPartOf");
    private readonly TermId _value = source.Terms.FindIri(kind == SourceKind.Terms ? SkosNs.Namespace + "Concept" : dataset);

    /// <summary>The objects of some graphs together, each once.</summary>
    /// <param name="graphs">The names of the graphs; those that are not there hold nothing.</param>
    public IEnumerable<ulong> Of(params IReadOnlyList<string> graphs)
    {
        var known = graphs.Select(graph => source.Terms.FindIri(graph)).Where(id => id.IsBound).ToList();
        if (!_predicate.IsBound || !_value.IsBound || known.Count == 0)
            yield break;
        var batch = new QuadBatch();
        var last = 0UL;
        using var scan = source.Scan(new QuadPattern(default, _predicate, _value, GraphSelector.MergeOf(known)), QuadOrder.Pos);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != last)
                    yield return last = batch.Subjects[i];
            }
        }
    }

    /// <summary>Whether a node is such an object in a graph.</summary>
    public bool Holds(ulong node, TermId graph)
    {
        if (!_predicate.IsBound || !_value.IsBound || !graph.IsBound)
            return false;
        using var scan = source.Scan(new QuadPattern(new(node), _predicate, _value, GraphSelector.Named(graph)), QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }
}
