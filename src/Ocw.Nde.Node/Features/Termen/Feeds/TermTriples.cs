using System.Buffers;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Changes;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Features.Termen.Feeds;

/// <summary>A change of a term as SKOS: the whole term as it is now, or that it is gone.</summary>
internal static class TermTriples
{
    private static readonly SearchValues<char> s_notInIris = SearchValues.Create(" <>\"{}|\\^`\n\r\t");

    public static IEnumerable<Triple> Of(Iri member, TermChange change)
    {
        yield return new(member, new Iri(ModelNs.Namespace + "changeKind"), new Literal(change.Kind.ToString().ToLowerInvariant()));
        foreach (var other in change.ReplacedBy.Where(IsIri))
            yield return new(member, new Iri(DctermsNs.Namespace + "isReplacedBy"), new Iri(other));
        if (change.Term is not { } term)
        {
            yield return new(member, FeedTriples.Type, FeedTriples.Delete);
            yield break;
        }

        yield return new(member, FeedTriples.Type, Skos("Concept"));
        foreach (var type in term.Types.Where(type => IsIri(type) && type != SkosNs.Namespace + "Concept"))
            yield return new(member, FeedTriples.Type, new Iri(type));
        foreach (var scheme in term.Schemes.Where(IsIri))
            yield return new(member, Skos("inScheme"), new Iri(scheme));
        foreach (var label in term.Labels)
            yield return new(member, Skos(label.Kind switch { TermLabelKind.Preferred => "prefLabel", TermLabelKind.Alternative => "altLabel", _ => "hiddenLabel" }), Text(label.Text, label.Language));
        foreach (var note in term.Notes)
            yield return new(member, Skos(note.Kind switch { TermNoteKind.Definition => "definition", TermNoteKind.ScopeNote => "scopeNote", _ => "note" }), Text(note.Text, note.Language));
        foreach (var notation in term.Notations)
            yield return new(member, Skos("notation"), new Literal(notation));
        foreach (var relation in term.Relations.Where(relation => IsIri(relation.Iri)))
        {
            if (PredicateOf(relation.Kind) is { } predicate)
                yield return new(member, predicate, new Iri(relation.Iri));
        }

        if (term.IsDeprecated)
            yield return new(member, new Iri(OwlNs.Namespace + "deprecated"), new Literal("true", new Iri(XsdNs.Namespace + "boolean")));
    }

    private static Iri? PredicateOf(TermRelationKind kind) => kind switch
    {
        TermRelationKind.Broader => Skos("broader"),
        TermRelationKind.Narrower => Skos("narrower"),
        TermRelationKind.Related => Skos("related"),
        TermRelationKind.ExactMatch => Skos("exactMatch"),
        TermRelationKind.CloseMatch => Skos("closeMatch"),
        TermRelationKind.BroadMatch => Skos("broadMatch"),
        TermRelationKind.NarrowMatch => Skos("narrowMatch"),
        TermRelationKind.RelatedMatch => Skos("relatedMatch"),
        TermRelationKind.SeeAlso => new Iri(RdfsNs.Namespace + "seeAlso"),
        _ => null,
    };

    private static Iri Skos(string name) => new(SkosNs.Namespace + name);

    private static Literal Text(string text, string language) => language.Length == 0 ? new Literal(text) : new Literal(text, RdfNs.LangString, language);

    private static bool IsIri(string text) => text.Contains(':', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _) && !text.AsSpan().ContainsAny(s_notInIris);
}
