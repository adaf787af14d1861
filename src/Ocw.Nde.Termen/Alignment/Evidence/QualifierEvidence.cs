using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>A qualifier that only one side has, against what is known of the other.</summary>
internal static class QualifierEvidence
{
    private const double NearKilometres = 5;

    internal static void Weigh(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        if (candidate.Level != MatchLevel.QualifierOpen || candidate.Form is not { } form || (form.Qualifiers.Count > 0) == (value.Label.Qualifiers.Count > 0))
            return;
        if (form.Qualifiers.Count > 0 ? !form.Qualifiers.All(qualifier => ValueFits(qualifier, value)) : !TermFits(candidate, value, facts))
            return;
        candidate.Reasons.Add(AlignmentReasons.QualifierAgrees);
        candidate.IsConfirmed = true;
    }

    private static bool ValueFits(string qualifier, AlignmentValue value) =>
        value.Broader.Any(broader => string.Equals(broader.Direct, qualifier, StringComparison.Ordinal))
        || (PlaceKindWords.Of(qualifier) & value.Kinds) != PlaceKinds.None
        || (GenreWords.Of(qualifier) & value.Rule.Genres) != TermGenres.None;

    private static bool TermFits(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        foreach (var qualifier in value.Label.Qualifiers)
        {
            var fits = (PlaceKindWords.Of(qualifier) & facts.PlaceKinds) != PlaceKinds.None
                || (GenreWords.Of(qualifier) & facts.Genres) != TermGenres.None
                || (!facts.Country.IsNone && Countries.Of(qualifier).Contains(facts.Country))
                || (candidate.Kilometres <= NearKilometres && IsAround(value, qualifier))
                || IsAncestor(candidate, qualifier);
            if (!fits)
                return false;
        }

        return true;
    }

    // «Voorburg (Suriname)», with coordinates in Suriname: who lies at that spot lies in that country, whether the source says so or not.
    private static bool IsAround(AlignmentValue value, string qualifier) =>
        Countries.Of(qualifier).Count > 0 || value.Broader.Any(broader => string.Equals(broader.Direct, qualifier, StringComparison.Ordinal));

    private static bool IsAncestor(Candidate candidate, string qualifier)
    {
        var named = CandidateFinder.TermsNamed(candidate.Index, LabelForm.Parse(qualifier));
        return named.Count > 0 && named.Overlaps(TermLookup.AncestorsOf(candidate.Index, candidate.Term));
    }
}
