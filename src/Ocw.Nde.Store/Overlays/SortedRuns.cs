using System.Runtime.InteropServices;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>Sorted distinct rows in short runs. Immutable: a changed version shares the runs that no change has touched.</summary>
/// <remarks>A commit of some rows on a large overlay copies the runs that these rows fall into and the list of runs, nothing else.</remarks>
internal sealed class SortedRuns
{
    /// <summary>The most rows of a run.</summary>
    internal const int MaxRows = 256;

    private const int FillRows = MaxRows * 3 / 4;
    private const int SparseRows = MaxRows / 4;

    private readonly QuadKey[][] _runs;

    private SortedRuns(QuadKey[][] runs, long count)
    {
        _runs = runs;
        Count = count;
    }

    internal static SortedRuns Empty { get; } = new([], 0);

    /// <summary>The number of rows.</summary>
    internal long Count { get; }

    /// <summary>The number of runs.</summary>
    internal int RunCount => _runs.Length;

    /// <summary>One run: sorted, never empty.</summary>
    internal ReadOnlySpan<QuadKey> Run(int run) => _runs[run];

    /// <summary>Rows that are sorted and distinct.</summary>
    internal static SortedRuns Of(ReadOnlySpan<QuadKey> rows)
    {
        if (rows.IsEmpty)
            return Empty;
        var runs = new List<QuadKey[]>((rows.Length / FillRows) + 1);
        AppendInParts(runs, rows);
        return new SortedRuns([.. runs], rows.Length);
    }

    /// <summary>The place of the first row that is not before <paramref name="key"/>; behind the last run if there is none.</summary>
    internal RunPlace PlaceOf(in QuadKey key)
    {
        // The run whose first row is the last one before the key holds the place, or the place is the start of the next.
        var (low, high) = (0, _runs.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (_runs[middle][0].CompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return default;
        var row = LowerBound(_runs[low - 1], key);
        return row < _runs[low - 1].Length ? new RunPlace(low - 1, row) : new RunPlace(low, 0);
    }

    internal bool Contains(in QuadKey key)
    {
        var place = PlaceOf(key);
        return place.Run < _runs.Length && _runs[place.Run][place.Row].Equals(key);
    }

    /// <summary>The number of rows from one place up to another.</summary>
    internal long CountBetween(RunPlace from, RunPlace to)
    {
        long count = to.Row - (long)from.Row;
        for (var run = from.Run; run < to.Run; run++)
            count += _runs[run].Length;
        return count;
    }

    /// <summary>The number of rows from one key up to, not including, another.</summary>
    internal long CountBetween(in QuadKey low, in QuadKey high) => Count == 0 ? 0 : CountBetween(PlaceOf(low), PlaceOf(high));

    /// <summary>All rows in their order.</summary>
    internal QuadKey[] ToArray()
    {
        var rows = new QuadKey[Count];
        var at = 0;
        foreach (var run in _runs)
        {
            run.CopyTo(rows, at);
            at += run.Length;
        }

        return rows;
    }

    /// <summary>These rows with some more and without others. Both are sorted and distinct; none of the first is here, all of the second are.</summary>
    internal SortedRuns Change(ReadOnlySpan<QuadKey> added, ReadOnlySpan<QuadKey> removed)
    {
        if (added.IsEmpty && removed.IsEmpty)
            return this;
        if (_runs.Length == 0)
            return Of(added);

        var runs = new List<QuadKey[]>(_runs.Length + 8);
        var buffer = new List<QuadKey>(2 * MaxRows);
        var next = 0;
        while (!added.IsEmpty || !removed.IsEmpty)
        {
            var first = removed.IsEmpty || (!added.IsEmpty && added[0].CompareTo(removed[0]) < 0) ? added[0] : removed[0];
            var touched = Math.Max(next, RunFor(first));
            runs.AddRange(_runs.AsSpan(next, touched - next));
            next = touched + 1;
            buffer.Clear();
            Merge(_runs[touched], Take(ref added, next), Take(ref removed, next), buffer);
            Append(runs, buffer);
        }

        runs.AddRange(_runs.AsSpan(next));
        return new SortedRuns([.. runs], CountOf(runs));
    }

    // The last run whose first row is not after the key; the first run takes what is before all.
    private int RunFor(in QuadKey key)
    {
        var (low, high) = (1, _runs.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (_runs[middle][0].CompareTo(key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    /// <summary>Cuts off the rows that belong before run <paramref name="next"/>.</summary>
    private ReadOnlySpan<QuadKey> Take(ref ReadOnlySpan<QuadKey> rows, int next)
    {
        var count = next < _runs.Length ? LowerBound(rows, _runs[next][0]) : rows.Length;
        var taken = rows[..count];
        rows = rows[count..];
        return taken;
    }

    private static void Merge(QuadKey[] run, ReadOnlySpan<QuadKey> added, ReadOnlySpan<QuadKey> removed, List<QuadKey> result)
    {
        foreach (ref readonly var row in run.AsSpan())
        {
            while (!added.IsEmpty && added[0].CompareTo(row) < 0)
            {
                result.Add(added[0]);
                added = added[1..];
            }

            if (!removed.IsEmpty && removed[0].Equals(row))
                removed = removed[1..];
            else
                result.Add(row);
        }

        result.AddRange(added);
    }

    private static void Append(List<QuadKey[]> runs, List<QuadKey> rows)
    {
        // Runs that many rows have left are joined, so that there are not many of few rows.
        if (rows.Count < SparseRows && runs.Count > 0 && runs[^1].Length + rows.Count <= MaxRows / 2)
        {
            if (rows.Count > 0)
                runs[^1] = [.. runs[^1], .. rows];
            return;
        }

        if (rows.Count <= MaxRows)
        {
            if (rows.Count > 0)
                runs.Add([.. rows]);
            return;
        }

        AppendInParts(runs, CollectionsMarshal.AsSpan(rows));
    }

    private static void AppendInParts(List<QuadKey[]> runs, ReadOnlySpan<QuadKey> rows)
    {
        var parts = (rows.Length + FillRows - 1) / FillRows;
        for (var part = 0; part < parts; part++)
        {
            var (start, end) = ((int)((long)rows.Length * part / parts), (int)((long)rows.Length * (part + 1) / parts));
            runs.Add(rows[start..end].ToArray());
        }
    }

    private static int LowerBound(ReadOnlySpan<QuadKey> rows, in QuadKey key)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].CompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static long CountOf(List<QuadKey[]> runs)
    {
        long count = 0;
        foreach (var run in runs)
            count += run.Length;
        return count;
    }
}

/// <summary>The place of a row in <see cref="SortedRuns"/>.</summary>
internal readonly record struct RunPlace(int Run, int Row);
