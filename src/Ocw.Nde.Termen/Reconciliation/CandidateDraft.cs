using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A candidate while its score is being made.</summary>
internal sealed class CandidateDraft(Term term, double score)
{
    internal Term Term { get; } = term;

    /// <summary>The terms above it, for conditions on the broader term.</summary>
    internal IReadOnlyList<TermReference> Above { get; init; } = term.Broader;

    /// <summary>0 to 100.</summary>
    internal double Score { get; set; } = score;

    /// <summary>Whether it was accepted: by its identifier, or by the aligner.</summary>
    internal bool IsAccepted { get; init; }

    /// <summary>Whether its preferred name is the text itself and nothing speaks against it, so that it is a match if no other comes near.</summary>
    internal bool IsNamesake { get; set; }

    /// <summary>Whether the type or a condition rules a match out.</summary>
    internal bool IsDoubted { get; set; }

    /// <summary>Whether the score was made with the properties of the query in mind.</summary>
    internal bool KnowsContext { get; init; }

    internal List<MatchingFeature> Features { get; } = [];
}
