namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>A link of a Link header (RFC 8288 §3).</summary>
/// <param name="Target">The address as written.</param>
/// <param name="Relations">What it is to the document.</param>
/// <param name="Type">The media type that is expected there.</param>
public sealed record LinkHeader(string Target, IReadOnlyList<string> Relations, string? Type)
{
    /// <summary>Whether it has a relation, whatever the case.</summary>
    public bool Is(string relation) => Relations.Contains(relation, StringComparer.OrdinalIgnoreCase);

    /// <summary>The links of a header's value; what is not of its form is passed over.</summary>
    public static IEnumerable<LinkHeader> Parse(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return ParseAll(header);
    }

    // Link = #link-value; link-value = "<" URI-Reference ">" *( OWS ";" OWS link-param )
    private static IEnumerable<LinkHeader> ParseAll(string header)
    {
        var at = 0;
        while (header.IndexOf('<', at) is >= 0 and var open && header.IndexOf('>', open) is >= 0 and var close)
        {
            var target = header[(open + 1)..close].Trim();
            at = close + 1;
            string relation = "";
            string? type = null;
            while (TryParameter(header, ref at, out var name, out var value))
            {
                if (name == "rel" && relation.Length == 0)
                    relation = value;
                else if (name == "type")
                    type = value.ToLowerInvariant();
            }

            yield return new(target, relation.Split(' ', StringSplitOptions.RemoveEmptyEntries), type);
        }
    }

    private static bool TryParameter(string header, ref int at, out string name, out string value)
    {
        name = value = "";
        while (at < header.Length && header[at] is ' ' or '\t')
            at++;
        if (at >= header.Length || header[at] != ';')
            return false;
        var end = at + 1;
        while (end < header.Length && header[end] is not ('=' or ';' or ','))
            end++;
        name = header[(at + 1)..end].Trim().ToLowerInvariant();
        at = end;
        if (at < header.Length && header[at] == '=')
            value = Value(header, ref at);
        return true;
    }

    private static string Value(string header, ref int at)
    {
        var start = ++at;
        if (start < header.Length && header[start] == '"')
        {
            var close = header.IndexOf('"', start + 1);
            at = close < 0 ? header.Length : close + 1;
            return header[(start + 1)..(close < 0 ? header.Length : close)];
        }

        while (at < header.Length && header[at] is not (';' or ','))
            at++;
        return header[start..at].Trim();
    }
}
