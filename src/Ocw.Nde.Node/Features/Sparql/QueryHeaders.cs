using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>
/// What the headers of an answer say: which state it was read from (<c>Ocwnde-Commit</c>, <c>Ocwnde-Versions</c>), where the same answer can be had later
/// (<c>Link</c>, RFC 7089), and whether it changed (<c>ETag</c>).
/// </summary>
internal sealed record QueryHeaders(StateFacts Facts, string Versions, string Permalink, string? EntityTag, bool IsMemento)
{
    /// <summary>The header with the commit number of the state that was read.</summary>
    public const string Commit = "Ocwnde-Commit";

    /// <summary>The header with the graphs that were read and the commit that last changed each.</summary>
    public const string GraphVersions = "Ocwnde-Versions";

    /// <summary>The headers of the answer to a query.</summary>
    public static QueryHeaders Of(HttpRequest request, SparqlProtocolRequest asked, ParsedQuery query, StateFacts facts, string contentType)
    {
        var parameters = new StringBuilder(query.Link);
        AppendAll(parameters, "default-graph-uri", asked.DefaultGraphs);
        AppendAll(parameters, "named-graph-uri", asked.NamedGraphs);
        if (asked.Format is { } format)
            Append(parameters, "format", format);
        Append(parameters, "at", facts.CommitText);
        var tag = HttpMethods.IsPost(request.Method) ? null : TagOf(facts, $"{contentType}\n{query.Text}\n{string.Join('\n', asked.DefaultGraphs)}\n\n{string.Join('\n', asked.NamedGraphs)}");
        return new(facts, facts.VersionsFor(query, asked), $"</sparql?{parameters}>; rel=\"permalink memento\"; datetime=\"{facts.CommittedAt}\"", tag, asked.At is not null);
    }

    /// <summary>Sets the headers.</summary>
    public void Set(IHeaderDictionary headers)
    {
        headers[Commit] = Facts.CommitText;
        if (Versions.Length > 0)
            headers[GraphVersions] = Versions;
        headers.Link = Permalink;
        headers.Vary = "Accept";
        if (IsMemento)
            headers["Memento-Datetime"] = Facts.CommittedAt;
        if (EntityTag is not null)
            headers.ETag = EntityTag;

        // What a key opens is for its holder alone; what is public may be kept as long as it is asked for again.
        headers.CacheControl = Facts.Scope == ReaderScope.Internal ? "private, no-store" : "no-cache";
    }

    /// <summary>Whether the client has this answer already (RFC 9110 §13.1.2).</summary>
    public bool IsKnownTo(HttpRequest request)
    {
        if (EntityTag is null || request.Headers.IfNoneMatch is not { Count: > 0 } known)
            return false;
        foreach (var list in known)
        {
            foreach (var tag in (list ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (tag == "*" || string.Equals(tag, EntityTag, StringComparison.Ordinal) || string.Equals("W/" + tag, EntityTag, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }

    // Weak: the same answer may be sent compressed or not.
    private static string TagOf(StateFacts facts, string what) => $"W/\"{facts.Fingerprint}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 8))}\"";

    private static void AppendAll(StringBuilder parameters, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
            Append(parameters, name, value);
    }

    private static void Append(StringBuilder parameters, string name, string value)
    {
        if (parameters.Length > 0)
            parameters.Append('&');
        parameters.Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
