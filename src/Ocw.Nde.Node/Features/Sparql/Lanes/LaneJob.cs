namespace Ocw.Nde.Node.Features.Sparql.Lanes;

/// <summary>Work that a <see cref="QueryLane"/> does part by part on its own threads, so that nobody who waits for a slow reader holds a thread.</summary>
internal abstract class LaneJob
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the work: well, or with the exception that ended it.</summary>
    public Task Completion => _done.Task;

    /// <summary>Whether a lane began it; only the lane asks.</summary>
    internal bool IsStarted { get; set; }

    /// <summary>Does the next part.</summary>
    /// <returns>Whether there is more.</returns>
    public abstract bool Step();

    /// <summary>Passes on what the last part wrote; ends when there is room for more.</summary>
    public abstract ValueTask PassOnAsync();

    /// <summary>Asks the work to end because the node has too much to do.</summary>
    public abstract void Shed();

    internal void Finish() => _done.TrySetResult();

    internal void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>A lane takes no more work now.</summary>
internal sealed class LaneFullException() : Exception("Too many queries are waiting.");
