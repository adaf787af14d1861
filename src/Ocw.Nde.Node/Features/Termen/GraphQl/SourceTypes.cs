using System.Globalization;
using Ocw.Nde.Termen.GraphQl;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>Sources, with the fields of NDE's Network of Terms first and this node's own after them.</summary>
internal sealed class SourceTypes
{
    private static readonly GraphQlType Text = GraphQlScalars.String;
    private static readonly GraphQlType Id = GraphQlScalars.Id;

    private static readonly EnumType s_mode = new(
        "SourceMode", "How this node asks a source. Not in NDE's Network of Terms.",
        new EnumValue("LIVE", "LIVE", "Only where the source lives, at each question."),
        new EnumValue("KEPT", "KEPT", "Only in the copy that this node keeps."),
        new EnumValue("BOTH", "BOTH", "In the copy; where the source lives when the copy is not there."));

    public SourceTypes()
    {
        var creator = new ObjectType<CreatorView>("Creator", "The organization that provides and manages one or more term sources.")
            .Field("uri", Id, c => c.Creator.Iri)
            .Field("name", Text.NonNull(), c => c.Name)
            .Field("alternateName", Text.NonNull(), c => c.AlternateName);
        var feature = new ObjectType<FeatureView>("Feature", "A feature available for a source.")
            .Field("type", new EnumType(
                "FeatureType", null,
                new EnumValue("RECONCILIATION", "RECONCILIATION", "Reconciliation Service API."), new EnumValue("GENRE_FILTER", "GENRE_FILTER", "Genre-based filtering of search results.")).NonNull(), f => f.Type)
            .Field("url", Id, f => f.Address);
        var genre = new ObjectType<GenreView>("Genre", "A genre (category) that a source provides terms about.")
            .Field("uri", Id.NonNull(), g => g.Iri)
            .Field("name", Text.NonNull(), g => g.Name);
        var status = new ObjectType<SourceHealth>("SourceStatus", "The latest known status of the terminology source.")
            .Field("isAvailable", GraphQlScalars.Boolean.NonNull(), s => s.IsAvailable)
            .Field("lastChecked", Text.NonNull(), s => s.LastChecked.ToString("O", CultureInfo.InvariantCulture));
        Source = Describe(creator, feature, genre, status);
    }

    public ObjectType Source { get; }

    private static ObjectType<SourceView> Describe(GraphQlType creator, GraphQlType feature, GraphQlType genre, GraphQlType status) =>
        new ObjectType<SourceView>("Source", "A term source is a collection of terms.")
            .Field("uri", Id.NonNull(), s => s.Entry.Iri)
            .Field("name", Text.NonNull(), s => s.Name)
            .Field("alternateName", Text, s => s.AlternateName)
            .Field("description", Text.NonNull(), s => s.Description)
            .Field("creators", creator.List().NonNull(), s => s.Creators)
            .Field("features", feature.List().NonNull(), s => s.Features)
            .Field("genres", genre.List().NonNull(), s => s.Genres)
            .Field("inLanguage", TermTypes.Language.List().NonNull(), s => s.Languages.Where(IsKnown))
            .Field("mainEntityOfPage", Text.List().NonNull(), s => s.Entry.MainPage is { } page ? (string[])[page] : [])
            .Field("status", status, (s, context) => new ValueTask<object?>(TermsState.Of(context).HealthOf(s.Entry)))
            .Field("id", Id.NonNull(), s => s.Entry.Id, "The short name that this node uses in addresses. Not in NDE's Network of Terms.")
            .Field("termPrefixes", Text.NonNull().List().NonNull(), s => s.Entry.TermPrefixes, "What the URIs of its terms begin with. Not in NDE's Network of Terms.")
            .Field("mode", s_mode.NonNull(), s => s.ModeName, "How this node asks the source. Not in NDE's Network of Terms.")
            .Field("licence", Text, s => s.Entry.Licence, "The licence of the source. Not in NDE's Network of Terms.")
            .Field("attribution", Text, s => s.Entry.Attribution, "Who must be named where its terms are shown. Not in NDE's Network of Terms.")
            .Field("copyFrom", Text, s => s.Entry.CopyFrom?.ToString("O", CultureInfo.InvariantCulture), "When this node's copy was taken from the source; null where it keeps none. Not in NDE's Network of Terms.")
            .Field("mirrorOf", Text, s => s.Entry.MirrorOf, "The node whose copy is used instead of the source. Not in NDE's Network of Terms.")
            .Field("termCount", GraphQlScalars.Int, s => s.Entry.KeptSource is null ? null : s.Entry.KeptTerms, "Terms in the copy. Not in NDE's Network of Terms.")
            .Field("labelCount", GraphQlScalars.Int, s => s.Entry.KeptSource is null ? null : s.Entry.KeptLabels, "Labels in the copy. Not in NDE's Network of Terms.");

    private static bool IsKnown(string language) => TermTypes.Language.Values.Any(value => value.Name == language);
}

/// <summary>Whether a source answers, and when that was last seen.</summary>
internal sealed record SourceHealth(bool IsAvailable, DateTimeOffset LastChecked);
