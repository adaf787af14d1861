using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>What a walk makes of a channel.</summary>
/// <param name="Source">The settings.</param>
/// <param name="Version">The id of the run: the new version.</param>
/// <param name="Fingerprint">What the version is made with.</param>
/// <param name="Runs">The harvest runs to lay over one another, oldest first.</param>
/// <param name="Cursor">Where the next harvest goes on.</param>
/// <param name="Newest">What was harvested now, if it is all that differs from the version before: then only what changed need be staged.</param>
/// <param name="Reasons">Why the runs did not see everything; empty when they did.</param>
internal sealed record ChannelPlan(SourceSettings Source, string Version, string Fingerprint, IReadOnlyList<HarvestRun> Runs, HarvestRun? Newest, string? Cursor, IReadOnlyList<HarvestNotice> Reasons)
{
    /// <summary>Reasons as one text.</summary>
    public static string? TextOf(IReadOnlyList<HarvestNotice> reasons) =>
        reasons.Count == 0 ? null : string.Join("; ", reasons.Select(reason => reason.Origin is null || reason.Message.Contains(reason.Origin, StringComparison.Ordinal) ? reason.Message : $"{reason.Message} ({reason.Origin})"));
}
