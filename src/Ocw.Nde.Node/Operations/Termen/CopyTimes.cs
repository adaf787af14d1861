namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>When the copy of each source was last taken or found to be the same: its age does not grow while harvests find nothing new.</summary>
internal sealed class CopyTimes(RunLog runs)
{
    private Held? _held;

    /// <summary>The start of the last run that saw the whole source; <see langword="null"/> if there was none.</summary>
    public DateTimeOffset? Of(string source)
    {
        var stamp = runs.LastChange;
        var held = Volatile.Read(ref _held);
        if (held is null || held.Stamp != stamp)
        {
            var whole = runs.Read().Where(run => run.IsHarvest && run.Outcome is RunOutcome.Complete or RunOutcome.Unchanged);
            held = new Held(stamp, whole.GroupBy(run => run.Source, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(run => run.Started), StringComparer.Ordinal));
            Volatile.Write(ref _held, held);
        }

        return held.Times.TryGetValue(source, out var time) ? time : null;
    }

    private sealed record Held(DateTime Stamp, Dictionary<string, DateTimeOffset> Times);
}
