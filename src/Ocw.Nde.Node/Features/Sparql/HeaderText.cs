using System.Text;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>Puts IRIs into HTTP headers, which hold ASCII only.</summary>
internal static class HeaderText
{
    /// <summary>The URI of an IRI (RFC 3987 §3.1): what is not ASCII, and what could end the place it stands in, is percent-encoded.</summary>
    public static string OfIri(string iri)
    {
        if (!iri.AsSpan().ContainsAnyExceptInRange('!', '~') && !iri.AsSpan().ContainsAny("\"<>\\"))
            return iri;
        var text = new StringBuilder(iri.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(iri))
        {
            if (value is >= (byte)'!' and <= (byte)'~' and not ((byte)'"' or (byte)'<' or (byte)'>' or (byte)'\\'))
                text.Append((char)value);
            else
                text.Append('%').Append(Convert.ToHexString([value]));
        }

        return text.ToString();
    }
}
