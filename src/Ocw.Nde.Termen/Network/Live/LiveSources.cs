using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Sparql;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Web;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>Asks sources where they live: by the queries of the catalogue, with time limits, rest for those that fail, and the last good answer in their place.</summary>
public sealed class LiveSources
{
    private readonly SourceClient _client;
    private readonly RememberedAnswers? _remembered;
    private readonly TimeProvider _time;
    private readonly ConditionalWeakTable<CatalogDistribution, SourceQueries> _queries = [];
    private readonly ConcurrentDictionary<string, LiveState> _states = new(StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="web">The client that goes out; its ceiling on requests to one host holds for sources too.</param>
    /// <param name="options">The ceilings.</param>
    /// <param name="remembered">Where good answers are remembered; <see langword="null"/> for nowhere.</param>
    /// <param name="environment">The environment variables that catalogues may name for credentials.</param>
    /// <param name="time">The clock.</param>
    public LiveSources(GuardedHttpClient web, LiveOptions? options = null, RememberedAnswers? remembered = null, Func<string, string?>? environment = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(web);
        _time = time ?? TimeProvider.System;
        Options = options ?? new LiveOptions();
        _remembered = remembered;
        _client = new SourceClient(web, Options, environment ?? Environment.GetEnvironmentVariable, _time);
    }

    /// <summary>The ceilings.</summary>
    public LiveOptions Options { get; }

    /// <summary>How the last questions to a source went, by the IRI of its dataset; <see langword="null"/> if it was not asked yet.</summary>
    public LiveState? StateOf(string iri) => _states.GetValueOrDefault(iri);

    internal async Task<SourceAnswer> SearchAsync(CatalogEntry entry, string asked, NetworkQuery query, TimeSpan timeout, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var limit = Math.Min(query.Offset + query.Limit, Search.TermQuery.MaxLimit);
        var question = $"{entry.Iri} search {query.Mode} {limit} {string.Join(' ', query.GenreIris.Order(StringComparer.Ordinal))} {query.Text}";
        var (document, fault) = await AskAsync(entry, queries => queries.Search(entry, query.Text, query.Mode, query.GenreIris, limit), timeout, cancellation).ConfigureAwait(false);
        var (origin, from) = (AnswerOrigin.Live, (DateTimeOffset?)null);
        if (document is null && Recall(question) is { } old)
        {
            (document, origin, from) = (old.Document, AnswerOrigin.LastGood, old.At);
            fault = LiveFaults.StoodInFor(fault!, old.At, kept: false);
        }

        if (document is null)
            return new SourceAnswer(entry, asked, [], null, fault, _time.GetElapsedTime(started), AnswerOrigin.Live, null);
        var answer = AnswerReader.Read(document, entry, asked: null, query.Languages, cancellation);
        if (origin == AnswerOrigin.Live)
            _remembered?.Write(question, Concatenated(answer));
        var hits = LiveRanking.Rank(answer, entry, query).Skip(query.Offset).Take(query.Limit).ToList();
        return new SourceAnswer(entry, asked, hits, null, fault, _time.GetElapsedTime(started), origin, from) { Remarks = answer.Remarks };
    }

    /// <summary>Looks terms up at the endpoint of one source; for each IRI the term, or what stands in for it.</summary>
    internal async Task<Dictionary<string, LiveLookup>> LookupAsync(CatalogEntry entry, IReadOnlyList<string> iris, IReadOnlyList<string> languages, TimeSpan timeout, CancellationToken cancellation)
    {
        var found = new Dictionary<string, LiveLookup>(StringComparer.Ordinal);
        var (document, fault) = await AskAsync(entry, queries => queries.Lookup(iris), timeout, cancellation).ConfigureAwait(false);
        if (document is not null)
        {
            var answer = AnswerReader.Read(document, entry, iris.ToHashSet(StringComparer.Ordinal), languages, cancellation);
            foreach (var term in answer.Terms)
            {
                found[term.Term.Iri] = new LiveLookup(term.Term, null, AnswerOrigin.Live, null);
                _remembered?.Write(Question(entry, term.Term.Iri), term.Triples.Span);
            }

            return found;
        }

        foreach (var iri in iris)
        {
            if (Recall(Question(entry, iri)) is { } old && AnswerReader.Read(old.Document, entry, new HashSet<string>(StringComparer.Ordinal) { iri }, languages, cancellation).Terms is [var term, ..])
                found[iri] = new LiveLookup(term.Term, LiveFaults.StoodInFor(fault!, old.At, kept: false), AnswerOrigin.LastGood, old.At);
            else
                found[iri] = new LiveLookup(null, fault, AnswerOrigin.Live, null);
        }

        return found;
    }

    private static string Question(CatalogEntry entry, string iri) => $"{entry.Distributions[0].Endpoint} lookup {iri}";

    // The distributions of a source are tried in order, within the time of the question.
    private async Task<(AnswerDocument? Document, SourceFault? Fault)> AskAsync(CatalogEntry entry, Func<SourceQueries, string> query, TimeSpan timeout, CancellationToken cancellation)
    {
        SourceFault? fault = null;
        var started = _time.GetTimestamp();
        foreach (var distribution in entry.Distributions)
        {
            var left = timeout - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                break;
            (var document, fault) = await AskOneAsync(entry, distribution, query, left, cancellation).ConfigureAwait(false);
            if (document is null)
                continue;
            Note(entry, null);
            return (document, null);
        }

        fault ??= LiveFaults.BadDescription(entry, "er is geen endpoint", "there is no endpoint");
        Note(entry, fault);
        return (null, fault);
    }

    private async Task<(AnswerDocument? Document, SourceFault? Fault)> AskOneAsync(CatalogEntry entry, CatalogDistribution distribution, Func<SourceQueries, string> query, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            var text = query(_queries.GetValue(distribution, SourceQueries.Of));
            return await _client.AskAsync(entry, distribution, text, timeout, cancellation).ConfigureAwait(false);
        }
        catch (SparqlSyntaxException e)
        {
            return (null, LiveFaults.BadDescription(entry, e.Message, e.Message));
        }
    }

