namespace Ocw.Nde.Termen.Changes;

/// <summary>The words for changes.</summary>
public static class ChangeWords
{
    /// <summary>A kind of change: in Dutch for «nl», else in English.</summary>
    public static string Of(TermChangeKind kind, string language) => (kind, IsDutch(language)) switch
    {
        (TermChangeKind.Added, true) => "nieuw",
        (TermChangeKind.Changed, true) => "gewijzigd",
        (TermChangeKind.Deprecated, true) => "vervallen",
        (TermChangeKind.Restored, true) => "hersteld",
        (TermChangeKind.Replaced, true) => "vervangen",
        (TermChangeKind.Removed, true) => "verdwenen",
        (TermChangeKind.Deprecated, false) => "withdrawn",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>A part of a term: in Dutch for «nl», else in English.</summary>
    public static string Of(TermPart part, string language) => (part, IsDutch(language)) switch
    {
        (TermPart.PreferredLabel, true) => "voorkeurslabel",
        (TermPart.AlternativeLabel, true) => "ander label",
        (TermPart.HiddenLabel, true) => "verborgen label",
        (TermPart.Note, true) => "toelichting",
        (TermPart.Notation, true) => "notatie",
        (TermPart.Broader, true) => "ruimere term",
        (TermPart.Relation, true) => "relatie",
        (TermPart.Type, true) => "soort",
        (TermPart.Years, true) => "jaren",
        (TermPart.PreferredLabel, false) => "preferred label",
        (TermPart.AlternativeLabel, false) => "other label",
        (TermPart.HiddenLabel, false) => "hidden label",
        (TermPart.Broader, false) => "broader term",
        _ => part.ToString().ToLowerInvariant(),
    };

    private static bool IsDutch(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);
}
