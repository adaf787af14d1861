using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>Looks whether a document of N-Triples or N-Quads ends behind a whole statement.</summary>
internal static class LastLine
{
    private const int Kept = 4096;

    /// <summary>The end of a statement that was cut off; <see langword="null"/> when the document ends well or is in another syntax.</summary>
    public static string? OfStatements(Stream document, string name, string? mediaType)
    {
        var buffer = new byte[128 << 10];
        var length = document.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, length);
        if (start.IsEmpty || Packings.Of(start) != Packing.None)
            return null;
        if (RdfPages.FormatOf(start, mediaType, name) is not { } format || !(format == RdfFormats.NTriples || format == RdfFormats.NQuads))
            return null;
        var tail = start[Math.Max(0, length - Kept)..].ToArray();
        while (document.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read)
            tail = read >= Kept ? buffer[(read - Kept)..read] : [.. tail[Math.Max(0, tail.Length + read - Kept)..], .. buffer.AsSpan(0, read)];
        var text = tail.AsSpan().TrimEnd(" \t\r\n"u8);
        var line = text[(text.LastIndexOf((byte)'\n') + 1)..].TrimStart(" \t"u8);

        // A comment may stand behind the statement: '. # so many triples'.
        var isWhole = line.IsEmpty || line[0] == '#' || line[^1] == '.' || line.LastIndexOf(". #"u8) > 0;
        return isWhole ? null : Encoding.UTF8.GetString(line[Math.Max(0, line.Length - 40)..]);
    }
}
