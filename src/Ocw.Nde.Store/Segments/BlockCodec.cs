using System.Buffers.Binary;

namespace Ocw.Nde.Store.Segments;

/// <summary>A block of up to 1,024 rows: the places of its four columns, then the columns, each in its own code, then padding.</summary>
internal static class BlockCodec
{
    /// <summary>The rows of a full block.</summary>
    internal const int Rows = 1024;

    private const int HeaderBytes = 16;

    /// <summary>The most bytes that a block can take.</summary>
    internal static int MaxBytes { get; } = HeaderBytes + (4 * ColumnCodec.MaxBytes(Rows)) + BitPacking.Padding;

    internal static int Encode(RowBuffer rows, Span<byte> destination)
    {
        var at = HeaderBytes;
        for (var column = 0; column < 4; column++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(destination[(column * 4)..], at);
            at += ColumnCodec.Encode(rows.Column(column).AsSpan(0, rows.Count), destination[at..]);
        }

        destination.Slice(at, BitPacking.Padding).Clear();
        return at + BitPacking.Padding;
    }

    /// <summary>Decodes one column.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, int column, int rows, Span<ulong> destination) =>
        ColumnCodec.Decode(Column(block, column), destination[..rows]);

    internal static ReadOnlySpan<byte> Column(ReadOnlySpan<byte> block, int column)
    {
        var at = BinaryPrimitives.ReadInt32LittleEndian(block[(column * 4)..]);
        return (uint)at < (uint)block.Length ? block[at..] : throw new InvalidDataException("a column lies outside its block");
    }
}

/// <summary>Up to 1,024 rows in four columns.</summary>
internal sealed class RowBuffer
{
    internal readonly ulong[] A = new ulong[BlockCodec.Rows];
    internal readonly ulong[] B = new ulong[BlockCodec.Rows];
    internal readonly ulong[] C = new ulong[BlockCodec.Rows];
    internal readonly ulong[] D = new ulong[BlockCodec.Rows];

    internal int Count { get; set; }

    internal ulong[] Column(int column) => column switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => D,
    };
}
