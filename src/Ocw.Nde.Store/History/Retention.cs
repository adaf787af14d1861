namespace Ocw.Nde.Store.History;

/// <summary>How long the older states of a graph are kept.</summary>
public abstract record RetentionRule
{
    private protected RetentionRule()
    {
    }

    /// <summary>All of them, for ever.</summary>
    public static RetentionRule All { get; } = new AllRule();

    /// <summary>The last versions, the present one included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="versions"/> is less than 1.</exception>
    public static RetentionRule Last(int versions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(versions, 1);
        return new LastRule(versions);
    }

    /// <summary>All states that were in force within this time from now backwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static RetentionRule For(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new TimeRule(time);
    }

    /// <summary>The oldest commit whose state is kept; 0 if all are.</summary>
    /// <param name="records">The records of a graph, oldest first.</param>
    /// <param name="now">The present time.</param>
    internal abstract long OldestKept(IReadOnlyList<HistoryEntry> records, DateTimeOffset now);

    private sealed record AllRule : RetentionRule
    {
        internal override long OldestKept(IReadOnlyList<HistoryEntry> records, DateTimeOffset now) => 0;
    }

    // The version that a record made stays; the record that it takes to go behind it goes.
    private sealed record LastRule(int Versions) : RetentionRule
    {
        internal override long OldestKept(IReadOnlyList<HistoryEntry> records, DateTimeOffset now) =>
            records.Count < Versions ? 0 : records[^Versions].Record.Commit;
    }

    private sealed record TimeRule(TimeSpan Time) : RetentionRule
    {
        internal override long OldestKept(IReadOnlyList<HistoryEntry> records, DateTimeOffset now)
        {
            var oldest = Time < now - DateTimeOffset.MinValue ? now - Time : DateTimeOffset.MinValue;
            return records.LastOrDefault(entry => entry.Record.Time <= oldest)?.Record.Commit ?? 0;
        }
    }
}

/// <summary>Which rule holds for which graph.</summary>
/// <param name="Default">The rule of graphs that have none of their own.</param>
public sealed record RetentionPolicy(RetentionRule Default)
{
    /// <summary>Everything is kept.</summary>
    public static RetentionPolicy KeepAll { get; } = new(RetentionRule.All);

    /// <summary>Rules by the IRI of a graph.</summary>
    public IReadOnlyDictionary<string, RetentionRule> Graphs { get; init; } = new Dictionary<string, RetentionRule>(StringComparer.Ordinal);

    /// <summary>Whether nothing is ever let go.</summary>
    internal bool KeepsAll => Default == RetentionRule.All && Graphs.Values.All(rule => rule == RetentionRule.All);
}
