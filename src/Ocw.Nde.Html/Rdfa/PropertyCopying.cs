using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Property copying (HTML+RDFa 1.1 §3.5): what is said of an <c>rdfa:Pattern</c> is said of those that copy it.</summary>
internal static class PropertyCopying
{
    private static readonly Iri Copy = new("http://www.w3.org/ns/rdfa#copy");
    private static readonly Iri Pattern = new("http://www.w3.org/ns/rdfa#Pattern");

    internal static List<Triple> Apply(List<Triple> triples)
    {
        var copies = triples.Where(IsCopy).ToList();
        if (copies.Count == 0)
            return triples;
        // Patterns that nobody copies stay as they are.
        var patterns = triples.Where(IsPattern).Select(t => t.Subject).ToHashSet();
        patterns.IntersectWith(copies.Select(t => t.Object));
        var said = triples.ToLookup(t => t.Subject);
        var known = new HashSet<Triple>();
        var result = triples.Where(t => !patterns.Contains(t.Subject) && !(IsCopy(t) && patterns.Contains(t.Object)) && known.Add(t)).ToList();
        foreach (var copy in copies.Where(t => patterns.Contains(t.Object) && !patterns.Contains(t.Subject)))
            result.AddRange(Reachable(copy.Object, said, patterns).Select(t => t with { Subject = copy.Subject }).Where(known.Add));
        return result;
    }

    private static bool IsCopy(Triple triple) => triple.Predicate.Equals(Copy);

    private static bool IsPattern(Triple triple) => triple.Predicate.Equals(RdfNs.Type) && triple.Object.Equals(Pattern);

    // A pattern may copy other patterns.
    private static IEnumerable<Triple> Reachable(RdfTerm pattern, ILookup<RdfTerm, Triple> said, HashSet<RdfTerm> patterns)
    {
        var seen = new HashSet<RdfTerm> { pattern };
        var waiting = new Queue<RdfTerm>([pattern]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var triple in said[next])
            {
                if (IsCopy(triple) && patterns.Contains(triple.Object))
                {
                    if (seen.Add(triple.Object))
                        waiting.Enqueue(triple.Object);
                }
                else if (!IsPattern(triple))
                {
                    yield return triple;
                }
            }
        }
    }
}
