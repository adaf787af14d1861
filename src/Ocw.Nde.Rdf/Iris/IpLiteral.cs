using System.Buffers;
using System.Globalization;

namespace Ocw.Nde.Rdf.Iris;

/// <summary>What stands between square brackets in an authority (RFC 3986 §3.2.2).</summary>
internal static class IpLiteral
{
    private static readonly SearchValues<byte> Future = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:"u8);

    // IP-literal = "[" ( IPv6address / IPvFuture  ) "]"
    internal static bool IsValid(ReadOnlySpan<byte> text) => text.StartsWith((byte)'v') || text.StartsWith((byte)'V') ? IsFuture(text[1..]) : IsIPv6(text);

    // IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
    private static bool IsFuture(ReadOnlySpan<byte> text)
    {
        var dot = text.IndexOf((byte)'.');
        return dot > 0 && dot + 1 < text.Length && AreHex(text[..dot])
            && !text[(dot + 1)..].ContainsAnyExcept(Future);
    }

    // Eight groups of h16, or fewer with one "::"; ls32 = ( h16 ":" h16 ) / IPv4address at the end
    private static bool IsIPv6(ReadOnlySpan<byte> text)
    {
        var gap = text.IndexOf("::"u8);
        if (gap < 0)
            return TryCount(text, mayEndInIPv4: true, out var all) && all == 8;
        return TryCount(text[..gap], mayEndInIPv4: false, out var before) && TryCount(text[(gap + 2)..], mayEndInIPv4: true, out var after) && before + after <= 7;
    }

    private static bool TryCount(ReadOnlySpan<byte> text, bool mayEndInIPv4, out int groups)
    {
        groups = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf((byte)':');
            var group = colon < 0 ? text : text[..colon];
            if (mayEndInIPv4 && colon < 0 && group.Contains((byte)'.'))
            {
                groups += 2;
                return IsIPv4(group);
            }

            if (group.Length is 0 or > 4 || !AreHex(group) || colon == text.Length - 1)
                return false;
            groups++;
            text = colon < 0 ? default : text[(colon + 1)..];
        }

        return true;
    }

    // dec-octet: 0 to 255 without zeros before it
    private static bool IsIPv4(ReadOnlySpan<byte> text)
    {
        for (var octet = 1; ; octet++)
        {
            var dot = text.IndexOf((byte)'.');
            var digits = dot < 0 ? text : text[..dot];
            if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == (byte)'0') || !byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return false;
            if (dot < 0)
                return octet == 4;
            text = text[(dot + 1)..];
        }
    }

    private static bool AreHex(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            if (!char.IsAsciiHexDigit((char)value))
                return false;
        }

        return true;
    }
}
