using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Whether a text whose name says nothing may be of a declared syntax, by how it begins.</summary>
internal static class SyntaxGuess
{
    /// <summary>Looks at the first bytes. A guess: the reader has the last word.</summary>
    internal static bool LooksLike(RdfFormat format, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
            start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        if (format == RdfFormats.JsonLd)
            return start.StartsWith((byte)'{') || start.StartsWith((byte)'[');
        if (format == RdfFormats.RdfXml)
            return start.StartsWith((byte)'<') && !IsHtml(start) && !start.StartsWith("<http"u8);
        if (format == RdfFormats.NTriples || format == RdfFormats.NQuads || format == RdfFormats.Turtle || format == RdfFormats.TriG)
            return LooksLikeTurtle(start, format.Capabilities.HasFlag(RdfCapabilities.Lines));
        // Of a syntax that is not ours nothing is known: it is tried.
        return !start.IsEmpty;
    }

    private static bool IsHtml(ReadOnlySpan<byte> start) =>
        Ascii.EqualsIgnoreCase(start[..Math.Min(start.Length, 5)], "<html"u8) || Ascii.EqualsIgnoreCase(start[..Math.Min(start.Length, 14)], "<!doctype html"u8);

    private static bool LooksLikeTurtle(ReadOnlySpan<byte> start, bool lines)
    {
        while (start.StartsWith((byte)'#'))
        {
            var end = start.IndexOfAny((byte)'\n', (byte)'\r');
            start = end < 0 ? default : start[end..].TrimStart(" \t\r\n"u8);
        }

        if (start.IsEmpty)
            return false;
        if (start[0] == (byte)'<')
            return !IsHtml(start) && !start.StartsWith("<?"u8) && !start.StartsWith("<!"u8);
        if (start.StartsWith("_:"u8))
            return true;
        if (lines)
            return false;
        if (start[0] is (byte)'@' or (byte)'[' or (byte)'(' or (byte)'{')
            return true;
        // PREFIX, BASE or GRAPH; else a prefixed name
        var word = start.IndexOfAny(" \t\r\n"u8) is >= 0 and var space ? start[..space] : start;
        return Ascii.EqualsIgnoreCase(word, "prefix"u8) || Ascii.EqualsIgnoreCase(word, "base"u8) || Ascii.EqualsIgnoreCase(word, "graph"u8) || word.Contains((byte)':');
    }
}
