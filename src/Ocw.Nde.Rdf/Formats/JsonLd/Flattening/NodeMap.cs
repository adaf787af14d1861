using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Flattening;

/// <summary>All node objects by graph and by name (JSON-LD 1.1 API §7.2.2, Node Map Generation; the steps are numbered as there).</summary>
internal sealed class NodeMap(JsonLdOptions options)
{
    private readonly BlankNames _names = new();
    private int _nodes;

    /// <summary>Graphs by name (<c>@default</c> for the one without), in them nodes by name.</summary>
    internal JsonMap Graphs { get; } = new() { { Keywords.Default, new JsonMap() } };

    internal void Add(JsonItem element, string graph = Keywords.Default) => Add(element, graph, null, null, null);

    /// <summary>One graph of all that the graphs say (§7.2.4 and Framing §4.3, Merge Node Maps).</summary>
    internal JsonMap Merged()
    {
        var merged = new JsonMap();
        foreach (var (_, nodes) in Graphs)
        {
            foreach (var (id, node) in (JsonMap)nodes)
            {
                var target = NodeOf(merged, id);
                foreach (var (key, value) in (JsonMap)node)
                {
                    if (Keywords.Is(key) && key != Keywords.Type)
                        target[key] = value;
                    else
                        AddEach(target.ListOf(key), value.AsList());
                }
            }
        }

        return merged;
    }

    // The subject is the name of a node, or a node itself where the property points the other way.
    private void Add(JsonItem element, string graph, JsonItem? subject, string? property, JsonMap? list)
    {
        // 1
        if (element is JsonList several)
        {
            foreach (var item in several)
                Add(item, graph, subject, property, list);
            return;
        }

        // 2 to 6
        var map = (JsonMap)element;
        var nodes = Graphs.MapOf(graph);
        if (map.Has(Keywords.Value))
            AddValue(Renamed(map), nodes, subject, property, list);
        else if (map[Keywords.List] is { } items)
            AddList(map, items, graph, nodes, subject, property, list);
        else
            AddNode(map, graph, nodes, subject, property, list);
    }

    // 4
    private static void AddValue(JsonMap value, JsonMap nodes, JsonItem? subject, string? property, JsonMap? list)
    {
        if (list is not null)
            list.ListOf(Keywords.List).Add(value);
        else if (SubjectNode(nodes, subject) is { } node)
            AddOnce(node.ListOf(property!), value);
    }

    // 5
    private void AddList(JsonMap element, JsonItem items, string graph, JsonMap nodes, JsonItem? subject, string? property, JsonMap? list)
    {
        var result = new JsonMap { { Keywords.List, new JsonList() } };
        if (element[Keywords.Index] is { } index)
            result.Add(Keywords.Index, index);
        Add(items, graph, subject, property, result);
        if (list is not null)
            list.ListOf(Keywords.List).Add(result);
        else
            SubjectNode(nodes, subject)?.ListOf(property!).Add(result);
    }

    // 6
    private void AddNode(JsonMap element, string graph, JsonMap nodes, JsonItem? subject, string? property, JsonMap? list)
    {
        // 6.1, 6.2; an @id that means nothing names nothing
        var id = element[Keywords.Id] switch
        {
            JsonString text => Renamed(text.Value),
            null => _names.New(),
            _ => null,
        };
        if (id is null)
            return;
        if (++_nodes > options.MaxNodes)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"at most {options.MaxNodes} nodes", "more");

        // 6.3, 6.4
        var node = NodeOf(nodes, id);
        if (subject is JsonMap reversed)
        {
            AddOnce(node.ListOf(property!), reversed);
        }
        else if (property is not null)
        {
            var reference = new JsonMap { { Keywords.Id, id } };
            if (list is not null)
                list.ListOf(Keywords.List).Add(reference);
            else if (SubjectNode(nodes, subject) is { } owner)
                AddOnce(owner.ListOf(property), reference);
        }

        AddKeywords(element, node, id, graph);
        foreach (var (key, value) in element.Snapshot(ordered: true))
        {
            // 6.12
            if (Keywords.Is(key))
                continue;
            var name = Renamed(key);
            node.ListOf(name);
            Add(value, graph, new JsonString(id), name, null);
        }
    }

    // 6.7 to 6.11
    private void AddKeywords(JsonMap element, JsonMap node, string id, string graph)
    {
        if (element[Keywords.Type] is { } types)
        {
            foreach (var type in types.AsList())
                AddOnce(node.ListOf(Keywords.Type), type is JsonString text ? new JsonString(Renamed(text.Value)) : type);
        }

        if (element[Keywords.Index] is { } index)
        {
            if (node[Keywords.Index] is { } other && !JsonItem.Same(index, other))
                throw new JsonLdException(JsonLdErrors.ConflictingIndexes, $"one '@index' for the node {Words.Short(id)}", $"{Words.Of(index)} and {Words.Of(other)}");
            node[Keywords.Index] = index;
        }

        if (element[Keywords.Reverse] is JsonMap reverse)
        {
            var reference = new JsonMap { { Keywords.Id, id } };
            foreach (var (property, values) in reverse)
            {
                foreach (var value in values.AsList())
                    Add(value, graph, reference, property, null);
            }
        }

        if (element[Keywords.Graph] is { } inner)
        {
            Graphs.MapOf(id);
            Add(inner, id, null, null, null);
        }

        if (element[Keywords.Included] is { } included)
            Add(included, graph, null, null, null);
    }

    private static JsonMap NodeOf(JsonMap nodes, string id)
    {
        if (nodes[id] is not JsonMap node)
            nodes[id] = node = new JsonMap { { Keywords.Id, id } };
        return node;
    }

    private static JsonMap? SubjectNode(JsonMap nodes, JsonItem? subject) => subject is JsonString id ? NodeOf(nodes, id.Value) : null;

    private string Renamed(string iri) => JsonLdIris.IsBlank(iri) ? _names.Of(iri) : iri;

    // 3: datatypes that are blank nodes
    private JsonMap Renamed(JsonMap value)
    {
        if (value.StringOf(Keywords.Type) is not { } type || !JsonLdIris.IsBlank(type))
            return value;
        var renamed = value.Copy();
        renamed[Keywords.Type] = new JsonString(_names.Of(type));
        return renamed;
    }

    private static void AddOnce(JsonList list, JsonItem item)
    {
        if (!list.Has(item))
            list.Add(item);
    }

    private static void AddEach(JsonList list, JsonList items)
    {
        foreach (var item in items)
            AddOnce(list, item);
    }
}
