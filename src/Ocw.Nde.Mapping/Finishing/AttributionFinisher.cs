using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes attributions whole: the qualifier in the words of the source, its kind where they are known, and the maker that it is about.</summary>
internal static class AttributionFinisher
{
    private static readonly Iri[] MakerProperties = [new(Vocabulary.Schema + "creator"), new(Vocabulary.Schema + "contributor"), new(Vocabulary.Schema + "publisher")];

    /// <summary>Finishes the attributions of an object; one without qualifier or without maker says nothing and is left out.</summary>
    public static void Finish(Draft work)
    {
        if (!work.Has(Vocabulary.Attribution))
            return;
        var makers = MakerProperties.SelectMany(work.Nodes).ToList();
        work.Rewrite(s => s.Predicate != Vocabulary.Attribution || (s.Node is { } attribution && Complete(attribution, makers)) ? [s] : []);
    }

    private static bool Complete(Draft attribution, List<Draft> makers)
    {
        attribution.Rewrite(s => s.Predicate == Vocabulary.Agent ? [s with { Node = s.Node is null ? null : SameAs(s.Node, makers) }] : [s]);
        var qualifiers = attribution.Terms(Vocabulary.Qualifier).OfType<Literal>().Select(q => q.LexicalForm).ToList();
        if (qualifiers.Count == 0 || !attribution.Nodes(Vocabulary.Agent).Any())
            return false;
        if (qualifiers.Select(AttributionWords.KindOf).OfType<Iri>().FirstOrDefault() is { } kind)
            attribution.Add(Vocabulary.AttributionKind, kind);
        return true;
    }

    // Several names on lines of one field became makers of their own; the attribution is about those.
    private static Draft SameAs(Draft agent, List<Draft> makers) =>
        makers.Contains(agent) ? agent : makers.Find(m => Names(m).Overlaps(Names(agent))) ?? agent;

    private static HashSet<RdfTerm> Names(Draft agent) => [.. agent.Terms(Vocabulary.Name)];
}
