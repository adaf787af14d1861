using System.Collections.Frozen;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes attributions whole: the qualifier in the words of the source, its kind where they are known, and the maker that it is about.</summary>
internal static class AttributionFinisher
{
    private static readonly Iri[] MakerProperties = [new(Vocabulary.Schema + "creator"), new(Vocabulary.Schema + "contributor"), new(Vocabulary.Schema + "publisher")];

    // Who made the model is no maker of the work; who may have made it, or led the workshop, is.
    private static readonly FrozenSet<string> Others = new[] { "After", "CopyAfter", "MannerOf", "CircleOf", "FollowerOf", "SchoolOf", "FormerlyAttributedTo" }.Select(kind => Vocabulary.Ocwnde + kind).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finishes the attributions of an object; one without qualifier or without maker says nothing and is left out.</summary>
    public static void Finish(Draft work)
    {
        AddWritten(work);
        if (!work.Has(Vocabulary.Attribution))
            return;
        var makers = MakerProperties.SelectMany(work.Nodes).ToList();
        work.Rewrite(s => s.Predicate != Vocabulary.Attribution || (s.Node is { } attribution && Complete(attribution, makers)) ? [s] : []);
    }

    // Words that stood with the name: «toegeschreven aan Jan Steen».
    private static void AddWritten(Draft work)
    {
        foreach (var statement in work.Statements.Where(s => MakerProperties.Contains(s.Predicate) && s.Node?.Has(Vocabulary.Qualifier) == true).ToList())
        {
            var maker = statement.Node!;
            var attribution = new Draft();
            attribution.AddType(Vocabulary.AttributionClass);
            attribution.Add(Vocabulary.Agent, maker);
            foreach (var qualifier in maker.Terms(Vocabulary.Qualifier).ToList())
                attribution.Add(Vocabulary.Qualifier, qualifier);
            work.Add(Vocabulary.Attribution, attribution);
            if (statement.Predicate == Vocabulary.Creator && maker.Terms(Vocabulary.Qualifier).OfType<Literal>().Any(q => AttributionWords.KindOf(q.LexicalForm) is { } kind && Others.Contains(kind.Value)))
                work.Rewrite(s => [s.Node == maker && s.Predicate == Vocabulary.Creator ? s with { Predicate = Vocabulary.Contributor } : s]);
            maker.Remove(Vocabulary.Qualifier);
        }
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
