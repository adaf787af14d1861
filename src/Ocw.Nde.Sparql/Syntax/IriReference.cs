namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Resolves IRI references against a base, as RFC 3986 §5.2 says, without any further normalisation (SPARQL 1.1 §4.1.1.2).</summary>
internal static class IriReference
{
    /// <summary>The target IRI, or <see langword="null"/> when the reference is relative and there is no base.</summary>
    internal static string? Resolve(string reference, string? baseIri)
    {
        if (SchemeLength(reference) > 0)
            return reference;
        if (baseIri is null)
            return null;
        var basis = Parts.Of(baseIri);
        var target = Parts.Of(reference);
        if (target.Authority is not null)
            return (target with { Scheme = basis.Scheme, Path = RemoveDotSegments(target.Path) }).ToString();
        if (target.Path.Length == 0)
            return (basis with { Query = target.Query ?? basis.Query, Fragment = target.Fragment }).ToString();
        var path = target.Path.StartsWith('/') ? target.Path : Merge(basis, target.Path);
        return new Parts(basis.Scheme, basis.Authority, RemoveDotSegments(path), target.Query, target.Fragment).ToString();
    }

    // scheme ::= ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) ":"; the length without the colon, 0 for none.
    private static int SchemeLength(string iri)
    {
        if (iri.Length == 0 || !char.IsAsciiLetter(iri[0]))
            return 0;
        for (var i = 1; i < iri.Length; i++)
        {
            if (iri[i] == ':')
                return i;
            if (!char.IsAsciiLetterOrDigit(iri[i]) && iri[i] is not ('+' or '-' or '.'))
                return 0;
        }

        return 0;
    }

    // §5.2.3
    private static string Merge(Parts basis, string path) => basis.Authority is not null && basis.Path.Length == 0
        ? "/" + path
        : string.Concat(basis.Path.AsSpan(0, basis.Path.LastIndexOf('/') + 1), path);

    // §5.2.4
    private static string RemoveDotSegments(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
            return path;
        var segments = path.Split('/');
        var kept = new List<string>(segments.Length);
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                    if (last)
                        kept.Add("");
                    break;
                case "..":
                    if (kept.Count > 1 || (kept.Count == 1 && kept[0].Length > 0))
                        kept.RemoveAt(kept.Count - 1);
                    if (last)
                        kept.Add("");
                    break;
                default:
                    kept.Add(segments[i]);
                    break;
            }
        }

        var result = string.Join('/', kept);
        return path.StartsWith('/') && !result.StartsWith('/') ? "/" + result : result;
    }

    // RFC 3986 appendix B, by hand.
    private sealed record Parts(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
    {
        internal static Parts Of(string iri)
        {
            var scheme = SchemeLength(iri);
            var rest = scheme > 0 ? iri[(scheme + 1)..] : iri;
            var (beforeFragment, fragment) = Cut(rest, '#');
            var (hierarchy, query) = Cut(beforeFragment, '?');
            if (!hierarchy.StartsWith("//", StringComparison.Ordinal))
                return new Parts(scheme > 0 ? iri[..scheme] : null, null, hierarchy, query, fragment);
            var slash = hierarchy.IndexOf('/', 2);
            var end = slash < 0 ? hierarchy.Length : slash;
            return new Parts(scheme > 0 ? iri[..scheme] : null, hierarchy[2..end], hierarchy[end..], query, fragment);
        }

        public override string ToString() =>
            string.Concat(Scheme is null ? "" : Scheme + ":", Authority is null ? "" : "//" + Authority, Path)
            + (Query is null ? "" : "?" + Query)
            + (Fragment is null ? "" : "#" + Fragment);

        private static (string Before, string? After) Cut(string text, char mark)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        }
    }
}
