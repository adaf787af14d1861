using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>All matches of a pattern in memory, sorted by key positions, with a hash index on the first key.</summary>
internal sealed class PatternTable
{
    internal const int BytesPerCell = sizeof(ulong);

    private readonly ulong[]?[] columns;
    private readonly int[] keys;
    private readonly int count;
    private ulong[] indexKeys = [];
    private int[] indexStarts = [];
    private int mask;

    private PatternTable(int[] keys, ulong[]?[] columns, int count)
    {
        this.keys = keys;
        this.columns = columns;
        this.count = count;
        if (keys.Length > 0)
            Index();
    }

    /// <summary>The bytes that it holds.</summary>
    internal long Bytes { get; private set; }

    internal ulong[] Column(int position) => columns[position]!;

    /// <summary>Reads all matches.</summary>
    /// <param name="context">The query.</param>
    /// <param name="shape">The pattern; its constants hold, its variables are free.</param>
    /// <param name="keyPositions">The positions that <see cref="Find"/> is asked by; the graph is never one.</param>
    internal static PatternTable Read(QueryContext context, PatternShape shape, ReadOnlySpan<int> keyPositions)
    {
        var order = shape.SortedOrderFor(keyPositions);
        var sequence = shape.SortSequence(order).ToArray();
        var cells = new ulong[]?[PatternShape.Positions];
        var read = 0;
        foreach (var position in sequence)
            cells[position] = new ulong[64];

        if (shape.Scope.Select(context.Dataset) is { } graphs)
        {
            using var scan = context.Source.Scan(shape.Bind(graphs), order);
            var batch = new QuadBatch(context.BatchCapacity);
            for (int rows; (rows = scan.Next(batch)) > 0; read += rows)
            {
                context.Check();
                foreach (var position in sequence)
                {
                    if (read + rows > cells[position]!.Length)
                        Array.Resize(ref cells[position], Math.Max(cells[position]!.Length * 2, read + rows));
                    Array.Copy(PatternShape.Column(batch, position), 0, cells[position]!, read, rows);
                }
            }
        }

        var table = new PatternTable(sequence[..keyPositions.Length], cells, read);
        table.Bytes = table.columns.Sum(column => (long)(column?.Length ?? 0) * BytesPerCell) + ((long)table.indexKeys.Length * 12);
        context.Memory.Charge(table.Bytes);
        return table;
    }

    /// <summary>The rows whose keys have these ids, as a range.</summary>
    internal (int Start, int Count) Find(ReadOnlySpan<ulong> bound)
    {
        if (keys.Length == 0)
            return (0, count);

        var first = bound[keys[0]];
        var slot = Slot(first);
        while (indexKeys[slot] != first)
        {
            if (indexKeys[slot] == 0)
                return (0, 0);
            slot = (slot + 1) & mask;
        }

        var start = indexStarts[slot];
        var end = EndOf(columns[keys[0]]!, first, start);
        for (var i = 1; i < keys.Length && start < end; i++)
        {
            var column = columns[keys[i]].AsSpan(start, end - start);
            var wanted = bound[keys[i]];
            var low = LowerBound(column, wanted);
            var high = wanted == ulong.MaxValue ? column.Length : LowerBound(column, wanted + 1);
            (start, end) = (start + low, start + high);
        }

        return (start, end - start);
    }

    private static int LowerBound(ReadOnlySpan<ulong> column, ulong wanted)
    {
        var (low, high) = (0, column.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (column[middle] < wanted)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // Runs are short: gallop from the start.
    private int EndOf(ulong[] column, ulong value, int start)
    {
        var step = 1;
        var low = start;
        while (low + step < count && column[low + step] == value)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(count, low + step);
        return low + 1 + LowerBound(column.AsSpan(low + 1, high - low - 1), value + 1);
    }

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & mask;

    private void Index()
    {
        var column = columns[keys[0]]!;
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || column[i] != column[i - 1])
                distinct++;
        }

        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, distinct * 2));
        mask = size - 1;
        indexKeys = new ulong[size];
        indexStarts = new int[size];
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && column[i] == column[i - 1])
                continue;
            var slot = Slot(column[i]);
            while (indexKeys[slot] != 0)
                slot = (slot + 1) & mask;
            indexKeys[slot] = column[i];
            indexStarts[slot] = i;
        }
    }
}
