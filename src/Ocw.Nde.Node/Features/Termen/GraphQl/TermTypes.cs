using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>Terms and what belongs to them, with the fields of NDE's Network of Terms first and this node's own after them.</summary>
internal sealed class TermTypes
{
    private static readonly GraphQlType Text = GraphQlScalars.String;
    private static readonly GraphQlType Id = GraphQlScalars.Id.NonNull();

    /// <summary>The languages of labels; NDE's have Dutch and English.</summary>
    public static EnumType Language { get; } = new(
        "Language", null,
        [.. ((string[])["en", "nl", "fy", "de", "fr", "es", "it", "pt", "la", "id", "pap", "srn"]).Select(tag => new EnumValue(tag, tag))]);

    public TermTypes()
    {
        LanguageString = new ObjectType<LabelText>("LanguageString")
            .Field("language", Language.NonNull(), label => label.Language)
            .Field("value", Text.NonNull(), label => label.Value);
        Term = Describe(new ObjectType<PlainTermView>("Term", "A description of a concept or entity, expressed in the SKOS vocabulary."), Text, new ObjectType<RelatedView>("RelatedTerm"));
        TranslatedTerm = Describe(new ObjectType<TranslatedTermView>("TranslatedTerm"), LanguageString, new ObjectType<RelatedView>("TranslatedRelatedTerm"));
    }

    public ObjectType Term { get; }

    public ObjectType TranslatedTerm { get; }

    public ObjectType LanguageString { get; }

    private static ObjectType<T> Describe<T>(ObjectType<T> type, GraphQlType label, ObjectType<RelatedView> related)
        where T : TermView
    {
        var labels = label.List().NonNull();
        related
            .Field("uri", Id, r => r.Reference.Iri)
            .Field("prefLabel", labels, r => r.Labels);
        var references = related.List();
        type
            .Field("uri", Id, t => t.Term.Iri)
            .Field("prefLabel", labels, t => t.Texts(TermLabels.Of(t.Term, TermLabelKind.Preferred)))
            .Field("altLabel", labels, t => t.Texts(TermLabels.Of(t.Term, TermLabelKind.Alternative)))
            .Field("hiddenLabel", labels, t => t.Texts(TermLabels.Of(t.Term, TermLabelKind.Hidden)))
            .Field("definition", labels, t => t.Texts(TermLabels.Definitions(t.Term)))
            .Field(
                "scopeNote", labels, t => t.Texts(TermLabels.Notes(t.Term, TermNoteKind.ScopeNote)),
                type is ObjectType<PlainTermView> ? "For the full definition of the term, use `definition` instead of `scopeNote`. The contents of `scopeNote` may change later." : null)
            .Field("seeAlso", Text.List().NonNull(), t => t.Term.SeeAlso)
            .Field("broader", references, t => t.Related(t.Term.Broader))
            .Field("narrower", references, t => t.Related(t.Term.Narrower))
            .Field("related", references, t => t.Related(t.Term.Related))
            .Field("exactMatch", references, t => t.Related(t.Term.ExactMatches));
        return DescribeMore(type, references, labels);
    }

    private static ObjectType<T> DescribeMore<T>(ObjectType<T> type, GraphQlType references, GraphQlType labels)
        where T : TermView => type
        .Field("note", labels, t => t.Texts(TermLabels.Notes(t.Term, TermNoteKind.Note)), "Other notes: history, examples. Not in NDE's Network of Terms.")
        .Field("notation", Text.NonNull().List().NonNull(), t => t.Term.Notations, "Codes of the term in its source. Not in NDE's Network of Terms.")
        .Field("narrowerCount", GraphQlScalars.Int.NonNull(), t => Math.Max(t.Term.NarrowerCount, t.Term.Narrower.Count), "How many narrower terms there are; `narrower` has the first of them. Not in NDE's Network of Terms.")
        .Field("replacedBy", references, t => t.Related(t.Term.ReplacedBy), "What takes the place of a withdrawn term. Not in NDE's Network of Terms.")
        .Field("isDeprecated", GraphQlScalars.Boolean.NonNull(), t => t.Term.IsDeprecated, "Whether the source has withdrawn the term. Not in NDE's Network of Terms.")
        .Field("kinds", TermKinds.Type.NonNull().List().NonNull(), t => TermKinds.Of(t.Term.Genres), "What the term stands for. Not in NDE's Network of Terms.")
        .Field("birth", GraphQlScalars.Int, t => t.Term.Birth, "Year of birth or foundation. Not in NDE's Network of Terms.")
        .Field("death", GraphQlScalars.Int, t => t.Term.Death, "Year of death or end. Not in NDE's Network of Terms.")
        .Field("latitude", GraphQlScalars.Float, t => t.Term.Latitude, "Degrees north, WGS 84. Not in NDE's Network of Terms.")
        .Field("longitude", GraphQlScalars.Float, t => t.Term.Longitude, "Degrees east, WGS 84. Not in NDE's Network of Terms.")
        .Field("score", GraphQlScalars.Float, t => t.Hit?.Score, "How well the term fits the query, 0 to 1; null in a look-up. Not in NDE's Network of Terms.")
        .Field("reason", Text, t => t.Hit?.Reason, "Why the term was found, as a stable code: `label-equal`, `label-starts`, … Not in NDE's Network of Terms.")
        .Field("matchedLabel", Text, t => t.Hit?.MatchedLabel, "The label or notation that was found. Not in NDE's Network of Terms.");
}

/// <summary>GraphQL's <c>TermKind</c>.</summary>
internal static class TermKinds
{
    private static readonly (string Name, TermGenres Genre)[] s_kinds =
        [.. Enum.GetValues<TermGenres>().Where(genre => genre is not (TermGenres.None or TermGenres.Agent)).Select(genre => (NameOf(genre), genre))];

    public static EnumType Type { get; } = new(
        "TermKind", "What a term stands for. Not in NDE's Network of Terms.", [.. s_kinds.Select(kind => new EnumValue(kind.Name, kind.Genre))]);

    public static IEnumerable<object> Of(TermGenres genres) => s_kinds.Where(kind => (genres & kind.Genre) != TermGenres.None).Select(kind => (object)kind.Genre);

    private static string NameOf(TermGenres genre) => genre == TermGenres.ObjectType ? "OBJECT_TYPE" : genre.ToString().ToUpperInvariant();
}
