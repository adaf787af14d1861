using System.Runtime.CompilerServices;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Network;

/// <summary>All terminology sources that can be asked: kept, live, or both. Safe for concurrent use.</summary>
/// <remarks>
/// No fault of a source is an exception: it is part of the answer of that source, and touches no other. Exceptions are for mistakes of the caller
/// (<see cref="ArgumentException"/>) and for cancellation.
/// </remarks>
public sealed class TermNetwork
{
    private readonly NetworkCatalog _catalog;
    private readonly LiveSources? _live;
    private readonly NetworkOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the network.</summary>
    /// <param name="described">The catalogue of sources.</param>
    /// <param name="index">The index of kept terms; asked at each question, since it may be replaced.</param>
    /// <param name="kept">What settings say of kept sources.</param>
    /// <param name="copyFrom">When the copy of a kept source was taken, by its id.</param>
    /// <param name="live">Asks sources where they live; <see langword="null"/> for a network that stays at home.</param>
    /// <param name="options">The ceilings.</param>
    /// <param name="time">The clock.</param>
    public TermNetwork(
        TermCatalog described,
        Func<TermIndex> index,
        IReadOnlyList<KeptDescription>? kept = null,
        Func<string, DateTimeOffset?>? copyFrom = null,
        LiveSources? live = null,
        NetworkOptions? options = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(described);
        ArgumentNullException.ThrowIfNull(index);
        _time = time ?? TimeProvider.System;
        _live = live;
        _options = options ?? new NetworkOptions();
        _catalog = new NetworkCatalog(index, kept ?? [], copyFrom ?? (_ => null), _time) { Described = described };
    }

    /// <summary>A network of what an index keeps, without catalogue.</summary>
    public TermNetwork(TermIndex index)
        : this(TermCatalog.Empty, () => index)
    {
    }

    /// <summary>The sources as they are now: an immutable snapshot.</summary>
    public TermCatalog Catalog => _catalog.Current.Catalog;

    /// <summary>Puts another catalogue in the place of the one that is used; running questions go on with the old one.</summary>
    public void Replace(TermCatalog described)
    {
        ArgumentNullException.ThrowIfNull(described);
        _catalog.Described = described;
    }

