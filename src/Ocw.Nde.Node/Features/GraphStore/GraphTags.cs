using System.Globalization;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>The entity tags of graphs: the commit that last changed the graph, and the format, so that a tag names bytes (RFC 9110 §8.8.3).</summary>
internal static class GraphTags
{
    /// <summary>The tag of a graph in a format.</summary>
    public static string Of(in GraphInfo graph, string format) => string.Create(CultureInfo.InvariantCulture, $"\"{graph.ChangedAt}-{format}\"");

    /// <summary>Whether the conditions of a request hold for the graph as it is (§13.1): any format's tag names the state of a graph that is to be changed.</summary>
    public static bool Allow(HttpRequest request, GraphInfo? graph)
    {
        var headers = request.Headers;
        return (headers.IfMatch.Count == 0 || headers.IfMatch.Any(list => Names(list, graph)))
            && (headers.IfNoneMatch.Count == 0 || !headers.IfNoneMatch.Any(list => Names(list, graph)));
    }

    private static bool Names(string? list, GraphInfo? graph) => (list ?? "").Split(',', StringSplitOptions.TrimEntries).Any(tag =>
        graph is { } there && (tag == "*" || tag.StartsWith(string.Create(CultureInfo.InvariantCulture, $"\"{there.ChangedAt}-"), StringComparison.Ordinal)));
}
