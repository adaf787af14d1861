namespace Ocw.Nde.Node.Features.Sparql.Lanes;

/// <summary>One piece of work without an answer that is sent on the way: a change of the store, an older state, a description.</summary>
/// <param name="work">Does the work; it ends by itself when its client is gone or its time is over.</param>
internal sealed class WorkRun<TResult>(Func<TResult> work) : LaneJob
{
    private TResult? _result;

    /// <summary>What came of it, once it is done.</summary>
    public TResult Result => Completion.IsCompletedSuccessfully ? _result! : throw new InvalidOperationException("The work is not done yet.");

    /// <inheritdoc/>
    public override bool Step()
    {
        _result = work();
        return false;
    }

    /// <inheritdoc/>
    public override ValueTask PassOnAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override void Shed()
    {
        // Its own time limit ends it.
    }
}
