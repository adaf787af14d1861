using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Alignment.Evidence;

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

            // Only a place that the source itself uses as broader, and that is not the candidate or below it, can contradict.
            known |= named.Any(term => candidate.Index.Narrower(term).Length > 0)
                && !named.Contains(candidate.Term) && !named.Any(term => TermLookup.AncestorsOf(candidate.Index, term).Contains(candidate.Term));
        }

        // Thesauri put one concept under different heads; a place lies where it lies.
        if (!known || (candidate.Index.Facts[candidate.Term].Genres & TermGenres.Place) == TermGenres.None)
            return;
        candidate.Reasons.Add(AlignmentReasons.BroaderContradicts);
        candidate.IsContradicted = true;
    }
}
