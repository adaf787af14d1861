using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Iris;

/// <summary>Looks at an IRI that the grammar let through: a broken authority is a fault, other things are doubts.</summary>
public static class IriCheck
{
    /// <summary>Bytes that no IRI may hold: controls, space and <c>&lt;&gt;"{}|^`\</c>.</summary>
    private static readonly SearchValues<byte> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\"u8]);

    /// <summary>Whether a text is an absolute IRI as RDF accepts it: a scheme, no forbidden character, and a well-formed authority.</summary>
    public static bool IsAbsoluteIri(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        if (Utf8.FromUtf16(iri, new byte[Encoding.UTF8.GetMaxByteCount(iri.Length)], out _, out _, replaceInvalidSequences: false) != OperationStatus.Done)
            return false;
        var bytes = Encoding.UTF8.GetBytes(iri);
        return IriResolver.IsAbsolute(bytes) && !HasForbidden(bytes) && !Inspect(bytes, out _).IsFault;
    }

    internal static bool HasForbidden(ReadOnlySpan<byte> iri) => iri.ContainsAny(Forbidden);

    internal static bool IsForbidden(int character) => character <= 0x20 || (character < 0x80 && Forbidden.Contains((byte)character));

    /// <summary>Inspects an absolute IRI or a reference.</summary>
    internal static TokenFault Inspect(ReadOnlySpan<byte> iri, out IriDoubts doubts)
    {
        doubts = IriDoubts.None;
        var parts = IriParts.Of(iri);
        if (parts.HasAuthority && !IsAuthority(parts.Authority, ref doubts))
        {
            var at = parts.HasScheme ? parts.Scheme.Length + 3 : 2;
            return new(at, "a host or an IP literal such as [2001:db8::1] (RFC 3986 §3.2.2)", Found.At(parts.Authority));
        }

        InspectPercent(iri, ref doubts);
        if (parts.Path.ContainsAny((byte)'[', (byte)']') || parts.Query.ContainsAny((byte)'[', (byte)']') || parts.Fragment.ContainsAny((byte)'[', (byte)']'))
            doubts |= IriDoubts.Bracket;
        if (HasBidiControl(iri))
            doubts |= IriDoubts.BidiControl;
        return TokenFault.None;
    }

    private static bool IsAuthority(ReadOnlySpan<byte> authority, ref IriDoubts doubts)
    {
        var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        if (host.StartsWith((byte)'['))
        {
            var close = host.IndexOf((byte)']');
            if (close < 0 || !IsIpLiteral(host[1..close]))
                return false;
            host = host[(close + 1)..];
        }
        else if (host.ContainsAny((byte)'[', (byte)']'))
        {
            return false;
        }

        var colon = host.LastIndexOf((byte)':');
        if (colon >= 0 && colon + 1 < host.Length
            && (!int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535))
        {
            doubts |= IriDoubts.Port;
        }

        return true;
    }

    // IP-literal = "[" ( IPv6address / IPvFuture ) "]"
    private static bool IsIpLiteral(ReadOnlySpan<byte> literal) =>
        literal.StartsWith((byte)'v') || literal.StartsWith((byte)'V')
            ? literal.Contains((byte)'.')
            : IPAddress.TryParse(Encoding.UTF8.GetString(literal), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static void InspectPercent(ReadOnlySpan<byte> iri, ref IriDoubts doubts)
    {
        for (var at = iri.IndexOf((byte)'%'); at >= 0;)
        {
            if (at + 2 >= iri.Length || !char.IsAsciiHexDigit((char)iri[at + 1]) || !char.IsAsciiHexDigit((char)iri[at + 2]))
            {
                doubts |= IriDoubts.PercentEncoding;
                return;
            }

            var next = iri[(at + 3)..].IndexOf((byte)'%');
            at = next < 0 ? -1 : at + 3 + next;
        }
    }

    // U+200E, U+200F, U+202A–U+202E and U+2066–U+2069 are E2 80 8E/8F/AA–AE and E2 81 A6–A9.
    private static bool HasBidiControl(ReadOnlySpan<byte> iri)
    {
        for (var at = iri.IndexOf((byte)0xE2); at >= 0 && at + 2 < iri.Length;)
        {
            if ((iri[at + 1], iri[at + 2]) is (0x80, 0x8E or 0x8F or (>= 0xAA and <= 0xAE)) or (0x81, >= 0xA6 and <= 0xA9))
                return true;
            var next = iri[(at + 3)..].IndexOf((byte)0xE2);
            at = next < 0 ? -1 : at + 3 + next;
        }

        return false;
    }
}
