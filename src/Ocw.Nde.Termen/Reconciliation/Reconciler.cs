using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Answers reconciliation queries, a batch on several processors at once.</summary>
/// <remarks>
/// 1. Candidates come from the kept sources, and from the others where they live. 2. Types and properties are weighed. 3. They are ranked. 4. The first is a
/// match if it was accepted, or bears the very name and no other comes near.
/// </remarks>
public sealed class Reconciler
{
    private readonly Func<TermIndex> _index;
    private readonly LiveCandidates _live;

    /// <summary>Reconciles with the sources of a network.</summary>
    /// <param name="network">The sources.</param>
    /// <param name="index">The kept terms; asked at each batch, since the index may be replaced.</param>
    /// <param name="options">The ceilings.</param>
    public Reconciler(TermNetwork network, Func<TermIndex> index, ReconciliationOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        _index = index;
        _live = new LiveCandidates(new LiveTerms(network, options));
        Options = options;
    }

    /// <summary>The ceilings.</summary>
    public ReconciliationOptions Options { get; }

    /// <summary>Answers a batch, in its order. One query's fault never touches another.</summary>
    public async Task<IReadOnlyList<ReconciliationAnswer>> ReconcileAsync(IReadOnlyList<BatchItem> batch, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(languages);
        var answers = new ReconciliationAnswer[batch.Count];
        var kept = new KeptCandidates(_index(), Options);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Options.Parallelism, CancellationToken = cancellation };
        await Parallel.ForAsync(0, batch.Count, parallel, async (i, token) => answers[i] = await AnswerAsync(kept, batch[i], scope, languages, token).ConfigureAwait(false)).ConfigureAwait(false);
        return answers;
    }

    private async Task<ReconciliationAnswer> AnswerAsync(KeptCandidates kept, BatchItem item, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        if (item.Query is not { } query)
            return new ReconciliationAnswer(item, [], []);
        IReadOnlyList<string> wanted = query.Language is { Length: > 0 } own && !languages.Contains(own, StringComparer.OrdinalIgnoreCase) ? [.. languages, own] : languages;
        var warnings = new List<string>(query.Warnings);
        var drafts = scope.Kept.Count > 0 ? kept.Find(query, scope.Kept, wanted, cancellation) : [];
        if (scope.Live.Count > 0)
            drafts.AddRange(await _live.FindAsync(query, scope.Live, wanted, warnings, cancellation).ConfigureAwait(false));
        drafts.RemoveAll(draft => !Weigh(draft, query));
        return new ReconciliationAnswer(item, Rank(drafts, query), warnings);
    }

    /// <summary>Weighs types and properties.</summary>
    /// <returns>Whether it stays a candidate.</returns>
    private static bool Weigh(CandidateDraft draft, ReconciliationQuery query)
    {
        if (query.Types.Count > 0)
        {
            var fits = query.TypeStrictness == TypeStrictness.All
                ? query.Types.All(type => ReconciliationTypes.Fits(draft.Term, type))
                : query.Types.Any(type => ReconciliationTypes.Fits(draft.Term, type));
            if (!fits && query.TypeStrictness != TypeStrictness.Should)
                return false;
            draft.Features.Add(new MatchingFeature("type", Number: null, fits));
            if (!fits)
            {
                draft.Score *= 0.5;
                draft.IsDoubted = true;
            }
        }

        foreach (var condition in query.Properties)
        {
            var holds = ConditionCheck.Holds(condition, draft);
            if (holds is not true && condition.IsRequired)
                return false;
            if (holds is null)
                continue;
            draft.Features.Add(new MatchingFeature("property:" + condition.Property.Id, Number: null, holds.Value));
            if (!holds.Value && condition.Quantifier == MatchQuantifier.None)
                draft.IsDoubted = true;
            if (!draft.KnowsContext)
                draft.Score = holds.Value ? Math.Min(draft.Score + 4, 99) : draft.Score * 0.7;
        }

        return true;
    }

    private List<ReconciliationCandidate> Rank(List<CandidateDraft> drafts, ReconciliationQuery query)
    {
        LowerHiddenNames(drafts);
        var ranked = drafts.OrderByDescending(draft => draft.IsAccepted && !draft.IsDoubted).ThenByDescending(draft => draft.Score).ThenByDescending(draft => draft.IsNamesake)
            .ThenBy(draft => draft.Term.IsDeprecated).ThenBy(draft => draft.Term.Iri.Length).ThenBy(draft => draft.Term.Iri, StringComparer.Ordinal).Take(query.Limit).ToList();
        var match = MatchOf(ranked);
        return [.. ranked.Select(draft => new ReconciliationCandidate(draft.Term, Math.Round(ReferenceEquals(draft, match) ? ScoreOfMatch(draft) : Math.Clamp(draft.Score, 0, 99), 2), ReferenceEquals(draft, match), draft.Features))];
    }

    // A hidden label finds a term, but does not name it: a term that bears the text as a name that it shows comes first.
    private static void LowerHiddenNames(List<CandidateDraft> drafts)
    {
        var shown = drafts.Where(draft => draft.Features.Exists(feature => feature.Id is AlignmentReasons.LabelEqual or AlignmentReasons.AlternativeLabelEqual)).Select(draft => draft.Score).DefaultIfEmpty().Max();
        foreach (var draft in drafts.Where(draft => shown > 0 && !draft.IsAccepted && draft.Score >= shown && draft.Features.Exists(feature => feature.Id == AlignmentReasons.HiddenLabelEqual)))
            draft.Score = shown - 1;
    }

    // A match whose name is the text has nothing left to wish for; clients read the score as a likeness.
    private static double ScoreOfMatch(CandidateDraft match)
    {
        foreach (var feature in match.Features)
        {
            switch (feature.Id)
            {
                case AlignmentReasons.LabelEqual:
                    return 100;
                case AlignmentReasons.AlternativeLabelEqual:
                    return Math.Max(match.Score, 98);
                case AlignmentReasons.HiddenLabelEqual:
                    return Math.Max(match.Score, 95);
            }
        }

        return Math.Clamp(match.Score, 90, 100);
    }

    private CandidateDraft? MatchOf(List<CandidateDraft> ranked)
    {
        if (ranked is not [var first, ..] || first.IsDoubted)
            return null;
        if (first.IsAccepted)
            return ranked.Skip(1).Any(other => other.IsAccepted && !other.IsDoubted) ? null : first;
        if (!first.IsNamesake || ranked.Skip(1).Any(other => other.IsNamesake))
            return null;
        return ranked.Count == 1 || first.Score - ranked[1].Score >= Options.MatchGap || !ranked[1].Features.Exists(feature => feature.Id == AlignmentReasons.LabelEqual) ? first : null;
    }
}
