using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>The objects that are served and that a new version does not have, whatever the cause: deletions at the source, an export that is half, or a mapping that names them otherwise.</summary>
/// <param name="Ids">Their ids in the store, in order.</param>
/// <param name="Before">How many objects are served.</param>
internal sealed record GoneObjects(IReadOnlyList<ulong> Ids, long Before)
{
    /// <summary>Compares two states.</summary>
    /// <param name="before">The objects that are served, in order.</param>
    /// <param name="after">Those of the new version, in order.</param>
    public static GoneObjects Between(IEnumerable<ulong> before, IEnumerable<ulong> after)
    {
        var (gone, held) = (new List<ulong>(), 0L);
        using var left = after.GetEnumerator();
        var hasLeft = left.MoveNext();
        foreach (var known in before)
        {
            held++;
            while (hasLeft && left.Current < known)
                hasLeft = left.MoveNext();
            if (!hasLeft || left.Current != known)
                gone.Add(known);
        }

        return new GoneObjects(gone, held);
    }

    /// <summary>The IRIs of the first of them.</summary>
    public IReadOnlyList<string> Examples(IQuadSource source, int most) =>
        [.. Ids.Select(id => source.Terms.ToTerm(new TermId(id))).OfType<Iri>().Take(most).Select(iri => iri.Value)];
}
