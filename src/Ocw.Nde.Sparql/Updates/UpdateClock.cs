namespace Ocw.Nde.Sparql.Updates;

/// <summary>The time of one request: it is cancelled when its limit is over or nobody waits for it any more.</summary>
internal sealed class UpdateClock : IDisposable
{
    private readonly TimeSpan limit;
    private readonly TimeProvider time;
    private readonly long begun;
    private readonly CancellationTokenSource? timer;
    private readonly CancellationTokenSource? both;

    internal UpdateClock(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        this.limit = limit;
        this.time = time;
        begun = time.GetTimestamp();
        Token = cancellation;
        if (limit == Timeout.InfiniteTimeSpan)
            return;
        timer = new CancellationTokenSource(limit, time);
        both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        Token = both.Token;
    }

    internal CancellationToken Token { get; }

    internal bool IsOver => timer is { IsCancellationRequested: true };

    /// <summary>The limits of what is left, for one pattern.</summary>
    internal QueryLimits Left(QueryLimits limits)
    {
        if (limit == Timeout.InfiniteTimeSpan)
            return limits;
        var left = limit - time.GetElapsedTime(begun);
        return limits with { Time = left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        both?.Dispose();
        timer?.Dispose();
    }
}
