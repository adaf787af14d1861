using System.Runtime.InteropServices;

namespace Ocw.Nde.Harvest;

/// <summary>Sorts any number of small values in bounded memory: full batches are sorted and put aside in one temporary file each, then merged.</summary>
internal sealed class SpillSorter<T>(int capacity, string temporaryDirectory) : IDisposable
    where T : unmanaged, IComparable<T>
{
    private const int ReadAhead = 1024;

    private readonly List<T> _batch = new(Math.Min(capacity, 1024));
    private readonly List<FileStream> _spilled = [];

    /// <summary>The most values that were held in memory at the same time; for tests.</summary>
    public int HighWaterMark { get; private set; }

    public void Add(T value)
    {
        if (_batch.Count == capacity)
            Spill();
        _batch.Add(value);
        HighWaterMark = Math.Max(HighWaterMark, _batch.Count);
    }

    /// <summary>All values in order; may be asked for more than once, when nothing is added any more.</summary>
    public IEnumerable<T> Sorted()
    {
        _batch.Sort();
        if (_spilled.Count == 0)
            return _batch;
        return Merge();
    }

    public void Dispose()
    {
        foreach (var file in _spilled)
            file.Dispose();
        _spilled.Clear();
        _batch.Clear();
    }

    private void Spill()
    {
        _batch.Sort();
        Directory.CreateDirectory(temporaryDirectory);
        var file = new FileStream(Path.Combine(temporaryDirectory, $"ocwnde-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_batch)));
        file.Flush();
        _spilled.Add(file);
        _batch.Clear();
    }

    private IEnumerable<T> Merge()
    {
        var sources = _spilled.Select(Read).Append(_batch).Select(values => values.GetEnumerator()).ToList();
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
