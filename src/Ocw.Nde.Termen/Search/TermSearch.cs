using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>Searches the labels and notations of all kept sources at once.</summary>
public sealed class TermSearch
{
    private const int MaxText = 500;

    private readonly TermIndex _index;

    /// <summary>Searches this index.</summary>
    public TermSearch(TermIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _index = index;
    }

    /// <summary>Finds the terms whose label is the text, begins with it, or holds all its words, or whose notation it is; best first.</summary>
    /// <remarks>The same query over the same index gives the same order. A text without letters or digits finds nothing.</remarks>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public TermSearchResult Search(TermQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Offset is < 0 or > TermQuery.MaxOffset)
            throw new ArgumentException($"The offset {query.Offset} is outside 0 to {TermQuery.MaxOffset}.", nameof(query));
        if (query.Limit is < 1 or > TermQuery.MaxLimit)
            throw new ArgumentException($"The limit {query.Limit} is outside 1 to {TermQuery.MaxLimit}.", nameof(query));

        var text = query.Text.Length <= MaxText ? query.Text : query.Text[..MaxText];
        using var lease = _index.Acquire(query.Sources);
        var found = new List<(SourceIndex Index, FoundTerm Term)>();
        long total = 0;
        foreach (var index in lease.Sources)
        {
            var one = new SourceSearch(index, query, text).Run();
            total += one.Total;
            foreach (var term in one.Terms)
                found.Add((index, term));
        }

        // Sources come in order of id and their terms in order: a stable sort keeps that for equal scores.
        var page = found.OrderByDescending(item => item.Term.Score).ThenBy(item => item.Term.LabelLength).Skip(query.Offset).Take(query.Limit)
            .Select(item => Hit(item.Index, item.Term, query.Languages));
        return new TermSearchResult([.. page], total);
    }

    private static TermHit Hit(SourceIndex index, FoundTerm found, IReadOnlyList<string> languages)
    {
        var (iri, labels) = index.Labels(found.Term);
        var shown = LabelChoice.Best(labels, languages, index.Source.Languages);
        var matched = found.Label >= 0 ? index.LabelText(found.Label) : found.Notation ?? "";
        return new TermHit(iri, index.Source.Id, shown.Text, shown.Language, matched, Hint(index, found.Term, languages), index.Facts[found.Term].Deprecated != 0, found.Score, found.Reason);
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
