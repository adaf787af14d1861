using System.Buffers.Binary;

namespace Ocw.Nde.Store.Segments;

/// <summary>A block of up to 1,024 rows: the places of its four columns (2 bytes each), then the columns, each in its own code, then padding.</summary>
internal static class BlockCodec
{
    /// <summary>The rows of a full block.</summary>
    internal const int Rows = 1024;

    internal const int HeaderBytes = 8;

    /// <summary>The most bytes that a block can take.</summary>
    internal static int MaxBytes { get; } = HeaderBytes + (4 * ColumnCodec.MaxBytes(Rows)) + BitPacking.Padding;

    /// <summary>Decodes one column.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, int column, int rows, Span<ulong> destination) =>
        Decode(block, column, rows, 0, rows, destination);

    /// <summary>Decodes at least the rows from <paramref name="from"/> up to <paramref name="to"/> of one column, each to its own place.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, int column, int rows, int from, int to, Span<ulong> destination)
    {
        try
        {
            var source = Column(block, column);
            if (source[0] == ColumnCodec.SplitByColumn)
                ColumnCodec.DecodeSplit(source[1..], Column(block, Math.Max(0, column - 1)), destination[..rows], from, to);
            else
                ColumnCodec.Decode(source, destination[..rows], from, to);
        }
        catch (Exception outside) when (outside is ArgumentException or IndexOutOfRangeException)
        {
            // Every read is checked against the block; a length or place that leads out of it is damage like any other.
            throw new InvalidDataException("a column leads outside its block", outside);
        }
    }

    /// <summary>The bytes from a column's first on.</summary>
    internal static ReadOnlySpan<byte> Column(ReadOnlySpan<byte> block, int column)
    {
        var at = BinaryPrimitives.ReadUInt16LittleEndian(block[(column * 2)..]);
        return at < block.Length ? block[at..] : throw new InvalidDataException("a column lies outside its block");
    }
}

/// <summary>Up to 1,024 rows in four columns.</summary>
internal sealed class RowBuffer
{
    internal ulong[] A = new ulong[BlockCodec.Rows];
    internal ulong[] B = new ulong[BlockCodec.Rows];
    internal ulong[] C = new ulong[BlockCodec.Rows];
    internal ulong[] D = new ulong[BlockCodec.Rows];

    internal int Count { get; set; }

    internal ulong[] Column(int column) => column switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => D,
    };

    /// <summary>Gives a column another array.</summary>
    internal void Set(int column, ulong[] values)
    {
        switch (column)
        {
            case 0:
                A = values;
                break;
            case 1:
                B = values;
                break;
            case 2:
                C = values;
                break;
            default:
                D = values;
                break;
        }
    }
}
