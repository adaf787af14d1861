namespace Ocw.Nde.Termen.Search;

/// <summary>The best finds of one search in one source, each term once.</summary>
internal sealed class FoundTerms
{
    private readonly Dictionary<int, FoundTerm> _found = [];

    internal int Count => _found.Count;

    internal IReadOnlyCollection<FoundTerm> Items => _found.Values;

    internal void Add(FoundTerm found)
    {
        if (!_found.TryGetValue(found.Term, out var other) || found.IsBetterThan(other))
            _found[found.Term] = found;
    }
}

/// <summary>A term found in one source.</summary>
/// <param name="Term">Its number.</param>
/// <param name="Label">The number of the label; -1 if it was found otherwise.</param>
/// <param name="Score">How good it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="LabelLength">The length of the folded label.</param>
/// <param name="Popularity">Of <see cref="Indexing.TermFacts"/>.</param>
/// <param name="Notation">The notation that was found.</param>
/// <param name="Block">
/// 0 for the labels that were scored; those far down come in blocks by their number, unscored. Blocks are ranked before scores, so that a page far down is the same
/// whatever was asked before it.
/// </param>
internal readonly record struct FoundTerm(int Term, int Label, double Score, string Reason, int LabelLength, byte Popularity, string? Notation, int Block)
{
    internal bool IsBetterThan(in FoundTerm other) => Block != other.Block ? Block < other.Block : Score > other.Score;
}
