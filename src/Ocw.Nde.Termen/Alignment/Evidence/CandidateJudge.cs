using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>Weighs a candidate against everything else that is known of the value.</summary>
internal static class CandidateJudge
{
    internal static void Judge(Candidate candidate, AlignmentValue value)
    {
        candidate.IsJudged = true;
        ref readonly var facts = ref candidate.Index.Facts[candidate.Term];
        if (facts.Deprecated != 0)
        {
            candidate.Reasons.Add(AlignmentReasons.Deprecated);
            candidate.NeedsConfirmation = true;
        }

        // What names the term itself needs no more evidence.
        if (candidate.Level >= MatchLevel.Notation)
            return;
        if (value.Rule.Genres != TermGenres.None && facts.Genres != TermGenres.None && (value.Rule.Genres & facts.Genres) == TermGenres.None)
        {
            candidate.Reasons.Add(AlignmentReasons.TypeContradicts);
            candidate.IsContradicted = true;
        }

        YearEvidence.Weigh(candidate, value, facts);
        PlaceEvidence.Weigh(candidate, value, facts);
        BroaderEvidence.Weigh(candidate, value);
        QualifierEvidence.Weigh(candidate, value, facts);
        Names(candidate, value);
    }

    // A term that has a label in the value's language, and another one, is another word: «wand» is no «wand».
    private static bool HasLabelIn(string language, Candidate candidate) =>
        candidate.Index.Labels(candidate.Term).Labels.Exists(label => LabelChoice.SameLanguage(label.Language, language));

    private static void Names(Candidate candidate, AlignmentValue value)
    {
        if (value.Person is { IsInitialsOnly: true } && (candidate.Index.Facts[candidate.Term].Genres & TermGenres.Agent) != TermGenres.None)
        {
            candidate.Reasons.Add(AlignmentReasons.InitialsOnly);
            candidate.NeedsConfirmation = true;
        }

        if (candidate.Level == MatchLevel.LabelEqual && candidate.Likeness < 0.95)
        {
            candidate.Reasons.Add(AlignmentReasons.LanguageDiffers);
            candidate.NeedsConfirmation = HasLabelIn(value.Query.Language!, candidate);
        }
    }
}

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

/// <summary>Kinds of place and coordinates.</summary>
internal static class PlaceEvidence
{
    private const double NearKilometres = 5;
    private const double FarKilometres = 100;

    // Places so large that their middle says little.
    private const PlaceKinds Extended = PlaceKinds.Country | PlaceKinds.Province | PlaceKinds.Region
        | PlaceKinds.Water | PlaceKinds.Landform | PlaceKinds.Island | PlaceKinds.Road;

    internal static void Weigh(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        if (!value.MayBePlace)
            return;
        if (!PlaceKindWords.AreCompatible(value.Kinds, facts.PlaceKinds))
        {
            candidate.Reasons.Add(AlignmentReasons.PlaceKindContradicts);
            candidate.IsContradicted = true;
        }

        if (value.Point is not { } point || !facts.HasCoordinates)
            return;
        var kilometres = point.KilometresTo(new Coordinates(facts.Latitude, facts.Longitude));
        candidate.Kilometres = kilometres;
        if (kilometres <= NearKilometres)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesNear}={kilometres:0.#}"));
            candidate.IsConfirmed = true;
        }
        else if (kilometres > FarKilometres && ((value.Kinds | facts.PlaceKinds) & Extended) == PlaceKinds.None)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesFar}={kilometres:0}"));
            candidate.IsContradicted = true;
        }
    }
}

/// <summary>The place or term around the value, against the hierarchy of the source.</summary>
internal static class BroaderEvidence
{
    internal static void Weigh(Candidate candidate, AlignmentValue value)
    {
        if (value.Broader.Count == 0)
            return;
        var ancestors = TermLookup.AncestorsOf(candidate.Index, candidate.Term);
        if (ancestors.Count == 0)
            return;

        var known = false;
        foreach (var broader in value.Broader)
        {
            var named = CandidateFinder.TermsNamed(candidate.Index, broader);
            if (named.Overlaps(ancestors))
            {
                candidate.Reasons.Add(AlignmentReasons.BroaderEqual);
                candidate.IsConfirmed = true;
                return;
            }

            // Only a term that the source itself uses as broader, and that is not the candidate or below it, can contradict.
            known |= named.Any(term => candidate.Index.Narrower(term).Length > 0)
                && !named.Contains(candidate.Term) && !named.Any(term => TermLookup.AncestorsOf(candidate.Index, term).Contains(candidate.Term));
        }

        if (!known)
            return;
        candidate.Reasons.Add(AlignmentReasons.BroaderContradicts);
        candidate.IsContradicted = true;
    }
}

/// <summary>A qualifier that only one side has, against what is known of the other.</summary>
internal static class QualifierEvidence
{
    internal static void Weigh(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        if (candidate.Level != MatchLevel.QualifierOpen || candidate.Form is not { } form)
            return;
        var agrees = form.Qualifiers.Count == 0 || value.Label.Qualifiers.Count == 0
            ? value.Label.Qualifiers.Count == 0
                ? form.Qualifiers.Count > 0 && form.Qualifiers.All(qualifier => ValueFits(qualifier, value))
                : OfTerm(candidate, value, facts)
            : false;
        if (!agrees)
            return;
        candidate.Reasons.Add(AlignmentReasons.QualifierAgrees);
        candidate.IsConfirmed = true;
    }

    private static bool ValueFits(string qualifier, AlignmentValue value) =>
        value.Broader.Any(broader => string.Equals(broader.Direct, qualifier, StringComparison.Ordinal))
        || (PlaceKindWords.Of(qualifier) is var kinds and not PlaceKinds.None && (kinds & value.Kinds) != PlaceKinds.None);

    private static bool OfTerm(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        foreach (var qualifier in value.Label.Qualifiers)
        {
            if (PlaceKindWords.Of(qualifier) is var kinds and not PlaceKinds.None)
            {
                if ((kinds & facts.PlaceKinds) == PlaceKinds.None)
                    return false;
            }
            else if (!IsAncestor(candidate, qualifier))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAncestor(Candidate candidate, string qualifier)
    {
        var named = CandidateFinder.TermsNamed(candidate.Index, LabelForm.Parse(qualifier));
        return named.Count > 0 && named.Overlaps(TermLookup.AncestorsOf(candidate.Index, candidate.Term));
    }
}
