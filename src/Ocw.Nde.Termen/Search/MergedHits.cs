using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>The hits of several sources as one list, in which terms that match each other exactly stand once.</summary>
internal sealed class MergedHits
{
    private readonly TermClusters _clusters;

    private MergedHits(IReadOnlyList<RankedTerm> hits, long total, TermClusters clusters)
    {
        Hits = hits;
        Total = total;
        _clusters = clusters;
    }

    /// <summary>The best term of each cluster, and the terms that are in none, best first.</summary>
    internal IReadOnlyList<RankedTerm> Hits { get; }

    /// <summary>How many different things were found, also those that were not gathered.</summary>
    internal long Total { get; }

    internal static MergedHits Of(SearchRun run, TermClusters clusters)
    {
        var seen = new HashSet<int>();
        var hits = new List<RankedTerm>();
        foreach (var ranked in SearchRun.Ranked(run.Sources))
        {
            var cluster = clusters.ClusterOf(clusters.PlaceOf(ranked.Index), ranked.Found.Term);
            if (cluster < 0 || seen.Add(cluster))
                hits.Add(ranked);
        }

        return new MergedHits(hits, run.Total - Doubles(run, clusters), clusters);
    }

    internal TermHit Make(RankedTerm ranked, IReadOnlyList<string> languages)
    {
        var hit = HitMaker.Make(ranked.Index, ranked.Found, languages);
        var place = _clusters.PlaceOf(ranked.Index);
        var cluster = _clusters.ClusterOf(place, ranked.Found.Term);
        return cluster < 0 ? hit : hit with { Members = [.. _clusters.All[cluster].Where(member => member.Source != place).Select(member => Member(member, languages))] };
    }

    private TermMember Member((int Source, int Term) member, IReadOnlyList<string> languages)
    {
        var index = _clusters.Source(member.Source);
        var (iri, labels) = index.Labels(member.Term);
        return new TermMember(iri, index.Source.Id, LabelChoice.Best(labels, languages, index.Source.Languages).Text);
    }

    // Of each cluster, all terms that were found but one.
    private static long Doubles(SearchRun run, TermClusters clusters)
    {
        if (run.Sources.Count < 2 || clusters.All.Count == 0)
            return 0;
        var terms = new BitSet?[run.Sources.Max(source => clusters.PlaceOf(source.Index)) + 1];
        foreach (var source in run.Sources)
            terms[clusters.PlaceOf(source.Index)] = source.Terms;
        long doubles = 0;
        foreach (var cluster in clusters.All)
        {
            var found = 0;
            foreach (var (source, term) in cluster)
            {
                if (source < terms.Length && terms[source] is { } set && set.Contains(term))
                    found++;
            }

            doubles += Math.Max(0, found - 1);
        }

        return doubles;
    }
}
