using System.Globalization;
using System.Text;

namespace Ocw.Nde.Mapping.Minting;

/// <summary>Makes path segments of keys and of words.</summary>
/// <remarks>
/// A key's segment can be turned back and two keys never share one: letters, digits, <c>-</c> and inner dots stay, a space is <c>_</c>, anything else is
/// <c>~XX</c> per UTF-8 byte. <c>~</c> is unreserved (RFC 3986 §2.3), so that no server or proxy rewrites it, as they do with <c>%2F</c>.
/// </remarks>
internal static class Slug
{
    private const int MaxWords = 48;

    /// <summary>The segment of a key; white space around it is left out.</summary>
    public static string OfKey(string key)
    {
        var slug = new StringBuilder(key.Length + 8);
        Span<byte> bytes = stackalloc byte[4];
        var text = key.Trim().Normalize(NormalizationForm.FormC);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' || (rune.Value is '.' && slug.Length > 0)))
                slug.Append((char)rune.Value);
            else if (rune.Value is ' ')
                slug.Append('_');
            else
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                    slug.Append('~').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return slug.ToString();
    }

    /// <summary>The key of a segment.</summary>
    public static string ToKey(string slug)
    {
        var bytes = new List<byte>(slug.Length);
        for (var i = 0; i < slug.Length; i++)
        {
            if (slug[i] == '~' && i + 2 < slug.Length && byte.TryParse(slug.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.Add(slug[i] == '_' ? (byte)' ' : (byte)slug[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Words for a reader, not for machines: lower-case, without diacritics, at most 48 characters; may be empty.</summary>
    public static string OfWords(string words)
    {
        var slug = new StringBuilder(MaxWords);
        foreach (var c in words.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length == MaxWords)
                break;
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
