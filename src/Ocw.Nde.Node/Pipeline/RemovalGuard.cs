using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Says whether so much disappears with a new version that a person is asked.</summary>
internal static class RemovalGuard
{
    private const int Examples = 10;

    /// <summary>What would disappear, when that is more than the source allows; <see langword="null"/> when it is not.</summary>
    /// <param name="gone">What disappears now; what was not found before was counted then.</param>
    /// <param name="before">The state that is served.</param>
    /// <param name="limit">What the source allows.</param>
    public static RemovalCount? Check(GoneObjects gone, IQuadSource before, RemovalLimit limit) =>
        limit.Allows(gone.Ids.Count, gone.Before) ? null : new RemovalCount(gone.Ids.Count, gone.Before, gone.Examples(before, Examples));
}
