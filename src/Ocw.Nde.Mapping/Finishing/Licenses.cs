using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Writes licence IRIs in their canonical form, as SCHEMA-AP-NDE asks: <c>https://creativecommons.org/licenses/by/4.0/</c>, not <c>…/deed.nl</c>.</summary>
internal static class Licenses
{
    /// <summary>The canonical IRI.</summary>
    public static Iri Canonical(Iri license)
    {
        if (!Uri.TryCreate(license.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return license;
        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        return host switch
        {
            "creativecommons.org" when segments.Count > 0 => CreativeCommons(segments),
            "rightsstatements.org" when segments is ["page" or "vocab", var statement, var version, ..] => new Iri($"http://rightsstatements.org/vocab/{statement}/{version}/"),
            _ => license,
        };
    }

    private static Iri CreativeCommons(List<string> segments)
    {
        if (segments[^1].StartsWith("deed", StringComparison.OrdinalIgnoreCase) || segments[^1].StartsWith("legalcode", StringComparison.OrdinalIgnoreCase))
            segments.RemoveAt(segments.Count - 1);
        return new Iri($"https://creativecommons.org/{string.Join('/', segments).ToLowerInvariant()}/");
    }
}
