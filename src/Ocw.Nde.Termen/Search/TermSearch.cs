using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search;

/// <summary>Searches the labels, notations, identifiers and (if asked) notes of all kept sources at once.</summary>
public sealed class TermSearch
{
    private readonly TermIndex _index;

    /// <summary>Searches this index.</summary>
    public TermSearch(TermIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _index = index;
    }

    /// <summary>Finds the terms that a query asks for, best first, in one list over all sources.</summary>
    /// <remarks>The same query over the same index gives the same order, and pages follow each other without gap or overlap. A text without letters or digits finds nothing.</remarks>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public TermSearchResult Search(TermQuery query)
    {
        Check(query);
        using var lease = _index.Acquire(query.Sources);
        return query.IsMerged ? Merged(query, lease) : Plain(query, lease);
    }

    /// <summary>Finds the terms that a query asks for, grouped by source in order of id: each source has its own page and total. Sources that found nothing are left out.</summary>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public IReadOnlyList<TermSearchGroup> SearchBySource(TermQuery query)
    {
        Check(query);
        using var lease = _index.Acquire(query.Sources);
        using var run = SearchRun.Over(lease.Sources, query, query.Offset + query.Limit);
        return [.. run.Sources.Where(one => one.Found.Count > 0).Select(one => new TermSearchGroup(one.Index.Source.Id, Page(query, run, SearchRun.Ranked([one]), one.Terms.Count())))];
    }

    private static TermSearchResult Plain(TermQuery query, TermIndexLease lease)
    {
        using var run = SearchRun.Over(lease.Sources, query, query.Offset + query.Limit);
        return Page(query, run, SearchRun.Ranked(run.Sources), run.Total);
    }

    // As many terms are gathered as may be needed where each of them is joined with another.
    private static TermSearchResult Merged(TermQuery query, TermIndexLease lease)
    {
        var needed = query.Offset + query.Limit;
        for (var gather = 2 * needed; ; gather *= 2)
        {
            using var run = SearchRun.Over(lease.Sources, query, gather);
            var merged = MergedHits.Of(run, lease.Clusters);
            if (merged.Hits.Count < needed && merged.Hits.Count < merged.Total && gather < run.Total)
                continue;
            return Result(query, run, [.. merged.Hits.Skip(query.Offset).Take(query.Limit).Select(hit => merged.Make(hit, query.Languages))], merged.Total);
        }
    }

    private static TermSearchResult Page(TermQuery query, SearchRun run, IEnumerable<RankedTerm> ranked, long total) =>
        Result(query, run, [.. ranked.Skip(query.Offset).Take(query.Limit).Select(item => HitMaker.Make(item.Index, item.Found, query.Languages))], total);

    private static TermSearchResult Result(TermQuery query, SearchRun run, IReadOnlyList<TermHit> hits, long total) => new(hits, Math.Max(total, query.IsCounted ? 0 : hits.Count))
    {
        Reading = run.Reading,
        Facets = query.WithFacets ? TermFacets.Of(run) : null,
        Sources = [.. run.Sources.Select(one => new SourceTotal(one.Index.Source.Id, one.Terms.Count()))],
    };

    private static void Check(TermQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Offset is < 0 or > TermQuery.MaxOffset)
            throw new ArgumentException($"The offset {query.Offset} is outside 0 to {TermQuery.MaxOffset}.", nameof(query));
        if (query.Limit is < 1 or > TermQuery.MaxLimit)
            throw new ArgumentException($"The limit {query.Limit} is outside 1 to {TermQuery.MaxLimit}.", nameof(query));
    }
}
