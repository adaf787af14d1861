using System.Globalization;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>The header of a block (xz format §3.1): its sizes, if they are told, and its filter.</summary>
/// <param name="Length">The length of the header itself.</param>
/// <param name="Packed">The length of the packed data, or <see langword="null"/>.</param>
/// <param name="Unpacked">The length of what comes out, or <see langword="null"/>.</param>
/// <param name="DictionaryBytes">How much the filter remembers.</param>
internal sealed record XzBlockHeader(long Length, long? Packed, long? Unpacked, int DictionaryBytes)
{
    private const long Lzma2 = 0x21;
    private const int LargestDictionaryCode = 40;

    /// <summary>Reads a header whose first byte was read already.</summary>
    internal static XzBlockHeader Read(XzInput input, byte size, int maxDictionaryBytes)
    {
        var length = (size + 1) * 4;
        var flags = input.Byte();
        if ((flags & 0x3C) != 0)
            throw XzInput.Damaged("a block has flags that are not known");
        long? packed = (flags & 0x40) != 0 ? input.Number() : null;
        long? unpacked = (flags & 0x80) != 0 ? input.Number() : null;
        if ((flags & 3) != 0 || input.Number() != Lzma2)
            throw new InvalidDataException("the xz data uses a filter beside LZMA2, which is for programs and not for texts; pack it anew with xz alone");
        if (input.Number() != 1)
            throw XzInput.Damaged("its filter has no dictionary size");
        var dictionary = DictionarySize(input.Byte(), maxDictionaryBytes);
        while (input.Length < length - 4)
        {
            if (input.Byte() != 0)
                throw XzInput.Damaged("a block has a header that is not known");
        }

        if (input.Length != length - 4)
            throw XzInput.Damaged("the header of a block is longer than it says");
        input.Checksum("block header");
        return new(length, packed, unpacked, dictionary);
    }

    // 4 KiB, 6 KiB, 8 KiB, 12 KiB and so on.
    private static int DictionarySize(byte code, int most)
    {
        if (code > LargestDictionaryCode)
            throw XzInput.Damaged("its dictionary has no size");
        var size = code == LargestDictionaryCode ? uint.MaxValue : (2L | (code & 1L)) << ((code / 2) + 11);
        return size <= most
            ? (int)size
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the xz data asks for a dictionary of {size:N0} bytes, more than the ceiling of {most:N0}; pack it anew with xz -9 or less"));
    }
}
