using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Conformance.JsonLd;

/// <summary>Compares JSON-LD as the suites do: the order of keys means nothing, and that of arrays only under <c>@list</c>.</summary>
internal static class JsonComparison
{
    public static bool Same(JsonItem expected, JsonItem actual, bool ordered = false)
    {
        switch (expected, actual)
        {
            case (JsonMap a, JsonMap b):
                return a.Count == b.Count && a.All(entry => b[entry.Key] is { } other && (SameTag(entry.Key, entry.Value, other) || Same(entry.Value, other, entry.Key == "@list")));
            case (JsonList a, JsonList b):
                return a.Count == b.Count && (ordered ? a.Zip(b).All(pair => Same(pair.First, pair.Second)) : SameMembers(a, b));
            case (JsonNumber a, JsonNumber b):
                return a.AsDouble.Equals(b.AsDouble);
            default:
                return expected.GetType() == actual.GetType() && expected.ToString() == actual.ToString();
        }
    }

    // A processor may write language tags in lower case.
    private static bool SameTag(string key, JsonItem expected, JsonItem actual) =>
        key == "@language" && expected is JsonString a && actual is JsonString b && a.Value.Equals(b.Value, StringComparison.OrdinalIgnoreCase);

    private static bool SameMembers(JsonList expected, JsonList actual)
    {
        var rest = actual.ToList();
        foreach (var item in expected)
        {
            var at = rest.FindIndex(other => Same(item, other));
            if (at < 0)
                return false;
            rest.RemoveAt(at);
        }

        return true;
    }
}
