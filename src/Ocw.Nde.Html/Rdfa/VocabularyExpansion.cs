using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Vocabulary expansion (RDFa Core 1.1 §10): what follows from the sub- and equivalent properties and classes that a page's vocabularies state.</summary>
internal static class VocabularyExpansion
{
    private static readonly Iri UsesVocabulary = new("http://www.w3.org/ns/rdfa#usesVocabulary");
    private static readonly Iri SubPropertyOf = new("http://www.w3.org/2000/01/rdf-schema#subPropertyOf");
    private static readonly Iri SubClassOf = new("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private static readonly Iri EquivalentProperty = new("http://www.w3.org/2002/07/owl#equivalentProperty");
    private static readonly Iri EquivalentClass = new("http://www.w3.org/2002/07/owl#equivalentClass");

    internal static List<Triple> Apply(List<Triple> triples, Func<string, RdfGraph?> vocabularies)
    {
        var used = triples.Where(t => t.Predicate.Equals(UsesVocabulary)).Select(t => t.Object).OfType<Iri>().Distinct().Select(v => vocabularies(v.Value)).OfType<RdfGraph>().ToList();
        if (used.Count == 0)
            return triples;
        var properties = new Dictionary<RdfTerm, HashSet<RdfTerm>>();
        var classes = new Dictionary<RdfTerm, HashSet<RdfTerm>>();
        foreach (var vocabulary in used)
        {
            Gather(vocabulary, properties, SubPropertyOf, EquivalentProperty);
            Gather(vocabulary, classes, SubClassOf, EquivalentClass);
        }

        var known = triples.ToHashSet();
        var result = new List<Triple>(known);
        foreach (var triple in triples)
        {
            foreach (var wider in Wider(triple.Predicate, properties).Select(p => triple with { Predicate = p }).Where(known.Add))
                result.Add(wider);
            if (!triple.Predicate.Equals(RdfNs.Type))
                continue;
            foreach (var wider in Wider(triple.Object, classes).Select(c => triple with { Object = c }).Where(known.Add))
                result.Add(wider);
        }

        return result;
    }

    private static void Gather(RdfGraph vocabulary, Dictionary<RdfTerm, HashSet<RdfTerm>> wider, Iri sub, Iri equivalent)
    {
        foreach (var triple in vocabulary.Match(null, sub))
            Add(triple.Subject, triple.Object);
        foreach (var triple in vocabulary.Match(null, equivalent))
        {
            Add(triple.Subject, triple.Object);
            Add(triple.Object, triple.Subject);
        }

        void Add(RdfTerm narrow, RdfTerm wide)
        {
            if (!wider.TryGetValue(narrow, out var set))
                wider.Add(narrow, set = []);
            set.Add(wide);
        }
    }

    private static HashSet<RdfTerm> Wider(RdfTerm term, Dictionary<RdfTerm, HashSet<RdfTerm>> wider)
    {
        var found = new HashSet<RdfTerm>();
        var waiting = new Queue<RdfTerm>([term]);
        while (waiting.TryDequeue(out var next))
        {
            if (!wider.TryGetValue(next, out var direct))
                continue;
            foreach (var each in direct.Where(found.Add))
                waiting.Enqueue(each);
        }

        found.Remove(term);
        return found;
    }
}
