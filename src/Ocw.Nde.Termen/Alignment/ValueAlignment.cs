using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment.Evidence;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>The alignment of one value.</summary>
/// <remarks>
/// 1. In each source, in order of preference, the terms with the value's own name are found and judged. 2. The first source that has any decides: one term that
/// fits is accepted; several are a tie, which only years, coordinates or another name can decide. 3. If nothing is accepted, near names are sought in all
/// sources, and the best are proposed.
/// </remarks>
internal sealed class ValueAlignment(TermIndexLease lease, AlignmentValue value, HashSet<string> rejected, AlignmentOptions options)
{
    private readonly List<Candidate> _proposed = [];

    internal IReadOnlyList<Alignment> Run()
    {
        var accepted = new List<Alignment>();
        var open = true;
        foreach (var id in value.Rule.Sources)
        {
            if (lease.Find(id) is not { } index)
                continue;
            var candidates = Candidates(index);
            if (open && Chosen(candidates) is { } chosen && (value.Rule.EverySource || !IsElsewhereToo(chosen)))
            {
                accepted.Add(Make(chosen, AlignmentStatus.Accepted, chosen.Score()));
                if (!value.Rule.EverySource)
                    return accepted;
                continue;
            }

            // A tie in a preferred source says that the words have several meanings; a source that knows only one of them does not change that.
            open &= value.Rule.EverySource || !candidates.Values.Any(candidate => candidate.IsEqual && !candidate.IsContradicted);
            NearFinder.Add(index, value, candidates);
            foreach (var candidate in candidates.Values)
                Propose(candidate);
        }

        return accepted.Count > 0 ? accepted : Proposals();
    }

    private Dictionary<int, Candidate> Candidates(SourceIndex index)
    {
        var candidates = CandidateFinder.Equal(index, value);
        foreach (var term in candidates.Keys.Where(term => rejected.Contains(index.Iri(term))).ToList())
            candidates.Remove(term);
        foreach (var candidate in candidates.Values)
            CandidateJudge.Judge(candidate, value);
        return candidates;
    }

    private Candidate? Chosen(Dictionary<int, Candidate> candidates)
    {
        if (candidates.Count == 0)
            return null;
        var top = candidates.Values.Max(candidate => candidate.Level);
        if (top >= MatchLevel.Notation)
            return Only([.. candidates.Values.Where(candidate => candidate.Level == top && !candidate.NeedsConfirmation)]);

        var equal = Fitting(candidates);
        MarkAlternateNames(equal);
        var chosen = Only(equal) ?? Decide(equal);
        if (chosen is null || (chosen.NeedsConfirmation && !chosen.IsConfirmed))
            return null;

        // Where years ruled out a namesake, something must confirm the one that is left.
        if (!chosen.IsConfirmed && candidates.Values.Any(candidate => candidate.IsNamesake))
        {
            chosen.Reasons.Add(AlignmentReasons.HomonymContradicted);
            return null;
        }

        return chosen.Reasons.Contains(AlignmentReasons.AlternateNameElsewhere) || HasNumberVariant(chosen) ? null : chosen;
    }

    // Thesauri set «kommen» (bowls) beside «Kom» (a people): where the field holds anything, «kom» may mean either.
    private bool HasNumberVariant(Candidate chosen)
    {
        if (value.Rule.Genres != TermGenres.None || chosen.IsConfirmed || value.Label.Qualifiers.Count > 0 || char.IsUpper(value.Label.Text[0]))
            return false;
        var number = Spelling.NumberForm(value.Label.Direct);
        foreach (var label in CandidateFinder.Labels(chosen.Index, TermKeyKind.Stems, Spelling.Stems(value.Label.Direct)))
        {
            var term = chosen.Index.LabelTerms[label];
            var text = chosen.Index.LabelText(label);

            // A name is no plural: «Houten» is a town, not more «hout».
            if (term == chosen.Term || char.IsUpper(text[0]) || !string.Equals(Spelling.NumberForm(LabelForm.Parse(text).Direct), number, StringComparison.Ordinal))
                continue;
            chosen.Reasons.Add($"{AlignmentReasons.NumberVariant}={text}");
            return true;
        }

        return false;
    }

