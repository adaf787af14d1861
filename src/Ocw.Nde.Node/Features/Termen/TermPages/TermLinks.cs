namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary>The addresses of the pages.</summary>
public static class TermLinks
{
    /// <summary>The page of a term.</summary>
    public static string Term(string iri, string language) => $"/termen/term?uri={Uri.EscapeDataString(iri)}&lang={language}";

    /// <summary>A search.</summary>
    public static string Search(string query, string language, string? source = null, string? kind = null, int offset = 0) =>
        $"/termen?q={Uri.EscapeDataString(query)}"
        + (source is { Length: > 0 } ? "&source=" + Uri.EscapeDataString(source) : "")
        + (kind is { Length: > 0 } ? "&kind=" + Uri.EscapeDataString(kind) : "")
        + (offset > 0 ? "&offset=" + offset.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")
        + "&lang=" + language;
}
