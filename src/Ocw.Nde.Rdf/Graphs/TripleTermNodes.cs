using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>The blank nodes in triple terms.</summary>
internal static class TripleTermNodes
{
    /// <summary>The blank nodes of a term, however deep in triple terms; itself if it is one.</summary>
    internal static IEnumerable<BlankNode> In(RdfTerm? term)
    {
        while (term is TripleTerm { Triple: var triple })
        {
            if (triple.Subject is BlankNode subject)
                yield return subject;
            term = triple.Object;
        }

        if (term is BlankNode node)
            yield return node;
    }

    /// <summary>
    /// The quads with a node of its own in place of every triple term that holds blank nodes, and three quads that say what that triple term is made of:
    /// so datasets with triple terms are isomorphic exactly if these are.
    /// </summary>
    internal static List<Quad> Unfold(List<Quad> quads)
    {
        if (!quads.Exists(quad => IsOpen(quad.Object)))
            return quads;
        var nodes = new Dictionary<TripleTerm, BlankNode>();
        var unfolded = new List<Quad>(quads.Count);
        foreach (var quad in quads)
            unfolded.Add(quad with { Object = Folded(quad.Object) });
        return unfolded;

        RdfTerm Folded(RdfTerm term)
        {
            if (!IsOpen(term))
                return term;
            var triple = ((TripleTerm)term).Triple;
            if (!nodes.TryGetValue((TripleTerm)term, out var node))
            {
                // No label and no IRI of a document holds a space.
                node = new BlankNode($"triple term {nodes.Count}");
                nodes.Add((TripleTerm)term, node);
                unfolded.Add(new(node, new Iri("triple term subject"), triple.Subject));
                unfolded.Add(new(node, new Iri("triple term predicate"), triple.Predicate));
                unfolded.Add(new(node, new Iri("triple term object"), Folded(triple.Object)));
            }

            return node;
        }
    }

    private static bool IsOpen(RdfTerm term) => term is TripleTerm && In(term).Any();
}
