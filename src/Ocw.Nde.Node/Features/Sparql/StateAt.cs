using System.Globalization;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Store;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>Opens the state of the store that a request names by <c>at=</c>: a commit number or an RFC 3339 time; the present one without it.</summary>
internal sealed class StateAt(QuadStore store, QueryLanes lanes)
{
    /// <summary>Opens a state. What an older one needs to be read for is done in a lane.</summary>
    /// <exception cref="StateException">The text names no state, or one that is not kept.</exception>
    public async ValueTask<Snapshot> OpenAsync(SparqlClient client, string? at, CancellationToken cancellation)
    {
        if (at is null)
            return store.OpenSnapshot(client.Scope);
        var commit = CommitOf(at);
        if (commit == store.CommitNumber)
            return store.OpenSnapshot(client.Scope);
        var opening = new WorkRun<Snapshot>(() => Open(client.Scope, commit, cancellation));
        await lanes.RunAsync(opening, isHeavy: false, client.Id, client.Limits.Concurrent);
        return opening.Result;
    }

    private Snapshot Open(ReaderScope scope, long commit, CancellationToken cancellation)
    {
        try
        {
            return store.OpenSnapshot(scope, commit, cancellation: cancellation);
        }
        catch (VersionNotKeptException e)
        {
            throw new StateException(StatusCodes.Status410Gone, "version-not-kept", new LocalizedText(
                $"De stand van commit {commit} is niet meer bewaard; de oudste die er is, is die van commit {e.OldestKept} ({e.OldestKeptTime:O}).",
                $"The state of commit {commit} is not kept any more; the oldest one that is there is that of commit {e.OldestKept} ({e.OldestKeptTime:O})."));
        }
    }

    private long CommitOf(string at)
    {
        var newest = store.CommitNumber;
        if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number <= newest ? number : throw new StateException(StatusCodes.Status404NotFound, "at", new LocalizedText(
                $"Commit {number} is er nog niet; de nieuwste is {newest}.", $"Commit {number} is not there yet; the newest is {newest}."));
        }

        if (!DateTimeOffset.TryParse(at.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) || !at.Contains('-', StringComparison.Ordinal))
        {
            throw new StateException(StatusCodes.Status400BadRequest, "at", new LocalizedText(
                $"at: een commitnummer of een tijd als 2026-03-01T12:00:00Z verwacht, niet «{at}»", $"at: a commit number or a time such as 2026-03-01T12:00:00Z is expected, not «{at}»"));
        }

        return store.CommitAt(time) ?? throw new StateException(StatusCodes.Status410Gone, "version-not-kept", new LocalizedText(
            $"Van {time:O} is geen stand bewaard.", $"No state of {time:O} is kept."));
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
