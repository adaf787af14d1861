using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Flattening;

/// <summary>JSON-LD 1.1 API §7.1.2, Flattening Algorithm.</summary>
internal sealed class Flattener(JsonLdOptions options)
{
    internal JsonList Flatten(JsonList expanded)
    {
        var map = new NodeMap(options);
        map.Add(expanded);
        var nodes = (JsonMap)map.Graphs[Keywords.Default]!;
        foreach (var (name, graph) in map.Graphs.Snapshot(ordered: true))
        {
            if (name == Keywords.Default)
                continue;
            if (nodes[name] is not JsonMap node)
                nodes[name] = node = new JsonMap { { Keywords.Id, name } };
            node[Keywords.Graph] = Listed((JsonMap)graph);
        }

        return Listed(nodes);
    }

    // Nodes of which nothing is said are left out.
    private static JsonList Listed(JsonMap nodes) => new(nodes.Snapshot(ordered: true).Select(node => node.Value).Where(node => !Shapes.IsReference(node)));
}
