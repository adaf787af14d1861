namespace Ocw.Nde.Node.Features.Sparql.Lanes;

/// <summary>One change of the store.</summary>
/// <param name="write">Makes the change; it ends by itself when its client is gone.</param>
internal sealed class WriteRun<TResult>(Func<TResult> write) : LaneJob
{
    private TResult? _result;

    /// <summary>What it did, once it is done.</summary>
    public TResult Result => Completion.IsCompletedSuccessfully ? _result! : throw new InvalidOperationException("The change is not made yet.");

    /// <inheritdoc/>
    public override bool Step()
    {
        _result = write();
        return false;
    }

    /// <inheritdoc/>
    public override ValueTask PassOnAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override void Shed() => throw new NotSupportedException("Nobody takes a change from the only thread that makes changes.");
}
