using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Says in one line what tells a term from others of its name.</summary>
public static class CandidateText
{
    private const int MaxNote = 150;
    private const int MaxAlternatives = 4;
    private const string Separator = " • ";

    /// <summary>The name to show; the IRI for a term without labels.</summary>
    /// <remarks>As in NDE's service a preferred label without language stands for every language that the term has none in.</remarks>
    public static string Name(Term term, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(languages);
        return Preferred(term.Labels, languages) ?? (term.Label(languages).Text is { Length: > 0 } name ? name : term.Iri);
    }

    /// <summary>The name of a term that another refers to; its IRI where the source does not hold it.</summary>
    public static string Name(TermReference term, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        return Preferred(term.Labels, languages) ?? (term.Label is { Length: > 0 } label ? label : term.Iri);
    }

    private static string? Preferred(IReadOnlyList<TermLabel> labels, IReadOnlyList<string> languages)
    {
        foreach (var language in languages.Append(""))
        {
            foreach (var label in labels)
            {
                if (label.Kind == TermLabelKind.Preferred && (language.Length == 0 ? label.Language is "" or "mul" : LabelChoice.SameLanguage(label.Language, language)))
                    return label.Text;
            }
        }

        return null;
    }

    /// <summary>Years, the broader term, other names, and where there are none of these the note; with the name of the source where there are several.</summary>
    internal static string Description(Term term, IReadOnlyList<string> languages, bool withSource)
    {
        var parts = new List<string>();
        if (term.Birth is not null || term.Death is not null)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{term.Birth}–{term.Death}"));
        if (term.Broader is [{ Label.Length: > 0 } above, ..])
            parts.Add(Name(above, languages));
        var name = Name(term, languages);
        parts.AddRange(Alternatives(term, languages).Where(text => !string.Equals(text, name, StringComparison.Ordinal)).Take(MaxAlternatives));
        if (parts.Count == 0 && Note(term, languages) is { Length: > 0 } note)
            parts.Add(note.Length <= MaxNote ? note : string.Concat(note.AsSpan(0, MaxNote), "…"));
        if (withSource)
            parts.Add(languages is ["nl", ..] ? term.Source.TitleNl : term.Source.TitleEn);
        return string.Join(Separator, parts);
    }

    /// <summary>Other names in the first of the languages in which there are any.</summary>
    private static IEnumerable<string> Alternatives(Term term, IReadOnlyList<string> languages)
    {
        var others = term.Labels.Where(label => label.Kind == TermLabelKind.Alternative).ToList();
        if (others.Count == 0)
            return [];
        var best = others.Min(label => LabelChoice.LanguageCost(label.Language, languages, term.Source.Languages));
        return others.Where(label => LabelChoice.LanguageCost(label.Language, languages, term.Source.Languages) == best).Select(label => label.Text).Distinct(StringComparer.Ordinal);
    }

    private static string? Note(Term term, IReadOnlyList<string> languages) =>
        term.Notes.Count == 0 ? null : term.Notes.OrderBy(note => note.Kind).ThenBy(note => LabelChoice.LanguageCost(note.Language, languages, term.Source.Languages)).First().Text;
}
