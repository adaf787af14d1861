namespace Ocw.Nde.Rdf.Iris;

/// <summary>An IRI reference cut into its five components (RFC 3986 §3), as UTF-8; a component that is absent differs from an empty one.</summary>
internal readonly ref struct IriParts
{
    private IriParts(ReadOnlySpan<byte> text, int scheme, int authorityStart, int pathStart, int pathEnd, int queryEnd)
    {
        HasScheme = scheme > 0;
        Scheme = text[..scheme];
        HasAuthority = authorityStart >= 0;
        Authority = HasAuthority ? text[authorityStart..pathStart] : default;
        Path = text[pathStart..pathEnd];
        HasQuery = queryEnd > pathEnd;
        Query = HasQuery ? text[(pathEnd + 1)..queryEnd] : default;
        HasFragment = queryEnd < text.Length;
        Fragment = HasFragment ? text[(queryEnd + 1)..] : default;
    }

    internal bool HasScheme { get; }

    internal bool HasAuthority { get; }

    internal bool HasQuery { get; }

    internal bool HasFragment { get; }

    internal ReadOnlySpan<byte> Scheme { get; }

    internal ReadOnlySpan<byte> Authority { get; }

    internal ReadOnlySpan<byte> Path { get; }

    internal ReadOnlySpan<byte> Query { get; }

    internal ReadOnlySpan<byte> Fragment { get; }

    internal static IriParts Of(ReadOnlySpan<byte> text)
    {
        var scheme = SchemeLength(text);
        var pathStart = scheme == 0 ? 0 : scheme + 1;
        var authorityStart = -1;
        if (text[pathStart..].StartsWith("//"u8))
        {
            authorityStart = pathStart + 2;
            var length = text[authorityStart..].IndexOfAny((byte)'/', (byte)'?', (byte)'#');
            pathStart = length < 0 ? text.Length : authorityStart + length;
        }

        var toPathEnd = text[pathStart..].IndexOfAny((byte)'?', (byte)'#');
        var pathEnd = toPathEnd < 0 ? text.Length : pathStart + toPathEnd;
        var toFragment = text[pathEnd..].IndexOf((byte)'#');
        var queryEnd = toFragment < 0 ? text.Length : pathEnd + toFragment;
        return new(text, scheme, authorityStart, pathStart, pathEnd, queryEnd);
    }

    /// <summary>The length of the scheme, without its colon; 0 for a relative reference. <c>scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )</c></summary>
    internal static int SchemeLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
            return 0;
        for (var i = 1; i < text.Length; i++)
        {
            var c = (char)text[i];
            if (c == ':')
                return i;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return 0;
        }

        return 0;
    }
}
