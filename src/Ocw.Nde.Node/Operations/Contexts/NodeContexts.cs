using System.Collections.Concurrent;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Node.Operations.Contexts;

/// <summary>
/// The JSON-LD contexts of the node: those that the program brings along, those that are pinned in the data directory, and, from the hosts that
/// the operator lists, those that are fetched once and pinned then. Thread-safe.
/// </summary>
internal sealed class NodeContexts(ContextFolder folder, ContextFetcher fetcher, ContextSettings settings, TimeProvider time) : IJsonLdDocumentLoader
{
    /// <summary>How long a failure is remembered: a hundred thousand records that name a dead address ask for it once.</summary>
    private static readonly TimeSpan FailureMemory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTime Stamp, JsonLdDocument Document)> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, ContextException Failure)> _failed = new(StringComparer.Ordinal);
    private readonly Lock _fetching = new();

    /// <inheritdoc/>
    public JsonLdDocument Load(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        if (KnownContexts.Loader.Has(iri))
            return KnownContexts.Loader.Load(iri);
        try
        {
            return Held(iri) ?? Fetched(iri);
        }
        catch (ContextException refused)
        {
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "a context that this node serves", $"one that it does not: {refused.Text.En.TrimEnd('.')}", refused);
        }
    }

    /// <summary>Everything that is pinned.</summary>
    public IReadOnlyList<PinnedContext> List() => folder.List();

    /// <summary>Fetches and pins a context because the operator says so, from any host on the public web.</summary>
    /// <param name="iri">Its address.</param>
    /// <param name="content">Its content, for a node without a way to the web; <see langword="null"/> to fetch it.</param>
    /// <param name="sha256">The hash that it must have, if the operator knows it.</param>
    /// <exception cref="ContextException">It cannot be had, or has another hash than asked for or than is pinned.</exception>
    public PinnedContext Add(string iri, byte[]? content, string? sha256)
    {
        iri = Key(iri);
        if (content is not null)
            fetcher.Check(iri, content);
        var document = content is null ? fetcher.Fetch(iri, anyHost: true) : new JsonLdDocument(iri, content);
        var hash = ContextFolder.HashOf(document.Content.Span);
        if (sha256 is not null && hash != sha256)
            throw ContextException.Changed(iri, sha256, hash);
        lock (_fetching)
            return Pin(iri, document, hash);
    }

    /// <summary>Asks for a pinned context anew, and notes a version that differs.</summary>
    public PinnedContext Check(PinnedContext pin)
    {
        var document = fetcher.Fetch(pin.Iri, anyHost: true);
        var hash = ContextFolder.HashOf(document.Content.Span);
        var seen = pin with { Changed = hash == pin.Sha256 ? null : hash };
        if (seen == pin)
            return pin;
        folder.Keep(hash, document.Content.Span);
        folder.Pin(seen);
        folder.DropUnused();
        return seen;
    }

    /// <summary>Takes the changed version of a context from now on; <see langword="null"/> where nothing waits to be accepted.</summary>
    public PinnedContext? Accept(string iri)
    {
        if (folder.Find(Key(iri)) is not { Changed: { } changed } pin || folder.Read(changed) is not { } content)
            return null;
        var accepted = pin with { Sha256 = changed, Bytes = content.Length, Pinned = time.GetUtcNow(), Changed = null };
        folder.Pin(accepted);
        folder.DropUnused();
        return accepted;
    }

    /// <summary>Forgets a context.</summary>
    public bool Remove(string iri) => folder.Remove(Key(iri));

    // What is in memory is good while nobody wrote the pin anew.
    private JsonLdDocument? Held(string iri)
    {
        iri = Key(iri);
        var stamp = folder.StampOf(iri);
        if (_held.TryGetValue(iri, out var held) && held.Stamp == stamp)
            return held.Document;
        if (folder.Find(iri) is not { } pin || folder.Read(pin.Sha256) is not { } content)
            return null;
        var document = new JsonLdDocument(pin.Location, content);
        _held[iri] = (stamp, document);
        return document;
    }

    private JsonLdDocument Fetched(string iri)
    {
        iri = Key(iri);
        lock (_fetching)
        {
            if (Held(iri) is { } meanwhile)
                return meanwhile;
            if (_failed.TryGetValue(iri, out var failed) && failed.Until > time.GetUtcNow())
                throw failed.Failure;
            try
            {
                var pinned = folder.Find(iri);
                if (pinned is null && folder.List().Count >= settings.Most)
                    throw ContextException.TooMany(iri, settings.Most);
                var document = fetcher.Fetch(iri, anyHost: false);
                Pin(iri, document, ContextFolder.HashOf(document.Content.Span));
                return Held(iri) ?? document;
            }
            catch (ContextException failure)
            {
                _failed[iri] = (time.GetUtcNow() + FailureMemory, failure);
                throw;
            }
        }
    }

    private PinnedContext Pin(string iri, JsonLdDocument document, string hash)
    {
        var known = folder.Find(iri);
        folder.Keep(hash, document.Content.Span);
        if (known is not null && known.Sha256 != hash)
        {
            folder.Pin(known with { Changed = hash });
            throw ContextException.Changed(iri, known.Sha256, hash);
        }

        var pin = known ?? new PinnedContext(iri, document.Iri, hash, document.Content.Length, time.GetUtcNow());
        if (known is null)
            folder.Pin(pin);
        return pin;
    }

    private static string Key(string iri) => iri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? iri[..hash] : iri;
}
