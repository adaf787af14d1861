using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Framing;

/// <summary>What is left to do with framed nodes (Framing §5.2, frame, steps 17 to 20).</summary>
internal static class FrameCleanup
{
    /// <summary>Puts defaults in their places, and takes names away from blank nodes that nothing refers to.</summary>
    internal static JsonItem Preserved(JsonItem item, HashSet<string> unneeded)
    {
        if (item is JsonList list)
            return new JsonList(list.Select(each => Preserved(each, unneeded)));
        if (item is not JsonMap map || Shapes.IsValue(map))
            return item;
        if (map[Keywords.Preserve] is { } preserved)
            return preserved.AsList()[0];
        var result = new JsonMap();
        foreach (var (key, value) in map)
        {
            if (key != Keywords.Id || value is not JsonString id || !unneeded.Contains(id.Value))
                result.Add(key, Preserved(value, unneeded));
        }

        return result;
    }

    /// <summary>Turns <c>@null</c> into null; arrays lose it.</summary>
    internal static JsonItem Nulls(JsonItem item)
    {
        if (item is JsonString { Value: Keywords.Null })
            return JsonNull.Value;
        if (item is JsonList list)
            return new JsonList(list.Select(Nulls).Where(each => !each.IsNull));
        if (item is not JsonMap map)
            return item;
        var result = new JsonMap();
        foreach (var (key, value) in map)
            result.Add(key, Nulls(value));
        return result;
    }
}
