using System.Globalization;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Words for bytes that are not UTF-8.</summary>
internal static class InvalidText
{
    internal const string Expected = "UTF-8 text";

    /// <summary>Names the byte at <paramref name="index"/>, and the encoding that it makes likely.</summary>
    /// <param name="bytes">The text, from its first byte where <paramref name="atStart"/>.</param>
    /// <param name="index">The first byte that is not UTF-8.</param>
    /// <param name="atStart">Whether the document begins with <paramref name="bytes"/>.</param>
    internal static string Describe(ReadOnlySpan<byte> bytes, int index, bool atStart)
    {
        if (index >= bytes.Length)
            return Found.EndOfInput;
        if (atStart && bytes.Length > 1)
        {
            switch (bytes[0], bytes[1])
            {
                case (0xFF, 0xFE) or (0xFE, 0xFF):
                    return "UTF-16 text (by its byte order mark): save it as UTF-8";
                case (0x1F, 0x8B):
                    return "gzip data: unpack it, or let its name end in .gz";
                case (0x50, 0x4B):
                    return "a zip archive";
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[index]:X2}; is the text ISO-8859-1 or Windows-1252?");
    }
}
