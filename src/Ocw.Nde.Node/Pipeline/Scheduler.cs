using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Harvests sources when their turn comes. A turn that was missed, while the node was off or busy, is made up for once, however many passed.</summary>
internal sealed class Scheduler(NodeHost host, TimeProvider time, Action<RunRecord> done) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private readonly PeriodicTimer _timer = new(LookEvery, time);
    private DateOnly? _opened;

    /// <summary>Brings indexes up to date, then runs turns until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await IndexAsync(cancellation);
            do
            {
                foreach (var (source, waiting) in Approved())
                    done(await new SourceRunner(host, time).RunAsync(source, new RunOptions { Approved = waiting }, cancellation));
                foreach (var source in Opening(time.GetUtcNow()))
                    done(await new SourceRunner(host, time).RunAsync(source, new RunOptions { FromArchive = true }, cancellation));
                foreach (var source in Due(time.GetUtcNow()))
                    done(await new SourceRunner(host, time).RunAsync(source, new RunOptions(), cancellation));
            }
            while (await _timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops; an unfinished run goes on where it was at the next start.
        }
    }

    /// <summary>The sources whose turn has come: those that have not run since their last turn. Sources that did not change for a while let turns pass.</summary>
    public IReadOnlyList<SourceSettings> Due(DateTimeOffset now)
    {
        var runs = host.Runs.Read().Where(r => r.IsHarvest).GroupBy(r => r.Source, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return
        [
            .. host.Sources
                .Where(s => s.Schedule is { } schedule && IsDue(s, schedule, runs.GetValueOrDefault(s.Id) ?? [], now))
                .OrderByDescending(s => s.Kind),
        ];
    }

    /// <summary>The sources of which something becomes public today, whatever their schedule: once a day each, from the archive, so that no source need be reached for it.</summary>
    public IReadOnlyList<SourceSettings> Opening(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_opened == today)
            return [];
        _opened = today;
        var runner = new SourceRunner(host, time);
        return [.. host.Sources.Where(runner.OpensByItself)];
    }

    private static bool IsDue(SourceSettings source, Schedule schedule, List<RunRecord> runs, DateTimeOffset now)
    {
        if (runs.Count == 0)
            return true;
        var unchanged = runs.Count - 1 - runs.FindLastIndex(r => r.Outcome != RunOutcome.Unchanged);
        var turns = schedule.TurnsBetween(unchanged, source.ScheduleStretch);
        return runs.Max(r => r.Started) < schedule.LastTurn(now) - ((turns - 1) * schedule.Period);
    }

    // What a person approved while the node serves; a run whose version was replaced meanwhile is forgotten, the next turn finds out anew.
    private List<(SourceSettings Source, WaitingRun Waiting)> Approved()
    {
        var approved = new List<(SourceSettings, WaitingRun)>();
        foreach (var source in host.Sources)
        {
            if (host.Waiting.Of(source) is not { Approved: not null } waiting)
                continue;
            if (waiting.Replaces == host.StateOf(source)?.Version)
                approved.Add((source, waiting));
            else
                host.Waiting.Remove(source.Dataset, source.Channel);
        }

        return approved;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    // Indexes are derived: what a crash or a restored backup left behind is made up for.
    private async Task IndexAsync(CancellationToken cancellation)
    {
        foreach (var source in host.Sources)
        {
            if (host.StateOf(source) is { } state)
                await host.IndexAsync(source, state, cancellation);
        }
    }
}
