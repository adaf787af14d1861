using System.Collections.Immutable;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Which terms of different sources are one thing by their exact matches: because one names the other, or both name a third.</summary>
/// <remarks>
/// Two terms of one source are two things for that source, whatever both match elsewhere: of a group, the first terms of the sources make one cluster, the second ones another.
/// A group larger than <see cref="MaxMembers"/> says more about wrong links than about the terms, and is left apart.
/// </remarks>
internal sealed class TermClusters
{
    /// <summary>The most terms that exact matches may bind together.</summary>
    internal const int MaxMembers = 64;

    private readonly ImmutableArray<SourceIndex> _sources;
    private readonly Dictionary<(int Source, int Term), int> _clusterOf = [];
    private readonly List<(int Source, int Term)[]> _clusters = [];

    private TermClusters(ImmutableArray<SourceIndex> sources) => _sources = sources;

    /// <summary>The clusters: terms with the place of their source, in order of source.</summary>
    internal IReadOnlyList<(int Source, int Term)[]> All => _clusters;

    /// <summary>The clusters over these sources.</summary>
    internal static TermClusters Of(ImmutableArray<SourceIndex> sources)
    {
        var clusters = new TermClusters(sources);
        if (sources.Length > 1)
            clusters.Build();
        return clusters;
    }

    /// <summary>The place of a source among those of the clusters, or -1.</summary>
    internal int PlaceOf(SourceIndex source) => _sources.IndexOf(source);

    /// <summary>The cluster of a term, or -1.</summary>
    internal int ClusterOf(int source, int term) => _clusterOf.GetValueOrDefault((source, term), -1);

    internal SourceIndex Source(int place) => _sources[place];

    private void Build()
    {
        var groups = new Dictionary<ulong, ulong>();
        for (var source = 0; source < _sources.Length; source++)
        {
            var hashes = _sources[source].MatchHashes;
            var terms = _sources[source].MatchTerms;
            for (var i = 0; i < hashes.Length; i++)
                Join(groups, StableHash.Of(TermKeyKind.Iri, _sources[source].Iri(terms[i])), hashes[i]);
        }

        foreach (var members in groups.Keys.ToList().GroupBy(hash => Root(groups, hash)).OrderBy(group => group.Key))
            Add(members);
    }

    private void Add(IEnumerable<ulong> hashes)
    {
        var members = new List<(int Source, int Term)>();
        foreach (var hash in hashes)
        {
            for (var source = 0; source < _sources.Length && members.Count <= MaxMembers; source++)
            {
                foreach (var term in _sources[source].Find(hash))
                    members.Add((source, term));
            }
        }

        if (members.Count is < 2 or > MaxMembers)
            return;
        foreach (var cluster in members.Distinct().Order().GroupBy(member => member.Source).SelectMany(ofSource => ofSource.Select((member, place) => (Member: member, Place: place))).GroupBy(item => item.Place))
        {
            var one = cluster.Select(item => item.Member).ToArray();
            if (one.Length < 2)
                continue;
            foreach (var member in one)
                _clusterOf[member] = _clusters.Count;
            _clusters.Add(one);
        }
    }

    private static ulong Root(Dictionary<ulong, ulong> groups, ulong hash)
    {
        var root = hash;
        while (groups.TryGetValue(root, out var parent) && parent != root)
            root = parent;
        while (hash != root)
            (groups[hash], hash) = (root, groups[hash]);
        return root;
    }

    private static void Join(Dictionary<ulong, ulong> groups, ulong left, ulong right)
    {
        groups.TryAdd(left, left);
        groups.TryAdd(right, right);
        var (a, b) = (Root(groups, left), Root(groups, right));
        if (a != b)
            groups[Math.Max(a, b)] = Math.Min(a, b);
    }
}