    // A regional gazetteer knows a plantation of the name of a city: where another source of the field has something of that name that is not the same, it is open
    // which one is meant.
    private bool IsElsewhereToo(Candidate chosen)
    {
        if (chosen.IsConfirmed || chosen.Level != MatchLevel.LabelEqual || !value.HoldsNames)
            return false;
        foreach (var id in value.Rule.Sources)
        {
            if (lease.Find(id) is not { } index || index == chosen.Index)
                continue;
            var others = Fitting(Candidates(index));
            if (others.Count == 0 || others.Exists(other => SameThing.MayBe(chosen, other)))
                continue;
            chosen.Reasons.Add($"{AlignmentReasons.OtherSourceDiffers}={id}");
            return true;
        }

        return false;
    }

    // The terms whose label is equal. Terms of the same base with a qualifier that was not asked for count as well, since any of them may be meant; but among
    // places the unqualified name is the main place, where the qualifier of the other only names a kind: «Suriname» beside «Suriname (rivier)».
    private List<Candidate> Fitting(Dictionary<int, Candidate> candidates)
    {
        var fitting = candidates.Values.Where(candidate => candidate.Level >= MatchLevel.QualifierOpen && !candidate.IsContradicted).ToList();
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
        {
            byYears.Reasons.Add(AlignmentReasons.YearsDecide);
            return byYears;
        }

        if (Nearest(equal) is { } byPlace)
        {
            byPlace.Reasons.Add(AlignmentReasons.CoordinatesDecide);
            return byPlace;
        }

        if (Single(equal, candidate => candidate.HasAlternateName) is { } byName)
        {
            byName.Reasons.Add(AlignmentReasons.AlternateNameDecides);
            return byName;
        }

        return null;
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

    // Other names that the source gives: they may single out a term, or lead to another one and so put the match in doubt.
    private void MarkAlternateNames(List<Candidate> equal)
    {
        if (equal.Count == 0 || value.AlternateNames.Count == 0)
            return;
        var elsewhere = false;
        foreach (var name in value.AlternateNames)
        {
            var named = CandidateFinder.TermsNamed(equal[0].Index, name);
            foreach (var candidate in equal)
                candidate.HasAlternateName |= named.Contains(candidate.Term);
            elsewhere |= named.Count > 0 && !equal.Exists(candidate => named.Contains(candidate.Term));
        }

        if (!elsewhere)
            return;
        foreach (var candidate in equal.Where(candidate => !candidate.HasAlternateName && !candidate.IsConfirmed))
            candidate.Reasons.Add(AlignmentReasons.AlternateNameElsewhere);
    }

    private void Propose(Candidate candidate)
    {
        // Near names were found after the equal ones were judged.
        if (!candidate.IsJudged)
            CandidateJudge.Judge(candidate, value);
        _proposed.Add(candidate);
    }

    private List<Alignment> Proposals() =>
    [
        .. _proposed
            .Select((candidate, order) => (Candidate: candidate, Score: candidate.Score(), Order: order))
            .Where(item => item.Score >= options.MinimumProposalScore && !rejected.Contains(item.Candidate.Index.Iri(item.Candidate.Term)))
            .OrderByDescending(item => item.Score).ThenBy(item => item.Candidate.Kilometres ?? double.MaxValue).ThenBy(item => item.Order)
            .Take(options.MaxProposals)
            .Select(item => Make(item.Candidate, AlignmentStatus.Proposed, item.Score)),
    ];

    private Alignment Make(Candidate candidate, AlignmentStatus status, double score)
    {
        var match = string.Equals(candidate.MatchReason, AlignmentReasons.LabelNear, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{AlignmentReasons.LabelNear}={candidate.Likeness:0.00}")
            : candidate.MatchReason;
        return new Alignment(value.Query, new Iri(candidate.Index.Iri(candidate.Term)), candidate.Index.Source.Id, candidate.MatchedLabel, score, status, [match, .. candidate.Reasons])
        {
            Relation = candidate.IsComposed ? AlignmentRelation.Broad : AlignmentRelation.Exact,
        };
    }
}
