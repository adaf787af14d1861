using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>What the word of a person makes of a value: of the institution itself it decides, of another one it proposes.</summary>
internal static class DecidedAlignments
{
    /// <summary>A proposal that rests on the word of others only scores so much.</summary>
    private const double ElsewhereScore = 0.85;

    /// <summary>The link that a person decided on.</summary>
    public static Alignment Of(TermIndexLease lease, AlignmentQuery query, AlignmentDecision decision) =>
        new(query, new Iri(decision.Term), SourceOf(lease, decision.Term), query.Label, 1, AlignmentStatus.Accepted, [AlignmentReasons.DecidedByPerson])
        {
            Relation = decision.Relation,
        };

    /// <summary>After «none of these», what the computer still finds is offered, never linked.</summary>
    public static IReadOnlyList<Alignment> AsProposals(IReadOnlyList<Alignment> found) =>
        [.. found.Select(a => a.Status == AlignmentStatus.Accepted ? a with { Status = AlignmentStatus.Proposed, Reasons = [.. a.Reasons, AlignmentReasons.OthersRejected] } : a)];

    /// <summary>The proposals with what other institutions decided about the same words; what the computer links is left as it is.</summary>
    public static IReadOnlyList<Alignment> WithElsewhere(TermIndexLease lease, AlignmentQuery query, IReadOnlyList<Alignment> found, HashSet<string> rejected, AlignmentOptions options)
    {
        if (options.MaxProposals == 0 || found.Any(a => a.Status == AlignmentStatus.Accepted) || options.Decisions.Elsewhere(query) is not { Count: > 0 } elsewhere)
            return found;
        var all = found.ToList();
        foreach (var decision in elsewhere.Where(d => !rejected.Contains(d.Term)))
        {
            var reason = FormattableString.Invariant($"{AlignmentReasons.DecidedElsewhere}={decision.Institutions}");
            var known = all.FindIndex(a => string.Equals(a.Term.Value, decision.Term, StringComparison.Ordinal));
            if (known >= 0)
                all[known] = all[known] with { Score = Math.Max(all[known].Score, ElsewhereScore), Reasons = [.. all[known].Reasons, reason] };
            else
                all.Add(new Alignment(query, new Iri(decision.Term), SourceOf(lease, decision.Term), query.Label, ElsewhereScore, AlignmentStatus.Proposed, [reason]) { Relation = decision.Relation });
        }

        return [.. all.OrderByDescending(a => a.Score).Take(options.MaxProposals)];
    }

    private static string SourceOf(TermIndexLease lease, string term) => lease.Sources.FirstOrDefault(index => index.FindIri(term) >= 0)?.Source.Id ?? "";
}
