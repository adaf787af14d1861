using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

/// <summary>Writes an IRI relative to a base, so that resolving gives it back.</summary>
internal static class RelativeIri
{
    internal static string Of(string baseIri, string iri)
    {
        var root = AuthorityEnd(baseIri);
        if (root == 0 || iri.Length < root || !iri.StartsWith(baseIri[..root], StringComparison.Ordinal) || (iri.Length > root && iri[root] is not ('/' or '?' or '#')))
            return iri;
        var candidate = Relative(baseIri[root..], iri[root..]);
        return IriResolver.Resolve(baseIri, candidate) == iri ? candidate : iri;
    }

    private static string Relative(string from, string to)
    {
        var fromPath = from[..EndOfPath(from)];
        var toPath = to[..EndOfPath(to)];
        var rest = to[toPath.Length..];
        if (toPath == fromPath)
        {
            var fromQuery = from[fromPath.Length..].Split('#')[0];
            if (rest.StartsWith('#') && fromQuery.Length == 0)
                return rest;
            if (rest.StartsWith('?'))
                return rest;
        }

        // The folders that both share, and a step up for each that only the base has.
        var shared = 0;
        for (var i = 0; i < fromPath.Length && i < toPath.Length && fromPath[i] == toPath[i]; i++)
        {
            if (fromPath[i] == '/')
                shared = i + 1;
        }

        var up = fromPath.AsSpan(shared).Count('/');
        var relative = string.Concat(Enumerable.Repeat("../", up)) + toPath[shared..];
        // What would be read as nothing, as a scheme or as a keyword needs a "./".
        if (relative.Length == 0 || Keywords.HasForm(relative) || (up == 0 && relative.AsSpan().IndexOf(':') is >= 0 and var colon && !relative.AsSpan(0, colon).Contains('/')))
            relative = "./" + relative;
        return relative + rest;
    }

    private static int EndOfPath(string text) => text.AsSpan().IndexOfAny('?', '#') is >= 0 and var at ? at : text.Length;

    // Where the path begins; 0 where there is no authority.
    private static int AuthorityEnd(string iri)
    {
        var colon = iri.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !iri.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
            return 0;
        var end = iri.AsSpan(colon + 3).IndexOfAny('/', '?', '#');
        return end < 0 ? iri.Length : colon + 3 + end;
    }
}
