using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Matches of a pattern in memory, sorted by key positions, with a hash index on the first key: all of them, or those of some keys.</summary>
internal sealed class PatternTable
{
    internal const int BytesPerCell = sizeof(ulong);

    private const int SkipBatchRows = 256;

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
            var batch = new QuadBatch(context.BatchCapacity, shape.VariableColumns);
            for (int rows; (rows = scan.Next(batch)) > 0;)
            {
                context.Check();
                Append(cells, ref read, batch, 0, rows);
            }
        }

        var table = new PatternTable(sequence[..keyPositions.Length], cells, read);
        table.Bytes = table.columns.Sum(column => (long)(column?.Length ?? 0) * BytesPerCell) + ((long)table.indexKeys.Length * 12);
        context.Memory.Charge(table.Bytes);
        return table;
    }

    /// <summary>Reads the matches of some values of one key position, skipping what lies between.</summary>
    /// <param name="context">The query.</param>
    /// <param name="shape">The pattern, with at most one constant, so that its index sorts by the constant and then the key.</param>
    /// <param name="key">The key position.</param>
    /// <param name="wanted">Its values, ascending, each once.</param>
    /// <param name="maxRows">The most rows to keep; beyond it there is no table.</param>
    /// <param name="touched">Receives the number of rows that were looked at.</param>
    internal static PatternTable? ReadSome(QueryContext context, PatternShape shape, int key, ReadOnlySpan<ulong> wanted, int maxRows, ref long touched)
    {
        var order = shape.OrderFor(key);
        var cells = new ulong[]?[PatternShape.Positions];
        foreach (var position in shape.SortSequence(order))
            cells[position] = new ulong[wanted.Length * 2];
        if (shape.Scope.Select(context.Dataset) is not { } graphs)
            return new PatternTable([key], cells, 0);

        var constant = new TermId(shape.FirstConstant());
        using var scan = context.Source.Scan(shape.Bind(graphs), order);
        var batch = new QuadBatch(Math.Min(context.BatchCapacity, SkipBatchRows), shape.VariableColumns);
        var ids = PatternShape.Column(batch, key);
        var kept = 0;
        for (int rows = 0, at = 0, next = 0; next < wanted.Length;)
        {
            if (at == rows)
            {
                // The scan goes on behind the last row; it skips only where the next key is not near.
                scan.SkipTo(constant.IsBound ? constant : new TermId(wanted[next]), constant.IsBound ? new TermId(wanted[next]) : default);
                (rows, at) = (scan.Next(batch), 0);
                touched += rows;
                if (rows == 0)
                    break;
            }

            if (ids[at] < wanted[next])
            {
                at = Gallop(ids, at + 1, rows, wanted[next]);
            }
            else if (ids[at] > wanted[next])
            {
                next++;
            }
            else
            {
                var end = at + 1;
                while (end < rows && ids[end] == wanted[next])
                    end++;
                if (kept + end - at > maxRows)
                    return null;
                Append(cells, ref kept, batch, at, end - at);
                at = end;
            }
        }

        context.Check();
        return new PatternTable([key], cells, kept);
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

    private static void Append(ulong[]?[] cells, ref int count, QuadBatch batch, int from, int rows)
    {
        for (var position = 0; position < cells.Length; position++)
        {
            if (cells[position] is not { } column)
                continue;
            if (count + rows > column.Length)
                Array.Resize(ref cells[position], Math.Max(column.Length * 2, count + rows));
            Array.Copy(PatternShape.Column(batch, position), from, cells[position]!, count, rows);
        }

        count += rows;
    }

    /// <summary>The first place of a sorted column that is not below a number.</summary>
    internal static int LowerBound(ReadOnlySpan<ulong> column, ulong wanted)
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

    // The next key is often near.
    private static int Gallop(ulong[] ids, int from, int to, ulong wanted)
    {
        var step = 1;
        while (from + step < to && ids[from + step] < wanted)
        {
            from += step;
            step *= 2;
        }

        return from + LowerBound(ids.AsSpan(from, Math.Min(to, from + step + 1) - from), wanted);
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
