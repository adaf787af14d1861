using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Node.Features.Termen.Shared;

/// <summary>A text with the language in which it is given.</summary>
/// <param name="Language">A primary language subtag: <c>nl</c>.</param>
/// <param name="Value">The text.</param>
internal sealed record LabelText(string Language, string Value);

/// <summary>Chooses among labels as NDE's Network of Terms does: Dutch stands for what has no language, and <c>mul</c> for any.</summary>
internal static class TermLabels
{
    /// <summary>The labels of a kind.</summary>
    public static IEnumerable<LabelText> Of(Term term, TermLabelKind kind) => term.Labels.Where(label => label.Kind == kind).Select(label => new LabelText(label.Language, label.Text));

    /// <summary>The preferred labels of a term that another refers to.</summary>
    public static IEnumerable<LabelText> Of(TermReference reference) => reference.Labels.Select(label => new LabelText(label.Language, label.Text));

    /// <summary>The notes of a kind.</summary>
    public static IEnumerable<LabelText> Notes(Term term, TermNoteKind kind) => term.Notes.Where(note => note.Kind == kind).Select(note => new LabelText(note.Language, note.Text));

    /// <summary>The definitions; the scope notes where there are none.</summary>
    public static IEnumerable<LabelText> Definitions(Term term) =>
        Notes(term, TermNoteKind.Definition) is var definitions && definitions.Any() ? definitions : Notes(term, TermNoteKind.ScopeNote);

    /// <summary>For who named no languages: Dutch or without language, else English, else whatever there is.</summary>
    public static IReadOnlyList<string> Plain(IEnumerable<LabelText> labels)
    {
        var all = labels.ToList();
        foreach (var wanted in (ReadOnlySpan<Func<string, bool>>)[l => Is(l, "nl"), IsOpen, l => Is(l, "en"), _ => true])
        {
            if (all.FindAll(label => wanted(label.Language)) is { Count: > 0 } found)
                return [.. found.Select(label => label.Value).Distinct(StringComparer.Ordinal)];
        }

        return [];
    }

    /// <summary>For who named languages: the labels in them, in their order; else those for all languages as the first of them, and those without language as Dutch.</summary>
    public static IReadOnlyList<LabelText> In(IEnumerable<LabelText> labels, IReadOnlyList<string> languages)
    {
        var all = labels.ToList();
        var found = languages.SelectMany(language => all.Where(label => Is(label.Language, language)).Select(label => new LabelText(language, label.Value))).Distinct().ToList();
        if (found.Count > 0 || languages.Count == 0)
            return found;
        return [.. all.Where(label => IsOpen(label.Language)).Select(label => new LabelText(label.Language.Length == 0 ? "nl" : languages[0], label.Value)).Distinct()];
    }

    /// <summary>The primary subtag of a tag.</summary>
    public static string Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is var dash and > 0 ? tag[..dash] : tag;

    private static bool Is(string tag, string language) => Primary(tag).Equals(language, StringComparison.OrdinalIgnoreCase);

    private static bool IsOpen(string tag) => tag is "" or "mul" or "und" or "zxx";
}
