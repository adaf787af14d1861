using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>Years of birth, death and work.</summary>
internal static class YearEvidence
{
    /// <summary>Years that differ by more contradict; sources disagree by a year or two about many lives.</summary>
    private const int Tolerance = 2;

    internal static void Weigh(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        var birth = Compare(value.Years.Birth, facts.Birth, AlignmentReasons.BirthYearEqual, AlignmentReasons.BirthYearDiffers, candidate);
        var death = Compare(value.Years.Death, facts.Death, AlignmentReasons.DeathYearEqual, AlignmentReasons.DeathYearDiffers, candidate);
        if (value.Years.Birth > facts.Death || value.Years.Death < facts.Birth || (value.MayBeAgent && value.WorkYear < facts.Birth))
        {
            candidate.Reasons.Add(AlignmentReasons.LifetimeContradicts);
            candidate.IsNamesake = true;
        }

        candidate.IsContradicted |= candidate.IsNamesake;
        candidate.AreYearsEqual = !candidate.IsNamesake && (birth == 0 || death == 0) && birth is 0 or null && death is 0 or null;
        candidate.IsConfirmed |= candidate.AreYearsEqual;
    }

    private static int? Compare(int? value, int? term, string equal, string differs, Candidate candidate)
    {
        if (value is not { } left || term is not { } right)
            return null;
        var difference = Math.Abs(left - right);
        if (difference == 0)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{equal}={left}"));
        }
        else if (difference <= Tolerance)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.YearNear}={left}/{right}"));
        }
        else
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{differs}={left}/{right}"));
            candidate.IsNamesake = true;
        }

        return difference;
    }
}
