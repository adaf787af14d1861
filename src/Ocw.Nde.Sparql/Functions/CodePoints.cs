namespace Ocw.Nde.Sparql.Functions;

/// <summary>Strings as XPath sees them: sequences of code points, ordered by code point.</summary>
internal static class CodePoints
{
    /// <summary>The code point collation of XPath; it differs from UTF-16 order only where surrogates meet U+E000 to U+FFFF.</summary>
    internal static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        var at = left.AsSpan(0, length).CommonPrefixLength(right.AsSpan(0, length));
        if (at == length)
            return left.Length.CompareTo(right.Length);

        int a = left[at], b = right[at];
        if (char.IsSurrogate((char)a) != char.IsSurrogate((char)b))
            return char.IsSurrogate((char)a) ? 1 : -1;
        return a.CompareTo(b);
    }

    internal static int Count(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                count--;
        }

        return count;
    }

    /// <summary>The UTF-16 offset of the code point with this number.</summary>
    internal static int OffsetOf(string text, int codePoint)
    {
        var offset = 0;
        while (codePoint > 0 && offset < text.Length)
        {
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length ? 2 : 1;
            codePoint--;
        }

        return offset;
    }
}
