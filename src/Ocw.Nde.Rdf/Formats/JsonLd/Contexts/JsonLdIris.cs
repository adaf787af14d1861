using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>Looks at texts that may be IRIs, as JSON-LD does: by their form, not by their validity.</summary>
internal static class JsonLdIris
{
    internal static bool IsBlank(string text) => text.StartsWith("_:", StringComparison.Ordinal);

    /// <summary>Whether a text begins with a scheme and a colon.</summary>
    internal static bool IsAbsolute(string text) => SchemeLength(text) > 0;

    internal static bool IsAbsoluteOrBlank(string text) => IsBlank(text) || IsAbsolute(text);

    internal static string Resolve(string? baseIri, string reference) =>
        baseIri is null || IsAbsolute(reference) ? reference : IriResolver.Resolve(baseIri, reference);

    // scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
    internal static int SchemeLength(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
            return 0;
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ':')
                return i;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return 0;
        }

        return 0;
    }
}
