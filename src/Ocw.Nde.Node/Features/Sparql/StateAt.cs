using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>Opens the state of the store that a request names by <c>at=</c>: a commit number or an RFC 3339 time; the present one without it.</summary>
internal static class StateAt
{
    /// <summary>Opens a state.</summary>
    /// <exception cref="StateException">The text names no state, or one that is not kept.</exception>
    public static Snapshot Open(QuadStore store, ReaderScope scope, string? at)
    {
        var present = store.OpenSnapshot(scope);
        if (at is null)
            return present;
        var commit = long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        if (commit == present.CommitNumber)
            return present;
        var newest = present.CommitNumber;
        present.Dispose();
        throw commit is null
            ? new StateException(StatusCodes.Status400BadRequest, "at", new($"at: een commitnummer of een tijd als 2026-03-01T12:00:00Z verwacht, niet «{at}»", $"at: a commit number or a time such as 2026-03-01T12:00:00Z is expected, not «{at}»"))
            : new StateException(StatusCodes.Status410Gone, "version-not-kept", new($"De stand van commit {commit} is niet bewaard; de oudste die er is, is {newest}.", $"The state of commit {commit} is not kept; the oldest one that is there is {newest}."));
    }
}

/// <summary>A request names a state that cannot be given.</summary>
internal sealed class StateException(int status, string code, LocalizedText text) : Exception(text.En)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The code of the problem's type.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong and what to do.</summary>
    public LocalizedText Text { get; } = text;
}
