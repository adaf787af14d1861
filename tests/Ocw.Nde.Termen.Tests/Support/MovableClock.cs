namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>The system's clock, moved on by the test; timers run as they are.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    internal void Move(TimeSpan further) => _ahead += further;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
