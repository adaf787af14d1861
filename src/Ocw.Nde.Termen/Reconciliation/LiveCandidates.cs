using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Finds the candidates of a query in sources that are not kept: their names are all there is to go by.</summary>
internal sealed class LiveCandidates(LiveTerms live)
{
    // Sources rank badly: more is asked than is shown.
    private const int MostAsked = 100;

    internal async Task<List<CandidateDraft>> FindAsync(ReconciliationQuery query, IReadOnlyList<string> sources, IReadOnlyList<string> languages, List<string> warnings, CancellationToken cancellation)
    {
        var isIri = query.Text.Contains("://", StringComparison.Ordinal) && !query.Text.Contains(' ', StringComparison.Ordinal);
        IReadOnlyList<string> iris = query.Ids.Count > 0 ? query.Ids : isIri ? [query.Text] : [];
        if (iris.Count > 0)
            return [.. (await live.FindAsync(iris, languages, warnings, cancellation).ConfigureAwait(false)).Select(term => Named(term, iris.Count == 1))];
        var text = LabelForm.Parse(query.Text);
        if (text.IsEmpty)
            return [];
        var terms = await live.SearchAsync(sources, query.Text, languages, Math.Clamp(query.Limit * 3, 30, MostAsked), warnings, cancellation).ConfigureAwait(false);
        return [.. terms.Select(term => NameScore.Of(term, text))];
    }

    private static CandidateDraft Named(Lookup.Term term, bool isOnly)
    {
        var draft = new CandidateDraft(term, 100) { IsAccepted = isOnly, KnowsContext = true };
        draft.Features.Add(new MatchingFeature(AlignmentReasons.IdentifierEqual, Number: null));
        return draft;
    }
}
