namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>Language tags (BCP 47, RFC 5646 §2.1), as far as their form goes: subtags are not looked up in the registry.</summary>
internal static class LanguageTag
{
    /// <summary>Whether a text can be a language tag: two or three letters, then subtags of at most eight letters or digits; or <c>x-…</c>, <c>i-…</c>.</summary>
    /// <remarks>Primary subtags of four to eight letters are in the grammar, but none is registered: <c>english</c> is no tag.</remarks>
    public static bool IsWellFormed(ReadOnlySpan<byte> tag)
    {
        var length = Subtag(tag);
        var primary = tag[..length];
        var isPrivate = length == 1 && primary[0] is (byte)'x' or (byte)'X' or (byte)'i' or (byte)'I' && tag.Length > 2;
        if (primary.ContainsAnyExceptInRange((byte)'A', (byte)'z') || !(length is 2 or 3 || isPrivate))
            return false;
        foreach (var letter in primary)
        {
            if (!char.IsAsciiLetter((char)letter))
                return false;
        }

        for (var rest = tag[length..]; !rest.IsEmpty; rest = rest[(length + 1)..])
        {
            length = Subtag(rest[1..]);
            if (length is 0 or > 8 || rest[0] != (byte)'-')
                return false;
        }

        return true;
    }

    private static int Subtag(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]))
            length++;
        return length;
    }
}
