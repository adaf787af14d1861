using System.Runtime.InteropServices;

namespace Ocw.Nde.Harvest;

/// <summary>Sorts any number of small values in bounded memory: full batches are sorted and put aside in one temporary file each, then merged.</summary>
internal sealed class SpillSorter<T>(int capacity, string temporaryDirectory) : IDisposable
    where T : unmanaged, IComparable<T>
{
    private const int ReadAhead = 1024;

    private readonly List<T> batch = new(Math.Min(capacity, 1024));
    private readonly List<FileStream> spilled = [];

    /// <summary>The most values that were held in memory at the same time; for tests.</summary>
    public int HighWaterMark { get; private set; }

    public void Add(T value)
    {
        if (batch.Count == capacity)
            Spill();
        batch.Add(value);
        HighWaterMark = Math.Max(HighWaterMark, batch.Count);
    }

    /// <summary>All values in order; may be asked for more than once, when nothing is added any more.</summary>
    public IEnumerable<T> Sorted()
    {
        batch.Sort();
        if (spilled.Count == 0)
            return batch;
        return Merge();
    }

    public void Dispose()
    {
        foreach (var file in spilled)
            file.Dispose();
        spilled.Clear();
        batch.Clear();
    }

    private void Spill()
    {
        batch.Sort();
        Directory.CreateDirectory(temporaryDirectory);
        var file = new FileStream(Path.Combine(temporaryDirectory, $"ocwnde-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(batch)));
        file.Flush();
        spilled.Add(file);
        batch.Clear();
    }

    private IEnumerable<T> Merge()
    {
        var sources = spilled.Select(Read).Append(batch).Select(values => values.GetEnumerator()).ToList();
        try
        {
            var next = new PriorityQueue<IEnumerator<T>, T>();
            foreach (var source in sources)
            {
                if (source.MoveNext())
                    next.Enqueue(source, source.Current);
            }

            while (next.TryDequeue(out var source, out var value))
            {
                yield return value;
                if (source.MoveNext())
                    next.Enqueue(source, source.Current);
            }
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    private static IEnumerable<T> Read(FileStream file)
    {
        var values = new T[ReadAhead];
        for (var position = 0L; position < file.Length;)
        {
            var length = RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(values.AsSpan()), position);
            var size = length / Marshal.SizeOf<T>();
            for (var index = 0; index < size; index++)
                yield return values[index];
            position += (long)size * Marshal.SizeOf<T>();
        }
    }
}
