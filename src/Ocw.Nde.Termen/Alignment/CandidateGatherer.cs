using Ocw.Nde.Termen.Alignment.Evidence;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>The candidates of one source for one value: found, judged against everything else that is known of the value, and scored.</summary>
/// <remarks>
/// Names that are only near are sought where no term has the value's own name, or where something speaks against those that have it.
/// </remarks>
internal sealed class CandidateGatherer(AlignmentValue value, HashSet<string> rejected, AlignmentModel model)
{
    internal IReadOnlyList<Candidate> Gather(SourceIndex index)
    {
        var found = CandidateFinder.Equal(index, value);
        Judge(found);
        AddAlternateNames(index, found);
        if (!found.Values.Any(candidate => candidate.IsEqual && !candidate.IsContradicted))
            NearFinder.Add(index, value, found);
        MarkNumberVariants(found);
        if (found.Values.Any(candidate => candidate.HasNumberVariantElsewhere))
            NearFinder.AddNumberVariants(index, value, found);
        Judge(found);
        Candidate[] candidates = [.. found.Values];
        CandidateScorer.Score(candidates, value, model);
        return candidates;
    }

    private void Judge(Dictionary<int, Candidate> found)
    {
        if (rejected.Count > 0)
        {
            foreach (var term in found.Keys.Where(term => rejected.Contains(found[term].Index.Iri(term))).ToList())
                found.Remove(term);
        }

        foreach (var candidate in found.Values)
        {
            if (!candidate.IsJudged)
                CandidateJudge.Judge(candidate, value);
        }
    }

    // Other names that the source gives: they may single out a term, or lead to another one and so put the match in doubt.
    private void AddAlternateNames(SourceIndex index, Dictionary<int, Candidate> found)
    {
        if (value.AlternateNames.Count == 0)
            return;
        var own = found.Values.Where(candidate => candidate.Level >= MatchLevel.QualifierOpen && !candidate.IsContradicted).ToList();
        var elsewhere = false;
        foreach (var name in value.AlternateNames)
        {
            var named = CandidateFinder.TermsNamed(index, name, MatchLevel.QualifierOpen);
            elsewhere |= own.Count > 0 && named.ContainsValue(MatchLevel.LabelEqual) && !own.Exists(candidate => named.ContainsKey(candidate.Term));
            foreach (var (term, level) in named)
            {
                var other = CandidateFinder.At(found, index, term);
                other.Match(MatchLevel.PlaceName, name.Text, null, AlignmentReasons.AlternateNameEqual, 0.9);
                other.HasAlternateName |= level == MatchLevel.LabelEqual;
                other.HasOpenAlternateName = true;
                other.AlternateNames++;
            }
        }

        if (!elsewhere)
            return;
        foreach (var candidate in own.Where(candidate => !candidate.HasOpenAlternateName && !candidate.IsConfirmed))
        {
            candidate.IsNamedElsewhere = true;
            candidate.Reasons.Add(AlignmentReasons.AlternateNameElsewhere);
        }
    }

    // Thesauri set «kommen» (bowls) beside «Kom» (a people): a word in lower case may mean either.
    private void MarkNumberVariants(Dictionary<int, Candidate> found)
    {
        if (value.HoldsNames || value.Label.IsEmpty || value.Label.Qualifiers.Count > 0 || char.IsUpper(value.Label.Text[0]))
            return;
        var number = "";
        foreach (var candidate in found.Values)
        {
            if (candidate.Level != MatchLevel.LabelEqual)
                continue;
            if (number.Length == 0)
                number = Spelling.NumberForm(value.Label.Direct);
            if (NumberVariantOf(candidate, number) is not { } text)
                continue;
            candidate.HasNumberVariantElsewhere = true;
            if (value.Rule.Genres == Catalog.TermGenres.None)
                candidate.Reasons.Add($"{AlignmentReasons.NumberVariant}={text}");
        }
    }

    private string? NumberVariantOf(Candidate candidate, string number)
    {
        foreach (var label in CandidateFinder.Labels(candidate.Index, TermKeyKind.Stems, Spelling.Stems(value.Label.Direct)))
        {
            if (candidate.Index.LabelTerms[label] == candidate.Term)
                continue;

            // A name is no plural: «Houten» is a town, not more «hout».
            var text = candidate.Index.LabelText(label);
            if (!char.IsUpper(text[0]) && string.Equals(Spelling.NumberForm(LabelForm.Parse(text).Direct), number, StringComparison.Ordinal))
                return text;
        }

        return null;
    }
}
