using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>Makes a hit of what was found: the label to show, the label that fitted, and what tells the term from its namesakes.</summary>
internal static class HitMaker
{
    internal static TermHit Make(SourceIndex index, FoundTerm found, IReadOnlyList<string> languages)
    {
        var (iri, labels) = index.Labels(found.Term);
        var shown = LabelChoice.Best(labels, languages, index.Source.Languages);
        var matched = found.Label >= 0 ? index.LabelText(found.Label) : found.Notation ?? "";
        var kind = found.Label >= 0 && (TermLabelKind)index.LabelKinds[found.Label] is var label and not IndexFormat.NotationKind ? label : (TermLabelKind?)null;
        return new TermHit(iri, index.Source.Id, shown.Text, shown.Language, matched, Hint(index, found.Term, languages), index.Facts[found.Term].Deprecated != 0, Math.Max(0, found.Score), found.Reason)
        {
            MatchedKind = kind,
        };
    }

    private static string Hint(SourceIndex index, int term, IReadOnlyList<string> languages)
    {
        ref readonly var facts = ref index.Facts[term];
        if (facts.Birth is not null || facts.Death is not null)
            return string.Create(CultureInfo.InvariantCulture, $"{facts.Birth}–{facts.Death}");
        var broader = index.Broader(term);
        return broader.IsEmpty ? "" : LabelChoice.Best(index.Labels(broader[0]).Labels, languages, index.Source.Languages).Text;
    }
}
