using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>Puts the terms of a live answer in order, with scores on the scale of kept sources.</summary>
internal static class LiveRanking
{
    // A source may know why a term answers a question although no label shows it: a note, a spelling, an identifier.
    private const double Unexplained = 0.40;
    private const double DeprecatedCost = 0.20;

    /// <summary>The hits: as the source ranks them, where it does; else best label first, and alphabetical among equals.</summary>
    internal static List<NetworkHit> Rank(LiveAnswer answer, CatalogEntry entry, NetworkQuery query)
    {
        var folded = TextFolder.Fold(query.Text);
        return
        [
            .. answer.Terms
                .Where(term => query.IncludeDeprecated || !term.Term.IsDeprecated)
                .Select(term => (term.Rank, Hit: Hit(term.Term, entry, query, folded)))
                .OrderByDescending(one => one.Rank ?? 0)
                .ThenByDescending(one => one.Hit.Hit.Score)
                .ThenBy(one => one.Hit.Hit.Label, StringComparer.OrdinalIgnoreCase)
                .ThenBy(one => one.Hit.Hit.Iri, StringComparer.Ordinal)
                .Select(one => one.Hit),
        ];
    }

    private static NetworkHit Hit(Term term, CatalogEntry entry, NetworkQuery query, string folded)
    {
        var (score, reason, matched) = (Unexplained, NetworkReasons.SourceAnswer, "");
        foreach (var label in term.Labels)
        {
            var (one, why) = Score(TextFolder.Fold(label.Text), folded);
            one -= label.Kind == TermLabelKind.Preferred ? 0 : 0.01;
            if (one > score)
                (score, reason, matched) = (one, why, label.Text);
        }

        if (term.Notations.Any(notation => string.Equals(notation, query.Text.Trim(), StringComparison.OrdinalIgnoreCase)))
            (score, reason, matched) = (1.0, SearchReasons.NotationEqual, query.Text.Trim());
        var shown = term.Label([.. query.Languages]);
        var hint = term.Birth is not null || term.Death is not null
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{term.Birth}–{term.Death}")
            : term.Broader.Select(broader => broader.Label).FirstOrDefault(label => label is not null) ?? "";
        return new NetworkHit(
            new TermHit(term.Iri, entry.Id, shown.Text, shown.Language, matched.Length > 0 ? matched : shown.Text, hint, term.IsDeprecated, term.IsDeprecated ? score - DeprecatedCost : score, reason),
            term);
    }

    private static (double Score, string Reason) Score(string label, string query)
    {
        if (query.Length == 0 || label.Length == 0)
            return (0, "");
        if (string.Equals(label, query, StringComparison.Ordinal))
            return (1.0, SearchReasons.LabelEqual);
        if (string.Equals(TextFolder.SortWords(label), TextFolder.SortWords(query), StringComparison.Ordinal))
            return (0.97, SearchReasons.WordsEqual);
        if (label.StartsWith(query + " ", StringComparison.Ordinal))
            return (0.80 + (0.12 * query.Length / label.Length), SearchReasons.LabelStarts);
        var words = label.Split(' ');
        return query.Split(' ').All(word => words.Contains(word, StringComparer.Ordinal))
            ? (0.50 + (0.25 * query.Length / Math.Max(label.Length, query.Length)), SearchReasons.WordsContained)
            : (0, "");
    }
}
