using System.Runtime.CompilerServices;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
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
    private readonly NetworkOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the network.</summary>
    /// <param name="described">The catalogue of sources.</param>
    /// <param name="index">The index of kept terms; asked at each question, since it may be replaced.</param>
    /// <param name="kept">What settings say of kept sources.</param>
    /// <param name="copyFrom">When the copy of a kept source was taken, by its id.</param>
    /// <param name="options">The ceilings.</param>
    /// <param name="time">The clock.</param>
    public TermNetwork(
        TermCatalog described,
        Func<TermIndex> index,
        IReadOnlyList<KeptDescription>? kept = null,
        Func<string, DateTimeOffset?>? copyFrom = null,
        NetworkOptions? options = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(described);
        ArgumentNullException.ThrowIfNull(index);
        _time = time ?? TimeProvider.System;
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
        var snapshot = _catalog.Current;
        foreach (var (asked, entry) in Choose(query, snapshot.Catalog))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry is null ? Unknown(asked) : Kept(query, snapshot, asked, entry);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Asks sources for one list in which each thing stands once; waits for the slowest, no longer than the time of the question.</summary>
    /// <exception cref="ArgumentException">Offset or limit is outside its bounds.</exception>
    public async Task<NetworkResult> SearchMergedAsync(NetworkQuery query, CancellationToken cancellation)
    {
        Check(query);
        var answers = new List<SourceAnswer>();
        await foreach (var answer in SearchAsync(query with { Offset = 0, Limit = Math.Min(TermQuery.MaxLimit, query.Offset + query.Limit) }, cancellation).ConfigureAwait(false))
            answers.Add(answer);
        return MergedList.Of(answers, query);
    }

    /// <summary>Looks terms up by their IRIs; the answers come in the order of the question, one for each, and one IRI's fault never touches another.</summary>
    /// <exception cref="ArgumentException">There are more IRIs than <see cref="NetworkOptions.MaxLookups"/>.</exception>
    public async Task<IReadOnlyList<LookupAnswer>> LookupAsync(IReadOnlyList<string> iris, LookupOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(iris);
        ArgumentNullException.ThrowIfNull(options);
        if (iris.Count > _options.MaxLookups)
            throw new ArgumentException($"A look-up of {iris.Count} IRIs is more than {_options.MaxLookups}; ask in parts.", nameof(iris));
        var snapshot = _catalog.Current;
        var answers = new List<LookupAnswer>(iris.Count);
        foreach (var iri in iris)
        {
            cancellation.ThrowIfCancellationRequested();
            answers.Add(Kept(iri, options, snapshot));
        }

        await Task.CompletedTask.ConfigureAwait(false);
        return answers;
    }

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

    private static SourceAnswer Unknown(string asked) => new(null, asked, [], null, SourceFault.UnknownSource(asked), TimeSpan.Zero, AnswerOrigin.Live, null);

    private SourceAnswer Kept(NetworkQuery query, NetworkCatalog.Snapshot snapshot, string asked, CatalogEntry entry)
    {
        var started = _time.GetTimestamp();
        if (entry.KeptSource is not { } source)
            return new SourceAnswer(entry, asked, [], null, SourceFault.NothingKept(entry.Name()), _time.GetElapsedTime(started), AnswerOrigin.Kept, null);
        var kept = new KeptSources(snapshot.Index);
        var found = kept.Search(query, [source.Id], query.Offset, query.Limit);
        var hits = found.Hits.Select(hit => kept.Whole(hit, entry, query.Languages)).ToList();
        return new SourceAnswer(entry, asked, hits, found.Total, Fault: null, _time.GetElapsedTime(started), AnswerOrigin.Kept, entry.CopyFrom);
    }

    private LookupAnswer Kept(string iri, LookupOptions options, NetworkCatalog.Snapshot snapshot)
    {
        var started = _time.GetTimestamp();
        if (new KeptSources(snapshot.Index).Find(iri, options.Languages, snapshot.KeptIds) is { } term && snapshot.OfKept(term.Source.Id) is { } entry)
            return new LookupAnswer(iri, entry, term, Fault: null, _time.GetElapsedTime(started), AnswerOrigin.Kept, entry.CopyFrom);
        var owner = snapshot.Catalog.ForTerm(iri);
        var fault = owner is null ? SourceFault.NoSourceForIri(iri)
            : owner.KeptSource is null ? SourceFault.NothingKept(owner.Name())
            : SourceFault.NotFound(iri, owner.Name());
        return new LookupAnswer(iri, owner, Term: null, fault, _time.GetElapsedTime(started), AnswerOrigin.Kept, owner?.CopyFrom);
    }
}
