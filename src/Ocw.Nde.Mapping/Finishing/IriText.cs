using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes IRIs of texts that should be web addresses.</summary>
internal static class IriText
{
    /// <summary>The IRI that a text is, with what an IRI cannot hold percent-encoded; <see langword="null"/> when it is not absolute.</summary>
    public static Iri? Read(string text)
    {
        text = text.Trim();
        if (text.Length is < 4 or > 4000 || text.Any(c => c is '\n' or '\r'))
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !text.AsSpan(0, colon).ContainsOnlySchemeCharacters())
            return null;
        var scheme = text[..colon].ToLowerInvariant();
        if (scheme is "http" or "https" ? !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 : scheme is not ("urn" or "info" or "ark" or "doi" or "hdl" or "tag" or "mailto" or "ftp"))
            return null;
        return new Iri(scheme + Escape(text[colon..]));
    }

    /// <summary>Whether an IRI is a web address.</summary>
    public static bool IsWeb(Iri iri) => iri.Value.StartsWith("http://", StringComparison.Ordinal) || iri.Value.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Whether an IRI is a name in a file of a machine: what a relative address becomes when the file itself has none.</summary>
    public static bool IsLocalFile(Iri iri) => iri.Value.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    // RFC 3987 §2.2: these never stand in an IRI.
    private static string Escape(string text)
    {
        if (!text.Any(IsForbidden))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsForbidden(c))
                escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool IsForbidden(char c) => c <= ' ' || c is '<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`' or '\u007F';

    private static bool ContainsOnlySchemeCharacters(this ReadOnlySpan<char> scheme)
    {
        foreach (var c in scheme)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '+' and not '-' and not '.')
                return false;
        }

        return char.IsAsciiLetter(scheme[0]);
    }
}
