using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>What is known of a block without reading it. Its layout is that of the file: 56 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct BlockEntry(QuadKey first, long offset, int bytes, uint checksum, int rows, BlockFlags flags)
{
    /// <summary>The first row.</summary>
    internal readonly QuadKey First = first;
    internal readonly long Offset = offset;
    internal readonly int Bytes = bytes;
    internal readonly uint Checksum = checksum;
    internal readonly ushort Rows = (ushort)rows;
    internal readonly BlockFlags Flags = flags;
    private readonly uint _reserved = 0;

    /// <summary>The same block further on in the file.</summary>
    internal BlockEntry Moved(long by) => new(First, Offset + by, Bytes, Checksum, Rows, Flags);
}

/// <summary>Facts about a block that save work.</summary>
[Flags]
internal enum BlockFlags : ushort
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Two rows differ in their graph only.</summary>
    RepeatsTriples = 1,

    /// <summary>All rows are of the graph of the first.</summary>
    OneGraph = 2,
}

/// <summary>The end of a segment's file: the block directory of each permutation and the graphs. Read whole when the segment is opened.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Graphs">The graphs and their rows, in order of id.</param>
/// <param name="Directories">The blocks by <see cref="Permutation"/>; empty for one that is not kept.</param>
internal sealed record SegmentFooter(long Rows, ImmutableArray<GraphRows> Graphs, BlockEntry[][] Directories)
{
    private static ReadOnlySpan<byte> Magic => "NDEQUADS"u8;

    internal void Write(FileSink sink)
    {
        var writer = new ByteWriter();
        writer.Number(FramedFile.FormatVersion);
        writer.Number(Rows);
        writer.Number(Graphs.Length);
        foreach (var graph in Graphs)
        {
            writer.Fixed64(graph.Graph);
            writer.Number(graph.Rows);
        }

        foreach (var directory in Directories)
        {
            writer.Number(directory.Length);
            writer.Raw(MemoryMarshal.AsBytes(directory.AsSpan()));
        }

        SegmentTail.Write(sink, writer.Written, Magic);
    }

    internal static SegmentFooter Read(StoreReader file)
    {
        var payload = SegmentTail.Read(file, Magic);
        try
        {
            var reader = new ByteReader(payload);
            FramedFile.RequireVersion(file.Path, reader.Number());
            var rows = reader.Int64();
            var graphs = new GraphRows[reader.Count(9)];
            for (var i = 0; i < graphs.Length; i++)
                graphs[i] = new GraphRows(reader.Fixed64(), reader.Int64());

            var directories = new BlockEntry[Permutations.Count][];
            for (var i = 0; i < directories.Length; i++)
            {
                directories[i] = new BlockEntry[reader.Count(Marshal.SizeOf<BlockEntry>())];
                var bytes = MemoryMarshal.AsBytes(directories[i].AsSpan());
                reader.Raw(bytes.Length).CopyTo(bytes);
            }

            return new SegmentFooter(rows, [.. graphs], directories);
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(file.Path, file.Length, error.Message, error);
        }
    }
}

/// <summary>A graph of a segment and how many rows it has there.</summary>
internal readonly record struct GraphRows(ulong Graph, long Rows);
