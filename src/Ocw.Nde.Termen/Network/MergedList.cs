using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Network;

/// <summary>Joins the answers of several sources to one list in which each thing stands once.</summary>
internal static class MergedList
{
    /// <summary>Joins what the index found, merged already, with the answers of other sources.</summary>
    internal static NetworkResult Of(IReadOnlyList<NetworkHit> kept, long keptTotal, TermFacets? facets, IReadOnlyList<SourceAnswer> answers, NetworkQuery query)
    {
        var known = kept.Select(hit => hit.Hit.SourceId).ToHashSet(StringComparer.Ordinal);
        var others = answers.Where(answer => answer.Origin != AnswerOrigin.Kept || answer.Fault is not null || answer.Source?.KeptSource is not { } source || !known.Contains(source.Id)).ToList();
        var ranked = kept.Concat(others.SelectMany(answer => answer.Hits))
            .DistinctBy(hit => (hit.Hit.Iri, hit.Hit.SourceId))
            .OrderByDescending(hit => hit.Hit.Score)
            .ThenBy(hit => hit.Hit.MatchedLabel.Length)
            .ThenBy(hit => hit.Hit.Iri, StringComparer.Ordinal)
            .ToList();
        return new NetworkResult(
            [.. Join(ranked).Skip(query.Offset).Take(query.Limit)],
            keptTotal + others.Sum(answer => (long)answer.Hits.Count),
            [.. answers.OrderBy(answer => answer.Source?.Id ?? answer.Asked, StringComparer.Ordinal)])
        {
            Facets = query.WithFacets ? (facets ?? TermFacets.None).With(others.SelectMany(answer => answer.Hits).Select(hit => hit.Term)) : null,
        };
    }

    // Terms are one thing where an exact match leads from one to the other, or from both to a third; the best one stands for them.
    private static List<NetworkHit> Join(List<NetworkHit> ranked)
    {
        var clusters = new Clusters();
        foreach (var hit in ranked)
        {
            foreach (var other in hit.Term.ExactMatches.Select(match => match.Iri).Concat(hit.AlsoIn.Select(also => also.Iri)))
                clusters.Union(hit.Hit.Iri, other);
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var joined = new List<Joined>();
        foreach (var hit in ranked)
        {
            var root = clusters.Root(hit.Hit.Iri);
            if (places.TryAdd(root, joined.Count) || joined[places[root]].Holds(hit.Hit.SourceId))
                joined.Add(new Joined(hit, []));
            else
                joined[places[root]].Others.Add((hit.Hit.Iri, hit.Hit.SourceId));
        }

        return [.. joined.Select(one => one.Others.Count == 0 ? one.Hit : one.Hit with { AlsoIn = [.. one.Hit.AlsoIn.Concat(one.Others).Distinct()] })];
    }

    // Two terms of one source are two things for that source, whatever both match elsewhere.
    private sealed record Joined(NetworkHit Hit, List<(string Iri, string SourceId)> Others)
    {
        internal bool Holds(string sourceId) =>
            string.Equals(Hit.Hit.SourceId, sourceId, StringComparison.Ordinal) || Others.Exists(other => string.Equals(other.SourceId, sourceId, StringComparison.Ordinal));
    }

    private sealed class Clusters
    {
        private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

        internal string Root(string iri)
        {
            while (_parents.TryGetValue(iri, out var parent))
                iri = parent;
            return iri;
        }

        internal void Union(string left, string right)
        {
            var (a, b) = (Root(left), Root(right));
            if (!string.Equals(a, b, StringComparison.Ordinal))
                _parents[b] = a;
        }
    }
}
