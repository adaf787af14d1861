using System.Runtime.InteropServices;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Sorted rows that did not fit in memory, in a file of the same disk: 32 bytes a row, not durable, removed when no longer needed.</summary>
internal sealed class SpillFile(WorkFiles work, string name, long rows) : IDisposable
{
    private const int ReadRows = 8192;
    private const int WriteRows = 1024;

    private StoreReader? _reader;

    /// <summary>The number of rows.</summary>
    internal long Rows { get; } = rows;

    /// <summary>Writes quads in the sequence of their numbers, in the columns of a permutation.</summary>
    internal static SpillFile Write(WorkFiles work, ReadOnlySpan<QuadKey> quads, ReadOnlySpan<int> order, Permutation permutation)
    {
        var name = work.NewSpill();
        using var sink = new FileSink(work.Files, name);
        var part = new QuadKey[(int)Math.Min(WriteRows, order.Length)];
        for (var done = 0; done < order.Length;)
        {
            var count = Math.Min(part.Length, order.Length - done);
            for (var i = 0; i < count; i++)
            {
                ref readonly var quad = ref quads[order[done + i]];
                part[i] = permutation.Key(quad.A, quad.B, quad.C, quad.D);
            }

            sink.Write(MemoryMarshal.AsBytes(part.AsSpan(0, count)));
            done += count;
        }

        sink.Flush();
        return new SpillFile(work, name, order.Length);
    }

    /// <summary>Reads all rows in their order; may be called again.</summary>
    internal IEnumerable<QuadKey> Read()
    {
        _reader ??= work.Files.OpenRead(name);
        var buffer = new QuadKey[(int)Math.Min(ReadRows, Rows)];
        byte[] scratch = [];
        for (long done = 0; done < Rows;)
        {
            var count = (int)Math.Min(buffer.Length, Rows - done);
            _reader.Read(done * 32, count * 32, ref scratch).CopyTo(MemoryMarshal.AsBytes(buffer.AsSpan()));
            for (var i = 0; i < count; i++)
                yield return buffer[i];
            done += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        work.Remove(name);
    }
}

/// <summary>Merges sorted sequences of rows into one without equal rows.</summary>
internal static class RowMerge
{
    internal static IEnumerable<QuadKey> Distinct(IReadOnlyList<IEnumerable<QuadKey>> runs) => runs.Count == 1 ? Distinct(runs[0]) : Merge(runs);

    private static IEnumerable<QuadKey> Distinct(IEnumerable<QuadKey> run)
    {
        QuadKey last = default;
        var any = false;
        foreach (var row in run)
        {
            if (any && row.Equals(last))
                continue;
            (last, any) = (row, true);
            yield return row;
        }
    }

    private static IEnumerable<QuadKey> Merge(IReadOnlyList<IEnumerable<QuadKey>> runs)
    {
        var queue = new PriorityQueue<IEnumerator<QuadKey>, QuadKey>(runs.Count);
        try
        {
            foreach (var run in runs)
            {
                var rows = run.GetEnumerator();
                if (rows.MoveNext())
                    queue.Enqueue(rows, rows.Current);
                else
                    rows.Dispose();
            }

            QuadKey last = default;
            var any = false;
            while (queue.TryPeek(out var rows, out var row))
            {
                if (!any || !row.Equals(last))
                    yield return row;
                (last, any) = (row, true);
                if (rows.MoveNext())
                    queue.DequeueEnqueue(rows, rows.Current);
                else
                    queue.Dequeue().Dispose();
            }
        }
        finally
        {
            while (queue.TryDequeue(out var rows, out _))
                rows.Dispose();
        }
    }
}
