using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Statistics;

/// <summary>The counts of the newest state of a store that anyone asked for, as one scope sees it: later states follow from them where the log says how.</summary>
internal sealed class StatisticsMemory(ReaderScope scope)
{
    // Beyond so many changed rows counting anew is as fast.
    private const int MostChanges = 20_000;

    private static readonly ConditionalWeakTable<StoreFolder, StatisticsMemory[]> PerStore = [];

    private readonly Lock _lock = new();
    private StateStatistics? _newest;
    private long _commit = -1;

    internal static StatisticsMemory Of(StoreFolder folder, ReaderScope scope) =>
        PerStore.GetValue(folder, static _ => [new StatisticsMemory(ReaderScope.Public), new StatisticsMemory(ReaderScope.Internal)])[scope == ReaderScope.Internal ? 1 : 0];

    /// <summary>The counts of a state; states with the same commit number hold the same.</summary>
    internal StateStatistics For(StoreState state)
    {
        lock (_lock)
        {
            var commit = state.Manifest.CommitNumber;
            if (commit == _commit)
                return _newest!;
            if (commit < _commit)
                return new StateStatistics();
            var made = new StateStatistics();
            if (_newest is not null && Changes(state) is var (added, removed))
                made.Follow(_newest, added, removed);
            (_newest, _commit) = (made, commit);
            return made;
        }
    }

    // The rows that the commits since the one that is known have changed; null if the log does not say, or if more than rows has changed.
    private (QuadKey[] Added, QuadKey[] Removed)? Changes(StoreState state)
    {
        var (added, removed) = (new List<QuadKey>(), new List<QuadKey>());
        var commit = state.LastLogged;
        for (; commit is not null && commit.CommitNumber > _commit; commit = commit.Previous)
        {
            foreach (var graph in commit.Graphs)
            {
                if (!IsVisible(graph.Before) && !IsVisible(graph.After))
                    continue;
                if (graph is { Before: { } before, After: { } after } && (before.Class != after.Class || before.Access != after.Access))
                    return null;
                added.AddRange(graph.Added);
                removed.AddRange(graph.Removed);
            }

            if (added.Count + removed.Count > MostChanges)
                return null;
        }

        return (commit?.CommitNumber ?? state.Stored.CommitNumber) == _commit ? ([.. added], [.. removed]) : null;
    }

    private bool IsVisible(GraphEntry? graph) => graph is not null && (scope == ReaderScope.Internal || graph.Access == AccessLevel.Open);
}
