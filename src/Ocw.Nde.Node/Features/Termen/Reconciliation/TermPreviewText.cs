using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Reconciliation;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>The texts of a preview.</summary>
internal static class TermPreviewText
{
    private const int MaxItems = 12;

    /// <summary>One line: years, kind and note.</summary>
    public static string Line(Term term, IReadOnlyList<string> languages)
    {
        string?[] parts = [Years(term), string.Join(", ", Names(term.Broader, languages)), Note(term, languages)];
        return string.Join(" – ", parts.Where(part => part is { Length: > 0 }));
    }

    /// <summary>Years of birth and death, or of beginning and end; <see langword="null"/> where none is known.</summary>
    public static string? Years(Term term) => term.Birth is null && term.Death is null ? null : string.Create(CultureInfo.InvariantCulture, $"{term.Birth}–{term.Death}");

    /// <summary>The other names, those in the languages asked for first.</summary>
    public static IReadOnlyList<string> OtherNames(Term term, IReadOnlyList<string> languages) =>
        [.. term.Labels.Where(label => label.Kind != TermLabelKind.Hidden).OrderBy(label => Cost(label.Language, languages)).Select(label => label.Text).Distinct(StringComparer.Ordinal).Where(text => text != CandidateText.Name(term, languages)).Take(MaxItems)];

    /// <summary>The best note: in the first language asked for that has one, else any.</summary>
    public static string? Note(Term term, IReadOnlyList<string> languages) =>
        term.Notes.Count == 0 ? null : term.Notes.OrderBy(note => Cost(note.Language, languages)).ThenBy(note => note.Kind).First().Text;

    /// <summary>The names of related terms.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<TermReference> terms, IReadOnlyList<string> languages) => [.. terms.Take(MaxItems).Select(term => CandidateText.Name(term, languages))];

    /// <summary>Where it lies, if that is known.</summary>
    public static string? Point(Term term) => term.Latitude is { } latitude && term.Longitude is { } longitude ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.#####}, {longitude:0.#####}") : null;

    private static int Cost(string language, IReadOnlyList<string> languages)
    {
        for (var i = 0; i < languages.Count; i++)
        {
            if (language.StartsWith(languages[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return language.Length == 0 ? languages.Count : languages.Count + 1;
    }
}
