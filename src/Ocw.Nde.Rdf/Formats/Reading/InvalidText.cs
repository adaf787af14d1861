using System.Globalization;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Words for bytes that are not UTF-8.</summary>
internal static class InvalidText
{
    internal const string Expected = "UTF-8 text";

    /// <summary>Names the byte at <paramref name="index"/>, where it stands, and the encoding or packing that it makes likely.</summary>
    /// <param name="bytes">Some of the text.</param>
    /// <param name="index">The first byte of <paramref name="bytes"/> that is not UTF-8.</param>
    /// <param name="offset">How many bytes of the document stand before <paramref name="bytes"/>.</param>
    internal static string Describe(ReadOnlySpan<byte> bytes, int index, long offset)
    {
        if (index >= bytes.Length)
            return Found.EndOfInput;
        var what = offset == 0 ? OfStart(bytes) : null;
        return string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[index]:X2} at byte offset {offset + index}; {what ?? Guess(bytes[index])}");
    }

    private static string? OfStart(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "this is UTF-32 text (by its byte order mark): save it as UTF-8",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "this is UTF-16 text (by its byte order mark): save it as UTF-8",
        [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "this is UTF-16 text (by the zeros between its letters): save it as UTF-8",
        _ => Packings.Of(start) switch
        {
            Packing.None => null,
            Packing.Gzip => "this is gzip data: it must be unpacked first",
            Packing.Bzip2 => "this is bzip2 data: it must be unpacked first",
            Packing.Xz => "this is xz data: it must be unpacked first",
            _ => "this is a zip archive: it must be unpacked first",
        },
    };

    // ISO-8859-1 has control characters from 0x80 to 0x9F, where Windows-1252 has quotes and dashes.
    private static string Guess(byte value) => value is >= 0x80 and < 0xA0 ? "is the text Windows-1252? Save it as UTF-8" : "is the text ISO-8859-1 or Windows-1252? Save it as UTF-8";
}
