using System.Buffers.Binary;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>The fields of the headers of xz: numbers of variable length, and checksums over what was read.</summary>
internal sealed class XzInput(PackedInput input)
{
    private uint _checksum;

    /// <summary>How many bytes were read since <see cref="Begin"/>.</summary>
    internal long Length { get; private set; }

    /// <summary>Begins to count and to sum anew.</summary>
    internal void Begin() => (_checksum, Length) = (0, 0);

    internal void Fill(Span<byte> target)
    {
        if (!input.TryRead(target))
            throw new EndOfStreamException();
        _checksum = Crc32.Update(_checksum, target);
        Length += target.Length;
    }

    internal byte Byte()
    {
        Span<byte> one = stackalloc byte[1];
        Fill(one);
        return one[0];
    }

    /// <summary>Seven bits a byte, the lowest first (xz format §1.2).</summary>
    internal long Number()
    {
        var value = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return next == 0 && shift > 0 ? throw Damaged("a number is written too long") : value;
        }

        throw Damaged("a number is too large");
    }

    /// <summary>Zeros up to a multiple of four bytes.</summary>
    internal void Padding()
    {
        while (Length % 4 != 0)
        {
            if (Byte() != 0)
                throw Damaged("its padding is not zero");
        }
    }

    /// <summary>Reads the CRC-32 of everything since <see cref="Begin"/>.</summary>
    internal void Checksum(string of)
    {
        var expected = _checksum;
        Span<byte> stored = stackalloc byte[4];
        Fill(stored);
        if (BinaryPrimitives.ReadUInt32LittleEndian(stored) != expected)
            throw Damaged($"the checksum of its {of} is wrong");
    }

    internal static InvalidDataException Damaged(string why) => new($"the xz data is damaged: {why}");
}
