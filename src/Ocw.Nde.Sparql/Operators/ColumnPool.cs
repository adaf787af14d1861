using System.Collections.Concurrent;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Keeps a bounded number of columns for the next query: a look-up would else spend much of its time clearing them.</summary>
internal static class ColumnPool
{
    // The rows of a batch by default; other columns are not kept.
    private const int Rows = 1024;

    private const int MaxKept = 2048;

    private static readonly ConcurrentQueue<ulong[]> Kept = new();

    /// <summary>A column; what stands in it is left from before.</summary>
    internal static ulong[] Rent(int rows) => rows == Rows && Kept.TryDequeue(out var column) ? column : GC.AllocateUninitializedArray<ulong>(rows);

    internal static void Return(ulong[] column)
    {
        if (column.Length == Rows && Kept.Count < MaxKept)
            Kept.Enqueue(column);
    }
}
