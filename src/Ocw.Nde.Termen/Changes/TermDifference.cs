using System.Globalization;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Changes;

/// <summary>Compares two versions of one term.</summary>
internal static class TermDifference
{
    /// <summary>What changed; <see langword="null"/> if nothing did.</summary>
    internal static TermChange? Of(TermRecord before, TermRecord now)
    {
        var details = new List<TermDetail>();
        foreach (var part in Enum.GetValues<TermPart>())
        {
            var old = PartOf(before, part).ToHashSet(StringComparer.Ordinal);
            var current = PartOf(now, part).ToHashSet(StringComparer.Ordinal);
            if (!old.SetEquals(current))
                details.Add(new TermDetail(part, [.. current.Except(old, StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. old.Except(current, StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        }

        var replaced = ReplacedBy(now);
        var isReplaced = replaced.Except(ReplacedBy(before), StringComparer.Ordinal).Any();
        if (details.Count == 0 && before.IsDeprecated == now.IsDeprecated && !isReplaced)
            return null;
        var kind = isReplaced ? TermChangeKind.Replaced
            : before.IsDeprecated == now.IsDeprecated ? TermChangeKind.Changed
            : now.IsDeprecated ? TermChangeKind.Deprecated
            : TermChangeKind.Restored;
        return new TermChange(kind, now.Iri, LabelOf(now), details, replaced, now);
    }

    internal static string LabelOf(TermRecord term) =>
        term.Labels.OrderBy(label => label.Kind).ThenBy(label => label.Language switch { "nl" => 0, "" => 1, "en" => 2, _ => 3 }).Select(label => label.Text).FirstOrDefault() ?? term.Iri;

    internal static IReadOnlyList<string> ReplacedBy(TermRecord term) => Related(term, TermRelationKind.ReplacedBy);

    private static IReadOnlyList<string> Related(TermRecord term, TermRelationKind kind) => [.. term.Relations.Where(relation => relation.Kind == kind).Select(relation => relation.Iri)];

    private static IEnumerable<string> PartOf(TermRecord term, TermPart part) => part switch
    {
        TermPart.PreferredLabel => Labels(term, TermLabelKind.Preferred),
        TermPart.AlternativeLabel => Labels(term, TermLabelKind.Alternative),
        TermPart.HiddenLabel => Labels(term, TermLabelKind.Hidden),
        TermPart.Note => term.Notes.Select(note => Tagged(note.Text, note.Language)),
        TermPart.Notation => term.Notations,
        TermPart.Broader => Related(term, TermRelationKind.Broader),
        TermPart.Relation => term.Relations.Where(relation => relation.Kind is not (TermRelationKind.Broader or TermRelationKind.ReplacedBy)).Select(relation => $"{relation.Kind} {relation.Iri}"),
        TermPart.Type => term.Schemes.Concat(term.Types),
        _ => term.Birth is null && term.Death is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"{term.Birth}–{term.Death}")],
    };

    private static IEnumerable<string> Labels(TermRecord term, TermLabelKind kind) => term.Labels.Where(label => label.Kind == kind).Select(label => Tagged(label.Text, label.Language));

    private static string Tagged(string text, string language) => language.Length == 0 ? text : text + "@" + language;
}
