using System.Buffers;
using System.Globalization;
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

    /// <summary>Whether a text is an absolute IRI by the letter of RFC 3987, with nothing in it that reading lets through with a notice.</summary>
    public static bool IsRfc3987(string iri) => IsAbsoluteIri(iri) && !Inspect(Encoding.UTF8.GetBytes(iri), out var doubts).IsFault && doubts == IriDoubts.None;

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
        var inQuery = parts.HasQuery ? iri.Length - parts.Query.Length - (parts.HasFragment ? parts.Fragment.Length + 1 : 0) : iri.Length;
        doubts |= IriCharacters.Inspect(iri[..inQuery], mayBePrivate: false) | IriCharacters.Inspect(parts.Query, mayBePrivate: true) | IriCharacters.Inspect(parts.Fragment, mayBePrivate: false);
        return TokenFault.None;
    }

    // iauthority = [ iuserinfo "@" ] ihost [ ":" port ]
    private static bool IsAuthority(ReadOnlySpan<byte> authority, ref IriDoubts doubts)
    {
        var at = authority.LastIndexOf((byte)'@');
        if (at >= 0 && authority[..at].ContainsAny("@[]"u8))
            doubts |= IriDoubts.Authority;
        var host = authority[(at + 1)..];
        var port = host;
        if (host.StartsWith((byte)'['))
        {
            var close = host.IndexOf((byte)']');
            if (close < 0 || !IpLiteral.IsValid(host[1..close]))
                return false;
            port = host[(close + 1)..];
            if (port.Length > 0 && port[0] != (byte)':')
                return false;
        }
        else if (host.ContainsAny((byte)'[', (byte)']'))
        {
            return false;
        }

        var colon = port.LastIndexOf((byte)':');
        if (colon > 0)
            doubts |= port[..colon].Contains((byte)':') ? IriDoubts.Authority : IriDoubts.None;
        if (colon >= 0 && colon + 1 < port.Length
            && (!int.TryParse(port[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65535))
        {
            doubts |= IriDoubts.Port;
        }

        return true;
    }

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
}
