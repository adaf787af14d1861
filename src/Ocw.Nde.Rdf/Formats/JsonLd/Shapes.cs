using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>The kinds of object in expanded documents (JSON-LD 1.1 §9).</summary>
internal static class Shapes
{
    internal static bool IsValue(JsonItem? item) => item is JsonMap map && map.Has(Keywords.Value);

    internal static bool IsList(JsonItem? item) => item is JsonMap map && map.Has(Keywords.List);

    internal static bool IsNode(JsonItem? item) => item is JsonMap map && !map.Has(Keywords.Value) && !map.Has(Keywords.List) && !map.Has(Keywords.Set);

    /// <summary>Only <c>@graph</c>, with or without <c>@id</c> and <c>@index</c>.</summary>
    internal static bool IsGraph(JsonItem? item) =>
        item is JsonMap map && map.Has(Keywords.Graph) && map.Count == 1 + (map.Has(Keywords.Id) ? 1 : 0) + (map.Has(Keywords.Index) ? 1 : 0);

    /// <summary>A graph object without a name.</summary>
    internal static bool IsSimpleGraph(JsonItem? item) => IsGraph(item) && !((JsonMap)item!).Has(Keywords.Id);

    internal static bool IsReference(JsonItem? item) => item is JsonMap { Count: 1 } map && map.Has(Keywords.Id);
}