    /// <summary>Asks sources; each answer comes as soon as it is there, in no fixed order.</summary>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public async IAsyncEnumerable<SourceAnswer> SearchAsync(NetworkQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Check(query);
        query = query.Text.Length <= _options.MaxText ? query : query with { Text = query.Text[.._options.MaxText] };
        var snapshot = _catalog.Current;
        var timeout = Bounded(query.Timeout);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task<SourceAnswer>>();
        var kept = new List<(string Asked, CatalogEntry Entry)>();
        try
        {
            // Live questions go out first: they wait while the copies are searched.
            foreach (var (asked, entry) in Choose(query, snapshot.Catalog))
            {
                if (entry is null)
                    yield return new SourceAnswer(null, asked, [], null, SourceFault.UnknownSource(asked), TimeSpan.Zero, AnswerOrigin.Live, null);
                else if (entry.KeptSource is not null && !IsTooOld(entry))
                    kept.Add((asked, entry));
                else
                    running.Add(LiveAsync(query, snapshot, asked, entry, timeout, ending.Token));
            }

            foreach (var (asked, entry) in kept)
            {
                cancellation.ThrowIfCancellationRequested();
                var answer = Kept(query, snapshot, asked, entry);
                if (answer.Fault is not null && entry.Mode == SourceMode.Both)
                    running.Add(LiveAsync(query, snapshot, asked, entry, timeout, ending.Token));
                else
                    yield return answer;
            }

            await foreach (var done in Task.WhenEach(running).WithCancellation(cancellation).ConfigureAwait(false))
                yield return await done.ConfigureAwait(false);
        }
        finally
        {
            // Whoever stops reading stops the questions too.
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Asks sources for one list in which each thing stands once; waits for the slowest, no longer than the time of the question.</summary>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public async Task<NetworkResult> SearchMergedAsync(NetworkQuery query, CancellationToken cancellation)
    {
        Check(query);
        query = query.Text.Length <= _options.MaxText ? query : query with { Text = query.Text[.._options.MaxText] };
        var snapshot = _catalog.Current;
        var chosen = Choose(query, snapshot.Catalog).ToList();
        var kept = chosen.Where(one => one.Entry is { KeptSource: not null } entry && !IsTooOld(entry)).ToList();
        var answers = new List<SourceAnswer>();

        // The index merges its own sources quicker than it could be done here, and pages as deep as they go.
        var alone = kept.Count == chosen.Count;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var others = alone ? null : OthersAsync(query with { Sources = [.. chosen.Except(kept).Select(one => one.Asked)], Offset = 0, Limit = Math.Min(TermQuery.MaxLimit, query.Offset + query.Limit) }, answers, ending.Token);
        var (merged, total, facets) = kept.Count == 0 ? ([], 0, null) : Merged(query, snapshot, kept, alone, answers);
        if (others is null)
            return new NetworkResult(merged, total, Ordered(answers)) { Facets = facets };
        await others.ConfigureAwait(false);
        return MergedList.Of(merged, total, facets, answers, query);
    }

    /// <summary>Looks terms up by their IRIs; the answers come in the order of the question, one for each, and one IRI's fault never touches another.</summary>
    /// <exception cref="ArgumentException">There are more IRIs than <see cref="NetworkOptions.MaxLookups"/>.</exception>
    public async Task<IReadOnlyList<LookupAnswer>> LookupAsync(IReadOnlyList<string> iris, LookupOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(iris);
        ArgumentNullException.ThrowIfNull(options);
        if (iris.Count > _options.MaxLookups)
            throw new ArgumentException($"A look-up of {iris.Count} IRIs is more than {_options.MaxLookups}; ask in parts.", nameof(iris));
        return await new LookupRun(_catalog.Current, _live, _options, options, Bounded(options.Timeout), _time).RunAsync(iris, cancellation).ConfigureAwait(false);
    }

    /// <summary>How the last questions to a live source went; <see langword="null"/> if it was not asked since the start.</summary>
    public LiveState? StateOf(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _live?.StateOf(entry.Iri);
    }

    private async Task OthersAsync(NetworkQuery query, List<SourceAnswer> answers, CancellationToken cancellation)
    {
        await foreach (var answer in SearchAsync(query, cancellation).ConfigureAwait(false))
        {
            lock (answers)
                answers.Add(answer);
        }
    }

    // All kept sources in one search; where the index is damaged each for itself, so that the others still answer.
    private (IReadOnlyList<NetworkHit> Hits, long Total, TermFacets? Facets) Merged(NetworkQuery query, NetworkCatalog.Snapshot snapshot, List<(string Asked, CatalogEntry? Entry)> sources, bool alone, List<SourceAnswer> answers)
    {
        var started = _time.GetTimestamp();
        var offset = alone ? query.Offset : 0;
        var limit = alone ? query.Limit : Math.Min(TermQuery.MaxLimit, query.Offset + query.Limit);
        try
        {
            var kept = new KeptSources(snapshot.Index);
            var found = kept.Search(query, [.. sources.Select(source => source.Entry!.KeptSource!.Id)], offset, limit, merged: true);
            var hits = found.Hits.Select(hit => kept.Whole(hit, snapshot.OfKept(hit.SourceId)!, query.Languages)).ToList();
            var totals = found.Sources.ToDictionary(one => one.SourceId, one => one.Total, StringComparer.Ordinal);
            foreach (var (asked, entry) in sources)
            {
                var id = entry!.KeptSource!.Id;
                var own = new SourceAnswer(entry, asked, [.. hits.Where(hit => hit.Hit.SourceId == id)], totals.GetValueOrDefault(id), Fault: null, _time.GetElapsedTime(started), AnswerOrigin.Kept, entry.CopyFrom) { Reading = found.Reading };
                lock (answers)
                    answers.Add(own);
            }

            return (hits, found.Total, found.Facets);
        }
        catch (Exception e) when (KeptSources.IsFault(e))
        {
            var each = sources.Select(source => Kept(query with { Offset = 0, Limit = limit }, snapshot, source.Asked, source.Entry!)).ToList();
            lock (answers)
                answers.AddRange(each);
            return ([.. each.SelectMany(answer => answer.Hits)], each.Sum(answer => answer.Total ?? 0), query.WithFacets ? TermFacets.None.With(each.SelectMany(answer => answer.Hits).Select(hit => hit.Term)) : null);
        }
    }

    private static IReadOnlyList<SourceAnswer> Ordered(IEnumerable<SourceAnswer> answers) => [.. answers.OrderBy(answer => answer.Source?.Id ?? answer.Asked, StringComparer.Ordinal)];

    private static void Check(NetworkQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Offset is < 0 or > TermQuery.MaxOffset)
            throw new ArgumentException($"The offset {query.Offset} is outside 0 to {TermQuery.MaxOffset}.", nameof(query));
        if (query.Limit is < 1 or > TermQuery.MaxLimit)
            throw new ArgumentException($"The limit {query.Limit} is outside 1 to {TermQuery.MaxLimit}.", nameof(query));
    }

