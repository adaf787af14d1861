using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Says which objects of a channel would disappear with a new version, whatever the cause: deletions at the source, an export that is half, or a mapping that names them otherwise.</summary>
/// <remarks>Both states give their objects in order of id, and an id never changes its meaning, so the two are compared by walking along them: nothing is held in memory.</remarks>
internal static class RemovalGuard
{
    private const int Examples = 10;

    /// <summary>What would disappear, when that is more than the source allows; <see langword="null"/> when it is not.</summary>
    /// <param name="before">What is served, open and closed.</param>
    /// <param name="after">What would be.</param>
    /// <param name="graphs">The names of the channel's graphs with records, open and closed.</param>
    /// <param name="dataset">The IRI of the dataset.</param>
    /// <param name="kind">Whether objects or concepts are counted.</param>
    /// <param name="limit">What the source allows.</param>
    public static RemovalCount? Check(IQuadSource before, IQuadSource after, IReadOnlyList<string> graphs, string dataset, SourceKind kind, RemovalLimit limit)
    {
        var (gone, held, examples) = (0L, 0L, new List<string>());
        using var left = Objects(after, graphs, dataset, kind).GetEnumerator();
        var hasLeft = left.MoveNext();
        foreach (var known in Objects(before, graphs, dataset, kind))
        {
            held++;
            while (hasLeft && left.Current < known)
                hasLeft = left.MoveNext();
            if (hasLeft && left.Current == known)
                continue;
            gone++;
            if (examples.Count < Examples && before.Terms.ToTerm(new TermId(known)) is Iri iri)
                examples.Add(iri.Value);
        }

        return limit.Allows(gone, held) ? null : new RemovalCount(gone, held, examples);
    }

    // The subjects of the pattern that ObjectCount counts, of all graphs together, each once, in order of id.
    private static IEnumerable<ulong> Objects(IQuadSource source, IReadOnlyList<string> graphs, string dataset, SourceKind kind)
    {
        var predicate = source.Terms.FindIri(kind == SourceKind.Terms ? RdfNs.Namespace + "type" : SchemaNs.Namespace + "isPartOf");
        var value = source.Terms.FindIri(kind == SourceKind.Terms ? SkosNs.Namespace + "Concept" : dataset);
        var known = graphs.Select(graph => source.Terms.FindIri(graph)).Where(id => id.IsBound).ToList();
        if (!predicate.IsBound || !value.IsBound || known.Count == 0)
            yield break;
        var batch = new QuadBatch();
        var last = 0UL;
        using var scan = source.Scan(new QuadPattern(default, predicate, value, GraphSelector.MergeOf(known)), QuadOrder.Pos);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (batch.Subjects[i] != last)
                    yield return last = batch.Subjects[i];
            }
        }
    }
}
