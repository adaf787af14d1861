using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Training;

/// <summary>The best answer to a string.</summary>
/// <param name="Set">The set of the string.</param>
/// <param name="Score">How probable it is.</param>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Count">How often it counts.</param>
/// <param name="IsMade">Whether the set was made of a thesaurus.</param>
internal readonly record struct ScoredAnswer(string Set, double Score, bool IsRight, double Count = 1, bool IsMade = false);

/// <summary>Chooses the score from which answers count, so that the precision holds for other strings of the same kind too.</summary>
/// <remarks>
/// A threshold that just reaches the precision on some strings misses it on every second other lot of them. It is therefore chosen on many lots that are drawn
/// from the strings with replacement, and the one that suffices for the asked share of them is taken.
/// </remarks>
internal static class AnswerThreshold
{
    private const int Lots = 200;

    // Few answers make lots that differ much: of these the middle one is taken.
    private const double SufficingOfFew = 0.5;

    // Expectations of gold sets are wrong now and then: among enough answers one may be.
    private const int EnoughForOneFault = 40;

    // A set of which a family has less than this says too little by itself: such sets are judged together.
    private const int EnoughAlone = 150;

    /// <summary>The threshold at which every set that is large enough reaches the precision, and so do the others together, those among them that were made of a thesaurus.</summary>
    internal static float Of(IReadOnlyList<ScoredAnswer> answers, double precision, double sufficing)
    {
        var sets = answers.GroupBy(answer => answer.Set, StringComparer.Ordinal).Select(set => set.ToList()).ToList();
        var threshold = 0f;
        foreach (var set in sets.Where(IsEnough))
            threshold = Math.Max(threshold, Sure(set, precision, sufficing));
        var small = sets.Where(set => !IsEnough(set)).SelectMany(set => set).ToList();
        return small.Count == 0 ? threshold : Math.Max(threshold, Sure(small, precision, SufficingOfFew));
    }

    /// <summary>The lowest threshold from which the precision is enough for these answers.</summary>
    internal static float Lowest(IEnumerable<ScoredAnswer> answers, double precision)
    {
        var sorted = answers.OrderByDescending(answer => answer.Score).ToList();
        var threshold = sorted.Count == 0 ? 0 : 1.0;
        var right = 0.0;
        var all = 0.0;
        for (var i = 0; i < sorted.Count; i++)
        {
            all += sorted[i].Count;
            right += sorted[i].IsRight ? sorted[i].Count : 0;
            if (i + 1 < sorted.Count && sorted[i + 1].Score == sorted[i].Score)
                continue;
            if (right >= precision * all || (all >= EnoughForOneFault && right >= all - 1))
                threshold = i + 1 < sorted.Count ? (sorted[i].Score + sorted[i + 1].Score) / 2 : 0;
        }

        return (float)threshold;
    }

    private static bool IsEnough(List<ScoredAnswer> set) => set.Count >= EnoughAlone && !set[0].IsMade;

    private static float Sure(List<ScoredAnswer> answers, double precision, double sufficing)
    {
        var thresholds = new float[Lots];
        for (var lot = 0; lot < Lots; lot++)
            thresholds[lot] = Lowest(Drawn(answers, lot), precision);
        Array.Sort(thresholds);
        return thresholds[(int)(Lots * sufficing)];
    }

    // The draws are a hash of their number, so that the same answers give the same threshold everywhere.
    private static IEnumerable<ScoredAnswer> Drawn(List<ScoredAnswer> answers, int lot)
    {
        for (var i = 0; i < answers.Count; i++)
            yield return answers[(int)(StableHash.Finish(((ulong)lot << 32) + (ulong)i) % (ulong)answers.Count)];
    }
}
