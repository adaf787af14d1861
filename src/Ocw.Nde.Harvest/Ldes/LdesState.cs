namespace Ocw.Nde.Harvest;

/// <summary>What earlier runs know of an event stream, page by page: read back from their stories, so that nothing has to be kept twice.</summary>
internal sealed class LdesState
{
    private readonly Dictionary<string, ArchivedPayload> _pages = new(StringComparer.Ordinal);

    private ILookup<string, (ArchivedPayload Page, IReadOnlyList<string> Members)>? _continued;

    private LdesState()
    {
    }

    /// <summary>When the run started that the next one goes on from; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>What is known of the stream.</summary>
    public LdesPage Stream { get; private set; } = new();

    /// <summary>The newest moment of any member.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The pages as they were last seen, by address.</summary>
    public IReadOnlyDictionary<string, ArchivedPayload> Pages => _pages;

    /// <summary>What was fetched beside pages, by address.</summary>
    public Dictionary<string, ArchivedPayload> Companions { get; } = new(StringComparer.Ordinal);

    /// <summary>The pages that members of a page were read with, and which members those are.</summary>
    public IEnumerable<(ArchivedPayload Page, IReadOnlyList<string> Members)> ContinuedBy(string address) =>
        (_continued ??= _pages.Values.SelectMany(page => page.Companions.Where(part => part.Continued.Count > 0), (page, part) => (part.Origin, Page: page, part.Continued))
            .ToLookup(part => part.Origin, part => (part.Page, part.Continued), StringComparer.Ordinal))[address];

    /// <summary>Reads back what the runs up to a cursor know.</summary>
    public static LdesState Of(PayloadArchive archive, string sourceId, HarvestCursor? cursor)
    {
        var state = new LdesState();
        var history = RunHistory.Of(archive, sourceId, cursor);
        foreach (var payload in history.Payloads)
            state.Remember(archive, payload);
        state.Since = history.Since;
        return state;
    }

    // A page whose bytes are gone from the archive is fetched again.
    private void Remember(PayloadArchive archive, ArchivedPayload payload)
    {
        if (payload.Ldes is not { } page || !archive.Contains(payload.Hash))
            return;
        _pages[payload.Origin] = payload;
        Stream = Stream.With(page);
        if (page.Newest > Newest || Newest is null)
            Newest = page.Newest ?? Newest;
        foreach (var companion in payload.Companions.Where(companion => companion.Continued.Count == 0))
            Companions[companion.Origin] = companion;
    }
}
