namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>A place in a text: line and column from 1, columns in code points. A line ends at LF, CR or CRLF.</summary>
/// <remarks>Readers do not count as they go: the window counts the bytes that it lets go of, once, and a fault counts the rest.</remarks>
internal readonly record struct TextPosition(long Line, long Column, bool AfterReturn)
{
    internal static TextPosition Start => new(1, 1, AfterReturn: false);

    /// <summary>The place after reading <paramref name="bytes"/>.</summary>
    internal TextPosition Advance(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return this;

        var lines = bytes.Count((byte)'\n');
        // An LF that completes a CRLF whose CR was counted already.
        if (AfterReturn && bytes[0] == (byte)'\n')
            lines--;
        lines += CountReturns(bytes);

        var lastEnd = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        var characters = Utf8Text.CountCharacters(bytes[(lastEnd + 1)..]);
        var afterReturn = bytes[^1] == (byte)'\r';
        return new(Line + lines, lastEnd < 0 ? Column + characters : 1 + characters, afterReturn);
    }

    // Returns that end a line by themselves, with the last byte counted as such: the LF that may follow it is then not counted.
    private static int CountReturns(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var at = bytes.IndexOf((byte)'\r'); at >= 0;)
        {
            if (at + 1 == bytes.Length || bytes[at + 1] != (byte)'\n')
                count++;
            var next = bytes[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return count;
    }
}
