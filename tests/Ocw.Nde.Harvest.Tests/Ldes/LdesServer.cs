using System.Text;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>Pages of an event stream on this machine, by path; <c>{base}</c> in them stands for its address.</summary>
internal sealed class LdesServer : IDisposable
{
    public const string Prefixes = """
        @prefix ldes: <https://w3id.org/ldes#> . @prefix tree: <https://w3id.org/tree#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix as: <https://www.w3.org/ns/activitystreams#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .

        """;

    private readonly PageServer _server;

    public LdesServer() => _server = new PageServer(Answer);

    public Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Pages with <c>Cache-Control: immutable</c>.</summary>
    public HashSet<string> Immutable { get; } = new(StringComparer.Ordinal);

    /// <summary>Goes before everything else where it gives an answer.</summary>
    public Func<PageRequest, PageReply?>? Misbehave { get; set; }

    public string MediaType { get; set; } = "text/turtle";

    public PageServer Web => _server;

    public LdesSource Source(string path = "/stream") => new("stroom", _server.At(path));

    /// <summary>The paths that were asked for since the last time.</summary>
    public IReadOnlyList<string> TakePaths()
    {
        var paths = _server.Paths;
        _server.Requests.Clear();
        return paths;
    }

    /// <summary>A page of the stream: its members, and relations to other pages.</summary>
    public void Page(string path, string members, params string[] relations)
    {
        var text = new StringBuilder($$"""<{base}stream> a ldes:EventStream ; ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf ; tree:view <{base}stream> .""").AppendLine();
        foreach (var relation in relations)
            text.Append("<{base}").Append(path.TrimStart('/')).Append("> tree:relation [ ").Append(relation).AppendLine(" ] .");
        Pages[path] = text.Append(members).ToString();
    }

    /// <summary>A member: version <paramref name="version"/> of an object.</summary>
    public static string Member(string name, int version, string modified, string title = "titel", string more = "") =>
        $$"""<{base}stream> tree:member <{base}{{name}}/{{version}}> . <{base}{{name}}/{{version}}> dct:isVersionOf <{base}{{name}}> ; dct:modified "{{modified}}"^^xsd:dateTime ; dct:title "{{title}}" {{more}}.""" + "\n";

    public static string To(string path) => $$"""a tree:Relation ; tree:node <{base}{{path}}>""";

    public static string To(string path, string relation, string value) =>
        $$"""a tree:{{relation}} ; tree:node <{base}{{path}}> ; tree:path dct:modified ; tree:value "{{value}}"^^xsd:dateTime""";

    public void Dispose() => _server.Dispose();

    private PageReply Answer(PageRequest request)
    {
        if (Misbehave?.Invoke(request) is { } bad)
            return bad;
        return Pages.TryGetValue(request.Path, out var page)
            ? PageReply.Tagged(request, (MediaType is "text/turtle" or "application/trig" ? Prefixes : "") + page.Replace("{base}", _server.Address.AbsoluteUri, StringComparison.Ordinal), MediaType, Immutable.Contains(request.Path) ? [("Cache-Control", "public, max-age=604800, immutable")] : [])
            : PageReply.NotFound;
    }
}