    private static IEnumerable<(string Asked, CatalogEntry? Entry)> Choose(NetworkQuery query, TermCatalog catalog)
    {
        if (query.Sources is { } names)
            return names.Distinct(StringComparer.Ordinal).Select(name => (name, catalog.Find(name)));
        return catalog.Entries
            .Where(entry => query.GenreIris.Count == 0 || entry.Genres.Count == 0 || entry.Genres.Any(genre => query.GenreIris.Contains(genre, StringComparer.OrdinalIgnoreCase)))
            .Select(entry => (entry.Iri, (CatalogEntry?)entry));
    }

    private TimeSpan Bounded(TimeSpan timeout) => timeout <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : timeout > _options.MaxTimeout ? _options.MaxTimeout : timeout;

    private bool IsTooOld(CatalogEntry entry) => entry.Mode == SourceMode.Both && _live is not null && entry.CopyFrom is { } from && _time.GetUtcNow() - from > _options.MaxCopyAge;

    private SourceAnswer Kept(NetworkQuery query, NetworkCatalog.Snapshot snapshot, string asked, CatalogEntry entry)
    {
        var started = _time.GetTimestamp();
        try
        {
            var kept = new KeptSources(snapshot.Index);
            var found = kept.Search(query, [entry.KeptSource!.Id], query.Offset, query.Limit);
            var hits = found.Hits.Select(hit => kept.Whole(hit, entry, query.Languages)).ToList();
            return new SourceAnswer(entry, asked, hits, found.Total, Fault: null, _time.GetElapsedTime(started), AnswerOrigin.Kept, entry.CopyFrom) { Reading = found.Reading };
        }
        catch (Exception e) when (KeptSources.IsFault(e))
        {
            return new SourceAnswer(entry, asked, [], null, SourceFault.KeptFaulty(entry.Name(), e.Message), _time.GetElapsedTime(started), AnswerOrigin.Kept, entry.CopyFrom);
        }
    }

    // What a live source does not give, an old copy may.
    private async Task<SourceAnswer> LiveAsync(NetworkQuery query, NetworkCatalog.Snapshot snapshot, string asked, CatalogEntry entry, TimeSpan timeout, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var answer = entry.Mode == SourceMode.Kept ? Without(asked, entry, SourceFault.NothingKept(entry))
            : _live is null ? Without(asked, entry, LiveFaults.NoWeb(entry))
            : await AskAsync(_live, query, asked, entry, timeout, cancellation).ConfigureAwait(false);
        if (answer.Fault is not { } fault || answer.Origin == AnswerOrigin.LastGood || entry.KeptSource is null)
            return answer;
        var copy = Kept(query, snapshot, asked, entry);
        return copy.Fault is null ? copy with { Fault = LiveFaults.StoodInFor(fault, entry.CopyFrom!.Value, kept: true), Took = _time.GetElapsedTime(started) } : answer;
    }

    // Whatever goes wrong with one source stays with that source.
    private static async Task<SourceAnswer> AskAsync(LiveSources live, NetworkQuery query, string asked, CatalogEntry entry, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            return await live.SearchAsync(entry, asked, query, timeout, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Without(asked, entry, LiveFaults.BadAnswer(entry, e.Message, e.Message));
        }
    }

    private static SourceAnswer Without(string asked, CatalogEntry entry, SourceFault fault) => new(entry, asked, [], null, fault, TimeSpan.Zero, AnswerOrigin.Live, null);
}
