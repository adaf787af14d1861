using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>An immutable file of sorted quads.</summary>
internal sealed class QuadSegment : IDisposable
{
    private readonly StoreReader _reader;
    private readonly SegmentFooter _footer;
    private readonly VerifiedSet[] _verified;

    private QuadSegment(QuadSegmentInfo info, StoreReader reader, SegmentFooter footer)
    {
        Info = info;
        _reader = reader;
        _footer = footer;
        _verified = [.. footer.Directories.Select(directory => new VerifiedSet(directory.Length))];
    }

    internal QuadSegmentInfo Info { get; }

    internal long Rows => _footer.Rows;

    /// <summary>The graphs and their rows, in order of id.</summary>
    internal ImmutableArray<GraphRows> Graphs => _footer.Graphs;

    internal bool HasSeveralGraphs => _footer.Graphs.Length > 1;

    /// <exception cref="StoreDamagedException">The file is not the one that the manifest holds, or its directory is damaged.</exception>
    internal static QuadSegment Open(IStoreFiles files, QuadSegmentInfo info) => Open(files, info, StoreFileNames.Segment(info.File));

    /// <exception cref="StoreDamagedException">The file is not the one that the manifest holds, or its directory is damaged.</exception>
    internal static QuadSegment Open(IStoreFiles files, QuadSegmentInfo info, string name)
    {
        var reader = SegmentFiles.Open(files, name, info.Bytes);
        try
        {
            var footer = SegmentFooter.Read(reader);
            if (footer.Rows != info.Rows)
                throw new StoreDamagedException(reader.Path, reader.Length, "it is another segment than the manifest holds");
            return new QuadSegment(info, reader, footer);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Sees to it that a layer of a graph is what the manifest holds.</summary>
    internal void RequireRows(ulong graph, long rows)
    {
        if (RowsOf(graph) != rows)
            throw new StoreDamagedException(_reader.Path, _reader.Length, $"a graph has {RowsOf(graph)} rows here instead of {rows}");
    }

    /// <summary>The rows of a graph here; 0 if it has none.</summary>
    internal long RowsOf(ulong graph)
    {
        var (low, high) = (0, Graphs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Graphs[middle].Graph < graph)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Graphs.Length && Graphs[low].Graph == graph ? Graphs[low].Rows : 0;
    }

    internal ReadOnlySpan<BlockEntry> Directory(Permutation permutation) => _footer.Directories[(int)permutation];

    /// <summary>Reads a block, comparing its checksum the first time.</summary>
    internal ReadOnlySpan<byte> ReadBlock(Permutation permutation, int block, ref byte[] scratch)
    {
        ref readonly var entry = ref _footer.Directories[(int)permutation][block];
        var bytes = _reader.Read(entry.Offset, entry.Bytes, ref scratch);
        var verified = _verified[(int)permutation];
        if (verified.Contains(block))
            return bytes;

        if (Crc32C.Of(bytes) != entry.Checksum)
            throw new StoreDamagedException(_reader.Path, entry.Offset, $"the checksum of a block of {entry.Bytes} bytes does not match");
        verified.Add(block);
        return bytes;
    }

    /// <summary>Decodes the rows of one column of a block from one up to, not including, another, to their own places; others may be written too.</summary>
    internal void Decode(Permutation permutation, int block, int column, int from, int to, ulong[] destination, ref byte[] scratch)
    {
        var bytes = ReadBlock(permutation, block, ref scratch);
        try
        {
            BlockCodec.Decode(bytes, column, Directory(permutation)[block].Rows, from, to, destination);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(permutation, block, error);
        }
    }

    /// <summary>Turns an error of decoding into damage with its place.</summary>
    internal StoreDamagedException Damaged(Permutation permutation, int block, InvalidDataException error) =>
        new(_reader.Path, Directory(permutation)[block].Offset, error.Message, error);

    /// <summary>Compares every checksum of the file.</summary>
    internal void VerifyAll(Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        byte[] scratch = [];
        foreach (var directory in _footer.Directories)
        {
            foreach (var entry in directory)
            {
                cancellation.ThrowIfCancellationRequested();
                SegmentFiles.Try(
                    () => SegmentFiles.Verify(_reader, entry.Offset, entry.Bytes, entry.Checksum, "the checksum of a block does not match", ref scratch),
                    damaged);
            }
        }
    }

    /// <summary>The last block that can hold rows from <paramref name="key"/> on: the first such row is in it, or is the first of the next.</summary>
    internal int BlockOf(Permutation permutation, in QuadKey key, int from = 0)
    {
        var directory = _footer.Directories[(int)permutation];
        var (low, high) = (from, directory.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (directory[middle].First.CompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return Math.Max(from, low - 1);
    }

    /// <summary>Whether no row of the blocks behind this one comes before <paramref name="key"/>.</summary>
    internal bool EndsWithin(Permutation permutation, in QuadKey key, int block)
    {
        var directory = _footer.Directories[(int)permutation];
        return block + 1 >= directory.Length || directory[block + 1].First.CompareTo(key) >= 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
