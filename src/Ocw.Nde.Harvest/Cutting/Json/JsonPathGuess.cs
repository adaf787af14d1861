using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the array of a JSON document that holds its records: the one with most objects, at most four names deep.</summary>
internal static class JsonPathGuess
{
    private const long BytesLookedAt = 32 << 20;
    private const int MaxNames = 4;
    private const int MaxPaths = 1_000;

    /// <summary>The path; empty when the root is an array of objects, or is itself the one record.</summary>
    /// <remarks>Where the document is not well-formed, what came before decides: the cut meets the same fault and says where.</remarks>
    public static JsonPath Find(Stream utf8, CutOptions options)
    {
        using var window = new ByteWindow(utf8, options.MaxRecordBytes);
        var counts = new Dictionary<string, (int Objects, int Names)>(StringComparer.Ordinal);
        var open = new List<(bool IsArray, string? Property)>();
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = options.MaxDepth });
        try
        {
            do
            {
                state = Count(window, state, open, counts);
            }
            while (window.Offset < BytesLookedAt && window.Fill());
        }
        catch (JsonException)
        {
        }

        if (counts.ContainsKey(""))
            return JsonPath.Parse("");
        var best = counts.OrderByDescending(entry => entry.Value.Objects).ThenBy(entry => entry.Value.Names).FirstOrDefault();
        return JsonPath.Parse(best.Key ?? "");
    }

    private static JsonReaderState Count(ByteWindow window, JsonReaderState state, List<(bool IsArray, string? Property)> open, Dictionary<string, (int Objects, int Names)> counts)
    {
        var reader = new Utf8JsonReader(window.Bytes, window.IsFinal, state);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    CountObject(open, counts);
                    open.Add((false, null));
                    break;
                case JsonTokenType.StartArray:
                    open.Add((true, null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.RemoveAt(open.Count - 1);
                    break;
                case JsonTokenType.PropertyName when open.Count <= MaxNames:
                    open[^1] = (false, JsonText.PropertyName(ref reader));
                    break;
            }
        }

        window.Advance((int)reader.BytesConsumed);
        return reader.CurrentState;
    }

    private static void CountObject(List<(bool IsArray, string? Property)> open, Dictionary<string, (int Objects, int Names)> counts)
    {
        if (open.Count == 0 || !open[^1].IsArray || open.Count > MaxNames + 1 || open.Take(open.Count - 1).Any(place => place.IsArray || place.Property == "@context"))
            return;
        var path = string.Concat(open.Take(open.Count - 1).Select(place => $"['{place.Property}']"));
        if (counts.Count < MaxPaths || counts.ContainsKey(path))
            counts[path] = (counts.GetValueOrDefault(path).Objects + 1, open.Count - 1);
    }
}
