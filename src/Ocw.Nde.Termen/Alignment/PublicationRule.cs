using System.Globalization;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Says which candidate of a source is linked without a person's word, if any.</summary>
/// <remarks>
/// It is the most probable one, above the threshold of its kind or of the field, and nothing may speak against it that a person would want to look at:
/// a contradiction, a tie that nothing decides, initials without years, a namesake that was ruled out, a name that leads elsewhere, a withdrawn term.
/// </remarks>
internal sealed class PublicationRule(AlignmentValue value, AlignmentModel model)
{
    internal Candidate? Choose(IReadOnlyList<Candidate> candidates)
    {
        if (candidates.Count == 0)
            return null;
        var top = candidates.Max(candidate => candidate.Level);
        if (top >= MatchLevel.Notation)
            return Only([.. candidates.Where(candidate => candidate.Level == top && !candidate.NeedsConfirmation)]);

        var fitting = Fitting(candidates);
        var decided = Only(fitting) ?? Decide(fitting);
        var best = candidates.MaxBy(candidate => candidate.Probability)!;
        if (best.Probability < (value.Rule.PublishAt ?? model[best.Family].PublishAt) || best.IsContradicted || (fitting.Count > 0 && decided != best))
            return null;
        if (best.MatchReason == AlignmentReasons.NameOrderDiffers)
            return null;
        if ((best.NeedsConfirmation || best.Level is MatchLevel.QualifierOpen or MatchLevel.QualifierDiffers) && !best.IsConfirmed)
            return null;

        // Where years ruled out a namesake, something must confirm the one that is left.
        if (!best.IsConfirmed && candidates.Any(candidate => candidate.IsNamesake))
        {
            best.Reasons.Add(AlignmentReasons.HomonymContradicted);
            return null;
        }

        return best.IsNamedElsewhere || (best.HasNumberVariantElsewhere && !best.IsConfirmed && value.Rule.Genres == TermGenres.None) ? null : best;
    }

    /// <summary>
    /// The terms whose label is equal. Terms of the same base with a qualifier that was not asked for count as well, since any of them may be meant; but among
    /// places the unqualified name is the main place, where the qualifier of the other only names a kind: «Suriname» beside «Suriname (rivier)».
    /// </summary>
    internal List<Candidate> Fitting(IReadOnlyList<Candidate> candidates)
    {
        var fitting = candidates.Where(candidate => candidate.Level >= MatchLevel.QualifierOpen && !candidate.IsContradicted).ToList();
        if (!fitting.Exists(candidate => candidate.IsEqual))
            return [];
        if (!fitting.Exists(candidate => candidate.Level == MatchLevel.LabelEqual))
            return fitting;
        return fitting.FindAll(candidate => candidate.IsEqual || (value.Label.Qualifiers.Count == 0 && !IsKindOfPlace(candidate)));
    }

    private static bool IsKindOfPlace(Candidate candidate) =>
        candidate.Form is { Qualifiers.Count: > 0 } form && form.Qualifiers.All(qualifier => PlaceKindWords.Of(qualifier) != PlaceKinds.None);

    private static Candidate? Only(List<Candidate> equal)
    {
        if (equal.Count != 1)
        {
            foreach (var candidate in equal)
                candidate.Reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{AlignmentReasons.SeveralCandidates}={equal.Count}"));
            return null;
        }

        equal[0].Reasons.Add(AlignmentReasons.OnlyCandidate);
        return equal[0];
    }

    private static Candidate? Decide(List<Candidate> equal)
    {
        if (equal.Count < 2)
            return null;
        if (Single(equal, candidate => candidate.AreYearsEqual) is { } byYears)
            return By(byYears, AlignmentReasons.YearsDecide);
        if (Nearest(equal) is { } byPlace)
            return By(byPlace, AlignmentReasons.CoordinatesDecide);
        if (Single(equal, candidate => candidate.HasAlternateName) is { } byName)
            return By(byName, AlignmentReasons.AlternateNameDecides);
        return Single(equal, candidate => candidate.Features[(int)Feature.CountryEqual] > 0) is { } byCountry ? By(byCountry, AlignmentReasons.CountryEqual) : null;
    }

    private static Candidate By(Candidate candidate, string reason)
    {
        candidate.Reasons.Add(reason);
        return candidate;
    }

    private static Candidate? Single(List<Candidate> candidates, Predicate<Candidate> holds)
    {
        var holding = candidates.FindAll(holds);
        return holding.Count == 1 ? holding[0] : null;
    }

    // Within two kilometres, and every other at least ten times as far or twenty kilometres away.
    private static Candidate? Nearest(List<Candidate> equal)
    {
        var nearest = equal.MinBy(candidate => candidate.Kilometres ?? double.MaxValue)!;
        if (nearest.Kilometres is not <= 2)
            return null;
        var limit = Math.Max(20, nearest.Kilometres.Value * 10);
        return equal.TrueForAll(candidate => candidate == nearest || candidate.Kilometres > limit) ? nearest : null;
    }
}
