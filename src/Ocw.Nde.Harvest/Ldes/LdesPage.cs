namespace Ocw.Nde.Harvest;

/// <summary>What cutting and the next run must know of a page of an event stream, beside its bytes.</summary>
public sealed record LdesPage
{
    /// <summary>Whether the members are said to be of an <c>ldes:EventStream</c>, which never takes members back; else it is a plain collection.</summary>
    public bool IsEventStream { get; init; }

    /// <summary>The properties that lead from a member to its moment, with spaces between them.</summary>
    public string? TimestampPath { get; init; }

    /// <summary>The properties that lead from a member to what it is a version of.</summary>
    public string? VersionOfPath { get; init; }

    /// <summary>The value that marks a member as the news that something is gone (<c>ldes:versionDeleteObject</c>).</summary>
    public string? DeleteObject { get; init; }

    /// <summary>Whether the page never changes any more, by Cache-Control or by <c>ldes:immutable</c>.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>All members of the page, also later ones, are from before this moment, if a relation to it says so.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The newest moment of a member of the page.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>What a later page adds to what the first one says of the stream.</summary>
    internal LdesPage With(LdesPage later) => this with
    {
        IsEventStream = IsEventStream || later.IsEventStream,
        TimestampPath = TimestampPath ?? later.TimestampPath,
        VersionOfPath = VersionOfPath ?? later.VersionOfPath,
        DeleteObject = DeleteObject ?? later.DeleteObject,
    };
}
