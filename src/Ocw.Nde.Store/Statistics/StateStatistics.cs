using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Statistics;

/// <summary>The counts of one state of the store as one scope sees it, shared by all snapshots of it.</summary>
/// <remarks>
/// A state that a small commit made of another takes over what that one has counted: only the triples that the commit touched are looked up.
/// </remarks>
internal sealed class StateStatistics
{
    // Beyond so many changed rows counting anew is as fast.
    private const int MostChanges = 20_000;

    private readonly Lock _lock = new();
    private PredicateCounts? _predicates;
    private IReadOnlyList<TermCount>? _classes;
    private IReadOnlyList<GraphClassCount>? _classesByGraph;
    private StateStatistics? _before;
    private CountedChanges _changes = CountedChanges.None;

    /// <summary>Takes over what is known of the state before a commit. To be called before anyone else sees this.</summary>
    internal void Follow(StateStatistics before, ReadOnlySpan<QuadKey> added, ReadOnlySpan<QuadKey> removed)
    {
        lock (before._lock)
        {
            var isKnown = before._predicates is not null || before._classes is not null || before._classesByGraph is not null;
            var changes = isKnown ? CountedChanges.None : before._changes;
            if ((!isKnown && before._before is null) || changes.Count + added.Length + removed.Length > MostChanges)
                return;

            // What nobody asked of the states between is not worked out for them either.
            _before = isKnown ? before : before._before;
            _changes = changes.With(added, removed);

            // One step back is enough: states must not hold all those before them.
            if (isKnown)
                (before._before, before._changes) = (null, CountedChanges.None);
        }
    }

    internal PredicateCounts Predicates(Snapshot snapshot, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _predicates ??= Known(before => before._predicates) is { } before && _changes.TryApply(snapshot, before, out var counts)
                ? counts
                : StatisticsScan.Predicates(snapshot, cancellation);
        }
    }

    internal IReadOnlyList<TermCount> Classes(Snapshot snapshot, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _classes ??= Known(before => before._classes) is { } before && _changes.TryApply(snapshot, before, out var counts)
                ? counts
                : StatisticsScan.Classes(snapshot, cancellation);
        }
    }

    internal IReadOnlyList<GraphClassCount> ClassesByGraph(Snapshot snapshot, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _classesByGraph ??= Known(before => before._classesByGraph) is { } before && _changes.TryApply(snapshot, before, out var counts)
                ? counts
                : StatisticsScan.ClassesByGraph(snapshot, cancellation);
        }
    }

    private TCounts? Known<TCounts>(Func<StateStatistics, TCounts?> part)
        where TCounts : class
    {
        if (_before is not { } before)
            return null;
        lock (before._lock)
        {
            return part(before);
        }
    }
}

/// <summary>The statistics of a snapshot.</summary>
internal sealed class SnapshotStatistics(Snapshot snapshot, StateStatistics state) : DatasetStatistics
{
    public override PredicateCounts Predicates(CancellationToken cancellation) => state.Predicates(snapshot, cancellation);

    public override IReadOnlyList<TermCount> Classes(CancellationToken cancellation) => state.Classes(snapshot, cancellation);

    public override IReadOnlyList<GraphClassCount> ClassesByGraph(CancellationToken cancellation) => state.ClassesByGraph(snapshot, cancellation);
}
