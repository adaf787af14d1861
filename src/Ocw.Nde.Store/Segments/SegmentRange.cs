using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>A range of rows of one permutation: from a row of the first block up to, not including, a row of the last.</summary>
/// <param name="Low">The key that the range begins with.</param>
/// <param name="Bound">How many leading columns of <paramref name="Low"/> all rows of the range share.</param>
/// <param name="FirstBlock">The block of the first row.</param>
/// <param name="FirstRow">The first row within its block.</param>
/// <param name="LastBlock">The block of the last row; before <paramref name="FirstBlock"/> if there is none.</param>
/// <param name="EndRow">The row behind the last, within its block.</param>
/// <param name="Count">The number of rows.</param>
internal readonly record struct SegmentRange(QuadKey Low, int Bound, int FirstBlock, int FirstRow, int LastBlock, int EndRow, long Count)
{
    /// <summary>Finds the rows whose first <paramref name="bound"/> columns are those of <paramref name="prefix"/>.</summary>
    internal static SegmentRange Find(QuadSegment segment, Permutation permutation, in QuadKey prefix, int bound)
    {
        var directory = segment.Directory(permutation);
        if (directory.IsEmpty)
            return None(prefix, bound);
        if (bound == 0)
            return new(prefix, 0, 0, 0, directory.Length - 1, directory[^1].Rows, segment.Rows);

        // Graph ids never reach the maximum, so nothing equals the high key: what is before it is in the range.
        var low = new QuadKey(prefix.A, bound > 1 ? prefix.B : 0, bound > 2 ? prefix.C : 0, bound > 3 ? prefix.D : 0);
        var high = new QuadKey(prefix.A, bound > 1 ? prefix.B : ulong.MaxValue, bound > 2 ? prefix.C : ulong.MaxValue, bound > 3 ? prefix.D : ulong.MaxValue);
        var first = segment.BlockOf(permutation, low);
        var last = segment.EndsWithin(permutation, high, first) ? first : segment.BlockOf(permutation, high, first);
        var places = new Places(segment, permutation, low, bound);
        var (start, end) = places.In(first);
        if (last != first)
            end = places.In(last).End;
        places.Dispose();
        var count = ((long)(last - first) * BlockCodec.Rows) + end - start;
        return count <= 0 ? None(low, bound) : new(low, bound, first, start, last, end, count);
    }

    private static SegmentRange None(in QuadKey low, int bound) => new(low, bound, 0, 0, -1, 0, 0);

    /// <summary>Finds the rows of a key within a block, column by column: only the columns that decide are decoded.</summary>
    private ref struct Places(QuadSegment segment, Permutation permutation, QuadKey key, int bound) : IDisposable
    {
        private RowBuffer? _rows;
        private byte[] _scratch = [];

        internal (int Start, int End) In(int block)
        {
            var directory = segment.Directory(permutation);
            ref readonly var entry = ref directory[block];
            var (start, end) = (0, (int)entry.Rows);
            for (var column = 0; column < bound && start < end; column++)
            {
                // Where the block and the next one begin with the same value, all between have it.
                var wanted = key[column];
                if (block + 1 < directory.Length && SharesPrefix(entry.First, directory[block + 1].First, column))
                {
                    if (entry.First[column] != wanted)
                        return entry.First[column] < wanted ? (end, end) : (start, start);
                    continue;
                }

                var values = Decode(block, column, start, end);
                var from = start + LowerBound(values, wanted);
                end = from + LowerBound(values[(from - start)..], wanted + 1);
                start = from;
            }

            return (start, end);
        }

        public readonly void Dispose()
        {
            if (_rows is not null)
                RowBufferPool.Return(_rows);
        }

        private static bool SharesPrefix(in QuadKey left, in QuadKey right, int column)
        {
            for (var i = 0; i <= column; i++)
            {
                if (left[i] != right[i])
                    return false;
            }

            return true;
        }

        private static int LowerBound(ReadOnlySpan<ulong> values, ulong wanted)
        {
            var (low, high) = (0, values.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (values[middle] < wanted)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }

        private ReadOnlySpan<ulong> Decode(int block, int column, int start, int end)
        {
            _rows ??= RowBufferPool.Rent();
            segment.Decode(permutation, block, column, start, end, _rows.Column(column), ref _scratch);
            return _rows.Column(column).AsSpan(start, end - start);
        }
    }
}
