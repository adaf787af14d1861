using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Says in words what stands at a place, for messages.</summary>
internal static class Words
{
    private const int Longest = 60;

    internal static string Of(JsonItem? item) => item switch
    {
        null => "nothing",
        JsonMap map => map.Count == 0 ? "an empty object" : $"an object with '{map.Entries[0].Key}'",
        JsonList list => list.Count == 0 ? "an empty array" : "an array",
        JsonString text => $"\"{Short(text.Value)}\"",
        JsonNumber number => $"the number {Short(number.Text)}",
        _ => item.ToString(),
    };

    internal static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
