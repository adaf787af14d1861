using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment.Evidence;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>The alignment of one value.</summary>
/// <remarks>
/// 1. In each source, in order of preference, candidates are found, judged and scored. 2. The first source that has one that may be published decides; a tie
/// in a preferred source is not broken by a source that knows less. 3. If nothing is published, the most probable candidates of all sources are proposed.
/// </remarks>
internal sealed class ValueAlignment(TermIndexLease lease, AlignmentValue value, HashSet<string> rejected, AlignmentOptions options)
{
    private readonly CandidateGatherer _gatherer = new(value, rejected, options.Model);
    private readonly PublicationRule _rule = new(value, options.Model);
    private readonly List<Candidate> _proposed = [];

    internal IReadOnlyList<Alignment> Run()
    {
        var accepted = new List<Alignment>();
        var open = true;
        foreach (var id in value.Rule.Sources)
        {
            if (lease.Find(id) is not { } index)
                continue;
            var candidates = _gatherer.Gather(index);
            if (open && _rule.Choose(candidates) is { } chosen && (value.Rule.EverySource || !IsElsewhereToo(chosen)))
            {
                accepted.Add(Make(chosen, AlignmentStatus.Accepted));
                if (!value.Rule.EverySource)
                    return accepted;
                continue;
            }

            // A tie in a preferred source says that the words have several meanings; a source that knows only one of them does not change that.
            open &= value.Rule.EverySource || !candidates.Any(candidate => candidate.IsEqual && !candidate.IsContradicted);
            _proposed.AddRange(candidates);
        }

        return accepted.Count > 0 ? accepted : Proposals();
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
            var others = _rule.Fitting(_gatherer.Gather(index));
            if (others.Count == 0 || others.Exists(other => SameThing.MayBe(chosen, other)))
                continue;
            chosen.Reasons.Add($"{AlignmentReasons.OtherSourceDiffers}={id}");
            return true;
        }

        return false;
    }

    private List<Alignment> Proposals() =>
    [
        .. _proposed
            .Select((candidate, order) => (Candidate: candidate, Score: candidate.Score(), Order: order))
            .Where(item => item.Score >= options.MinimumProposalScore || (item.Candidate.IsEqual && !item.Candidate.IsContradicted))
            .OrderByDescending(item => item.Score).ThenBy(item => item.Candidate.Kilometres ?? double.MaxValue).ThenBy(item => item.Order)
            .Take(options.MaxProposals)
            .Select(item => Make(item.Candidate, AlignmentStatus.Proposed)),
    ];

    private Alignment Make(Candidate candidate, AlignmentStatus status)
    {
        var match = string.Equals(candidate.MatchReason, AlignmentReasons.LabelNear, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{AlignmentReasons.LabelNear}={candidate.Likeness:0.00}")
            : candidate.MatchReason;
        return new Alignment(value.Query, new Iri(candidate.Index.Iri(candidate.Term)), candidate.Index.Source.Id, candidate.MatchedLabel, candidate.Score(), status, [match, .. candidate.Reasons])
        {
            Relation = RelationOf(candidate),
        };
    }

    private static AlignmentRelation RelationOf(Candidate candidate) => candidate.Level switch
    {
        MatchLevel.Containing when candidate.Family != ModelFamily.Agent => AlignmentRelation.Broad,
        MatchLevel.Contained or MatchLevel.Noted or MatchLevel.QualifierDiffers when candidate.Family != ModelFamily.Agent => AlignmentRelation.Close,
        _ => candidate.IsComposed ? AlignmentRelation.Broad : AlignmentRelation.Exact,
    };
}
