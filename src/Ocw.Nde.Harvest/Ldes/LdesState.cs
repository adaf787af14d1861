namespace Ocw.Nde.Harvest;

/// <summary>What earlier runs know of an event stream, page by page: read back from their stories, so that nothing has to be kept twice.</summary>
internal sealed class LdesState
{
    private readonly Dictionary<string, ArchivedPayload> _pages = new(StringComparer.Ordinal);

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

    /// <summary>Reads back what the runs up to a cursor know.</summary>
    public static LdesState Of(PayloadArchive archive, string sourceId, HarvestCursor? cursor)
    {
        var state = new LdesState();
        if (cursor is null)
            return state;
        var runs = archive.Runs(sourceId).Where(run => run.Outcome != HarvestOutcome.Failed && string.CompareOrdinal(run.RunId, cursor.RunId) <= 0).ToList();
        var start = runs.FindLastIndex(run => run.Scope == HarvestScope.Full && run.Outcome is HarvestOutcome.Complete or HarvestOutcome.Incomplete);
        if (start < 0 || !runs.Exists(run => run.RunId == cursor.RunId))
            return state;
        foreach (var run in runs[start..])
        {
            foreach (var payload in run.Payloads)
                state.Remember(archive, payload);
        }

        state.Since = runs.Find(run => run.RunId == cursor.RunId)!.StartedAt;
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
        foreach (var companion in payload.Companions)
            Companions[companion.Origin] = companion;
    }
}
