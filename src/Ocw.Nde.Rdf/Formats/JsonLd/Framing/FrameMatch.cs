using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Framing;

/// <summary>Whether nodes and values match a frame (Framing §4.2, Frame Matching).</summary>
internal static class FrameMatch
{
    /// <summary>The one object that a frame is.</summary>
    internal static JsonMap Checked(JsonItem frame)
    {
        if (frame is not JsonList { Count: 1 } list || list[0] is not JsonMap map)
            throw new JsonLdException(JsonLdErrors.InvalidFrame, "one object as a frame", Words.Of(frame));
        CheckNames(map[Keywords.Id], Keywords.Id);
        CheckNames(map[Keywords.Type], Keywords.Type);
        return map;
    }

    /// <summary>Whether a node of <paramref name="nodes"/> matches.</summary>
    internal static bool Node(JsonMap nodes, JsonMap node, JsonMap frame, FrameFlags flags)
    {
        var isWildcard = true;
        var matchesSome = false;
        foreach (var (key, value) in frame)
        {
            bool matches;
            var wanted = value.AsList();
            if (key == Keywords.Id)
            {
                matches = wanted.Count == 0 || wanted[0] is JsonMap { Count: 0 } || wanted.Has(node[Keywords.Id]!);
                if (!flags.RequireAll)
                    return matches;
            }
            else if (key == Keywords.Type)
            {
                isWildcard = false;
                var types = node[Keywords.Type]?.AsList() ?? [];
                if (wanted.Count == 0 && types.Count > 0)
                    return false;
                matches = Types(types, wanted);
                if (!flags.RequireAll)
                    return matches;
            }
            else if (Keywords.Is(key))
            {
                continue;
            }
            else
            {
                isWildcard = false;
                var values = node[key]?.AsList() ?? [];
                var pattern = wanted.Count == 0 ? null : Checked(new JsonList([wanted[0]]));
                if (values.Count == 0 && pattern?.Has(Keywords.Default) == true)
                    continue;
                if (values.Count > 0 && pattern is null)
                    return false;
                matches = pattern is null || Values(nodes, values, pattern, flags);
            }

            if (!matches && flags.RequireAll)
                return false;
            matchesSome |= matches;
        }

        return isWildcard || matchesSome;
    }

    /// <summary>Value Pattern Matching (Framing §4.2.3).</summary>
    internal static bool Value(JsonMap pattern, JsonItem value)
    {
        var map = value as JsonMap;
        var values = pattern[Keywords.Value]?.AsList() ?? [];
        var types = pattern[Keywords.Type]?.AsList() ?? [];
        var languages = pattern[Keywords.Language]?.AsList() ?? [];
        if (values.Count == 0 && types.Count == 0 && languages.Count == 0)
            return true;
        var isValue = (map?[Keywords.Value] is { } plain && values.Has(plain)) || IsWildcard(values);
        return isValue && Qualifier(map?[Keywords.Type], types, ignoreCase: false) && Qualifier(map?[Keywords.Language], languages, ignoreCase: true);
    }

    private static bool Qualifier(JsonItem? value, JsonList wanted, bool ignoreCase)
    {
        if (value is null)
            return wanted.Count == 0;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return IsWildcard(wanted) || wanted.Any(each => each is JsonString a && value is JsonString b && a.Value.Equals(b.Value, comparison));
    }

    private static bool IsWildcard(JsonList wanted) => wanted is [JsonMap { Count: 0 }, ..];

    private static bool Types(JsonList types, JsonList wanted)
    {
        if (wanted.Count == 0)
            return true;
        if (wanted is [JsonMap { Count: 0 }])
            return types.Count > 0;
        return wanted.Any(type => (type is JsonMap map && map.Has(Keywords.Default)) || types.Has(type));
    }

    private static bool Values(JsonMap nodes, JsonList values, JsonMap pattern, FrameFlags flags)
    {
        if (Shapes.IsList(pattern))
        {
            return pattern[Keywords.List]!.AsList() is [JsonMap first, ..] && values is [JsonMap list, ..] && list[Keywords.List] is { } items
                && items.AsList().Any(item => Shapes.IsValue(first) ? Value(first, item) : Referred(nodes, item, first, flags));
        }

        if (Shapes.IsValue(pattern))
            return values.Any(value => Value(pattern, value));
        return Shapes.IsReference(pattern) ? values.Any(value => Referred(nodes, value, pattern, flags)) : values.Count > 0;
    }

    // Node Pattern Matching
    private static bool Referred(JsonMap nodes, JsonItem value, JsonMap pattern, FrameFlags flags) =>
        (value as JsonMap)?.StringOf(Keywords.Id) is { } id && nodes[id] is JsonMap node && Node(nodes, node, pattern, flags);

    private static void CheckNames(JsonItem? names, string key)
    {
        foreach (var name in names?.AsList() ?? [])
        {
            var isAllowed = name is JsonMap || (name is JsonString text && (JsonLdIris.IsAbsolute(text.Value) || (key == Keywords.Type && text.Is(Keywords.Json))));
            if (!isAllowed)
                throw new JsonLdException(JsonLdErrors.InvalidFrame, $"IRIs or {{}} for '{key}' of a frame", Words.Of(name));
        }
    }
}