    private void Note(CatalogEntry entry, SourceFault? fault)
    {
        var now = _time.GetUtcNow();
        _states.AddOrUpdate(
            entry.Iri,
            _ => fault is null ? new LiveState(now, null, null) : new LiveState(null, now, fault),
            (_, state) => fault is null ? state with { LastGood = now } : state with { LastFailure = now, LastFault = fault });
    }

    private (AnswerDocument Document, DateTimeOffset At)? Recall(string question)
    {
        if (_remembered?.Read(question) is not { } old)
            return null;
        try
        {
            return (AnswerDocument.Read(old.Triples, RdfFormats.NTriples.MediaTypes[0], null, Options.MaxTriples), old.At);
        }
        catch (BadAnswerException)
        {
            // A remembered answer that a crash or a person damaged is none.
            return null;
        }
    }

    private static byte[] Concatenated(LiveAnswer answer)
    {
        using var all = new MemoryStream();
        foreach (var term in answer.Terms)
            all.Write(term.Triples.Span);
        return all.ToArray();
    }
}

/// <summary>How the questions to a live source went.</summary>
/// <param name="LastGood">When it last answered; <see langword="null"/> if it never did.</param>
/// <param name="LastFailure">When it last failed.</param>
/// <param name="LastFault">The last fault.</param>
public sealed record LiveState(DateTimeOffset? LastGood, DateTimeOffset? LastFailure, SourceFault? LastFault)
{
    /// <summary>Whether the last question was answered; a source that is left alone after failures does not.</summary>
    public bool IsAvailable => LastFailure is null || LastGood > LastFailure;

    /// <summary>When it was last asked, or would have been if it were not left alone.</summary>
    public DateTimeOffset? LastChecked => LastGood > LastFailure || LastFailure is null ? LastGood : LastFailure;
}

/// <summary>What a live look-up gave for one IRI.</summary>
internal sealed record LiveLookup(Lookup.Term? Term, SourceFault? Fault, AnswerOrigin Origin, DateTimeOffset? From);
