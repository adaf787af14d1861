using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Turns the sorted rows of staged graphs into segments, compared with what the graphs have so far.</summary>
/// <remarks>
/// Graph by graph: rows go to a builder, a large graph to one of its own, others to that of their access level. A graph that turns out unchanged is
/// taken out of its builder again.
/// </remarks>
internal sealed class GraphSealer(Snapshot before, WorkFiles work, StoreOptions options, long commitNumber, CancellationToken cancellation) : IDisposable
{
    /// <summary>The most layers of a graph; adding to one that has as many rewrites it.</summary>
    private const int MaxLayers = 4;

    private readonly SegmentBuilder?[] _shared = new SegmentBuilder?[2];
    private readonly List<QuadSegmentInfo> _segments = [];
    private readonly List<SealedGraph> _changed = [];

    /// <summary>The graphs that changed.</summary>
    internal IReadOnlyList<SealedGraph> Changed => _changed;

    /// <summary>Seals one graph; graphs come in order of id. <paramref name="rows"/> gives its rows.</summary>
    internal void Seal(StagedGraph staged, GroupedRows rows)
    {
        var exists = before.State.Manifest.Graphs.TryGetValue(staged.Graph, out var entry);
        if (!exists && staged.Mode == StageMode.Remove)
            return;

        var rewrites = staged.Mode == StageMode.Remove || (exists && staged.Mode == StageMode.Add && entry!.Layers.Length >= MaxLayers);
        var oldRows = exists ? before.State.RowsOf(entry!) : 0;
        var mostRows = staged.Mode == StageMode.Remove ? oldRows : staged.Rows + (rewrites ? oldRows : 0);
        var ownLimit = Math.Min(options.SharedGraphRows, options.StagingRows);
        if (mostRows < ownLimit)
        {
            var builder = _shared[(int)staged.Access] ??= NewBuilder(staged.Access);
            if (builder.Room < mostRows)
                builder.Spill();
            var mark = builder.Buffered;
            if (!Write(staged, entry, rewrites, rows, builder))
                builder.Rewind(mark);
            return;
        }

        using var own = NewBuilder(staged.Access);
        if (Write(staged, entry, rewrites, rows, own) && !own.IsEmpty)
            _segments.Add(own.Finish(cancellation));
    }

