namespace Ocw.Nde.Node.Settings;

/// <summary>How long an object that the source no longer shows is served, marked as not found, before a tombstone takes its place: whichever comes first.</summary>
/// <param name="Days">Days since it was not found; <see langword="null"/> for no such term.</param>
/// <param name="Runs">Runs in a row that did not find it, the first of them included; <see langword="null"/> for no such term.</param>
internal sealed record NotFoundLimit(int? Days, int? Runs)
{
    /// <summary>A month: most that disappears for a shorter time was an export that went wrong.</summary>
    public static NotFoundLimit Default { get; } = new(30, null);

    /// <summary>Whether there is no time between: what is not found is gone.</summary>
    public bool IsAtOnce => Days == 0 || Runs is 0 or 1;

    /// <summary>Whether the time is over.</summary>
    /// <param name="since">When it was not found for the first time.</param>
    /// <param name="now">The present time.</param>
    /// <param name="runs">How many runs did not find it, this one included; asked for only where it counts.</param>
    public bool IsOver(DateTimeOffset since, DateTimeOffset now, Func<int> runs) =>
        IsAtOnce || (Days is { } days && since.AddDays(days) <= now) || (Runs is { } most && runs() >= most);

    /// <summary>Reads <c>notFound: { days: 30, runs: 5 }</c>.</summary>
    public static NotFoundLimit Read(YamlMap source)
    {
        if (source.Map("notFound") is not { } map)
            return Default;
        var limit = new NotFoundLimit(
            map.Has("days") ? (int)map.Number("days", 0, 0, 36_500) : null,
            map.Has("runs") ? (int)map.Number("runs", 0, 0, 100_000) : null);
        map.RefuseOthers();
        return limit is { Days: null, Runs: null } ? Default : limit;
    }
}
