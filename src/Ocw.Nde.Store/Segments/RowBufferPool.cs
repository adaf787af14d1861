using System.Collections.Concurrent;

namespace Ocw.Nde.Store.Segments;

/// <summary>Keeps a bounded number of row buffers for the next scan: a look-up would else spend most of its time clearing them.</summary>
internal static class RowBufferPool
{
    private const int MaxKept = 256;

    private static readonly ConcurrentQueue<RowBuffer> Kept = new();

    internal static RowBuffer Rent() => Kept.TryDequeue(out var buffer) ? buffer : new RowBuffer();

    internal static void Return(RowBuffer buffer)
    {
        if (Kept.Count < MaxKept)
            Kept.Enqueue(buffer);
    }
}