    /// <summary>Writes the shared segments too, and gives all new ones.</summary>
    internal IReadOnlyList<QuadSegmentInfo> Finish()
    {
        foreach (var builder in _shared)
        {
            if (builder is { IsEmpty: false })
                _segments.Add(builder.Finish(cancellation));
        }

        return _segments;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var builder in _shared)
            builder?.Dispose();
    }

    private SegmentBuilder NewBuilder(AccessLevel access) => new(work, access, options.StagingRows);

    /// <returns>Whether the rows that were written are wanted.</returns>
    private bool Write(StagedGraph staged, GraphEntry? entry, bool rewrites, GroupedRows rows, SegmentBuilder builder)
    {
        using var old = entry is null ? null : new GraphRowReader(before, staged.Graph);
        var tally = new Tally(builder, staged.Graph.Value, before.State.Overlay, cancellation);
        switch (staged.Mode)
        {
            case StageMode.Replace or StageMode.Add when old is null:
                Copy(rows, staged.Graph.Value, tally);
                break;
            case StageMode.Replace:
                Replace(rows.Of(staged.Graph.Value), old, tally);
                break;
            case StageMode.Add:
                Add(rows.Of(staged.Graph.Value), old, tally, rewrites);
                break;
            default:
                Remove(rows.Of(staged.Graph.Value), old!, tally);
                break;
        }

        if (entry is null)
        {
            if (tally.Written > 0)
                Record(new GraphEntry(staged.Graph, staged.Class, staged.Access, commitNumber, commitNumber, [new(builder.File, tally.Written)]), tally, isWhole: true);
            return tally.Written > 0;
        }

        if (tally.Added == 0 && tally.Removed == 0)
            return KeepRows(staged, entry, builder, tally);

        var whole = staged.Mode == StageMode.Replace || rewrites;
        ImmutableArray<GraphLayer> written = tally.Written > 0 ? [new(builder.File, tally.Written)] : [];
        var changed = entry with
        {
            Class = staged.Class,
            Access = staged.Access,
            ValidFrom = staged.Mode == StageMode.Replace ? commitNumber : entry.ValidFrom,
            ChangedAt = commitNumber,
            Layers = whole ? written : entry.Layers.AddRange(written),
        };
        Record(changed, tally, whole);
        return tally.Written > 0;
    }

    // The same rows: a new class needs no new rows; a new access level does, for open and closed rows never share a file.
    private bool KeepRows(StagedGraph staged, GraphEntry entry, SegmentBuilder builder, Tally tally)
    {
        if ((entry.Class, entry.Access) == (staged.Class, staged.Access))
            return false;
        var moves = entry.Access != staged.Access;
        Record(
            entry with
            {
                Class = staged.Class,
                Access = staged.Access,
                ChangedAt = commitNumber,
                Layers = moves ? [new GraphLayer(builder.File, tally.Written)] : entry.Layers,
            },
            tally,
            moves);
        return moves;
    }

    private void Record(GraphEntry entry, Tally tally, bool isWhole) =>
        _changed.Add(new SealedGraph(entry, tally.Added, tally.Removed, isWhole, tally.Returned));

    // A graph that is new has nothing to compare with.
    private static void Copy(GroupedRows rows, ulong graph, Tally tally)
    {
        QuadKey last = default;
        for (var batch = rows.Next(graph, ref last); !batch.IsEmpty; batch = rows.Next(graph, ref last))
            tally.Write(batch);
        tally.Added = tally.Written;
    }

    private static void Replace(IEnumerable<QuadKey> rows, GraphRowReader? old, Tally tally)
    {
        foreach (var row in rows)
        {
            tally.Write(row);
            while (old is { HasRow: true } && old.Row.CompareTo(row) < 0)
            {
                tally.Removed++;
                old.MoveNext();
            }

            if (old is { HasRow: true } && old.Row.Equals(row))
                old.MoveNext();
            else
                tally.Added++;
        }

        for (; old is { HasRow: true }; old.MoveNext())
            tally.Removed++;
    }

    private static void Add(IEnumerable<QuadKey> rows, GraphRowReader? old, Tally tally, bool rewrites)
    {
        foreach (var row in rows)
        {
            if (rewrites)
                CopyBefore(row, old!, tally);
            else
                old?.MoveTo(row);

            if (old is { HasRow: true } && old.Row.Equals(row))
                continue;
            tally.Added++;
            if (rewrites || !tally.Returns(row))
                tally.Write(row);
        }

        for (; rewrites && old!.HasRow; old.MoveNext())
            tally.Write(old.Row);
    }

    private static void Remove(IEnumerable<QuadKey> rows, GraphRowReader old, Tally tally)
    {
        foreach (var row in rows)
        {
            CopyBefore(row, old, tally);
            if (!old.HasRow || !old.Row.Equals(row))
                continue;
            tally.Removed++;
            old.MoveNext();
        }

        for (; old.HasRow; old.MoveNext())
            tally.Write(old.Row);
    }

    private static void CopyBefore(in QuadKey row, GraphRowReader old, Tally tally)
    {
        for (; old.HasRow && old.Row.CompareTo(row) < 0; old.MoveNext())
            tally.Write(old.Row);
    }

    private sealed class Tally(SegmentBuilder builder, ulong graph, Overlay overlay, CancellationToken cancellation)
    {
        private readonly bool _mayReturn = overlay.CountsOf(graph).Removed > 0;

        /// <summary>The rows that an older layer has and that were removed until now: they come back there, for layers have no row in common.</summary>
        internal List<QuadKey> Returned { get; } = [];

        internal long Added { get; set; }

        internal long Removed { get; set; }

        internal long Written { get; private set; }

        internal void Write(ReadOnlySpan<QuadKey> rows)
        {
            cancellation.ThrowIfCancellationRequested();
            builder.Add(rows, graph);
            Written += rows.Length;
        }

        internal bool Returns(in QuadKey row)
        {
            var withGraph = new QuadKey(row.A, row.B, row.C, graph);
            if (!_mayReturn || !overlay.Removed.Contains(withGraph))
                return false;
            Returned.Add(withGraph);
            return true;
        }

        internal void Write(in QuadKey row)
        {
            builder.Add(new QuadKey(row.A, row.B, row.C, graph));
            if ((++Written & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>A graph as it is after sealing, and what changed against before.</summary>
/// <param name="Entry">The graph; without layers it is gone.</param>
/// <param name="Added">The rows that it did not have.</param>
/// <param name="Removed">The rows that it has not any more.</param>
/// <param name="IsWhole">Whether the layers hold all of it, so that nothing in the overlay is of it any more.</param>
/// <param name="Returned">Rows that are in older layers and are not removed any more.</param>
internal sealed record SealedGraph(GraphEntry Entry, long Added, long Removed, bool IsWhole, IReadOnlyList<QuadKey> Returned);
