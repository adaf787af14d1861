namespace Ocw.Nde.Harvest;

/// <summary>What the runs up to a cursor hold, so that the next run knows it without keeping it twice: the last full run and the increments behind it.</summary>
/// <param name="Since">When the run of the cursor started; <see langword="null"/> when there is nothing to go on from.</param>
/// <param name="Payloads">The payloads, oldest first.</param>
internal sealed record RunHistory(DateTimeOffset? Since, IReadOnlyList<ArchivedPayload> Payloads)
{
    /// <summary>Reads it back from the stories of the runs.</summary>
    public static RunHistory Of(PayloadArchive archive, string sourceId, HarvestCursor? cursor)
    {
        if (cursor is null)
            return new RunHistory(null, []);
        var runs = archive.Runs(sourceId).Where(run => run.Outcome != HarvestOutcome.Failed && string.CompareOrdinal(run.RunId, cursor.RunId) <= 0).ToList();
        var start = runs.FindLastIndex(run => run.Scope == HarvestScope.Full && run.Outcome is HarvestOutcome.Complete or HarvestOutcome.Incomplete);
        var named = runs.Find(run => run.RunId == cursor.RunId);
        return start < 0 || named is null ? new RunHistory(null, []) : new RunHistory(named.StartedAt, [.. runs[start..].SelectMany(run => run.Payloads)]);
    }
}
