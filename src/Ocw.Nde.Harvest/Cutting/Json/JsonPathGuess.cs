using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Finds out where a JSON document holds its records.</summary>
/// <remarks>
/// A root that is an array holds them itself. Else it is the array with most objects, at most four names deep, unless the root looks like a record:
/// it has a key of its own, and the array has no name that lists usually have. A IIIF manifest is one record: its items are its pages.
/// </remarks>
internal sealed class JsonPathGuess
{
    private const long BytesLookedAt = 32 << 20;
    private const int MaxNames = 4;
    private const int MaxPaths = 1_000;

    private static readonly string[] UsualLists =
        ["@graph", "records", "record", "items", "results", "result", "hits", "docs", "documents", "features", "data", "objects", "rows", "entries", "member", "hydra:member", "artworks", "works"];

    private readonly Dictionary<string, (int Objects, int Names, string Last)> _arrays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rootNames = new(StringComparer.Ordinal);
    private readonly List<(bool IsArray, string? Property)> _open = [];
    private bool _isManifest;

    private JsonPathGuess()
    {
    }

    /// <summary>The path; empty when the root is an array of objects, or is itself the one record.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="keys">The names under which a record may have its key.</param>
    /// <param name="options">The ceilings.</param>
    /// <remarks>Where the document is not well-formed, what came before decides: the cut meets the same fault and says where.</remarks>
    public static JsonPath Find(Stream utf8, IReadOnlyCollection<string> keys, CutOptions options)
    {
        using var window = new ByteWindow(utf8, options.MaxRecordBytes);
        var guess = new JsonPathGuess();
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = options.MaxDepth });
        try
        {
            do
            {
                state = guess.Count(window, state);
            }
            while (window.Offset < BytesLookedAt && window.Fill());
        }
        catch (JsonException)
        {
        }

        return JsonPath.Parse(guess.Best(keys));
    }

    private string Best(IReadOnlyCollection<string> keys)
    {
        if (_isManifest || _arrays.Count == 0 || _arrays.ContainsKey(""))
            return "";
        var (path, (_, _, last)) = _arrays.OrderByDescending(array => array.Value.Objects).ThenBy(array => array.Value.Names).First();
        var rootIsRecord = _rootNames.Overlaps(keys) && !UsualLists.Contains(last, StringComparer.OrdinalIgnoreCase);
        return rootIsRecord ? "" : path;
    }

    private JsonReaderState Count(ByteWindow window, JsonReaderState state)
    {
        var reader = new Utf8JsonReader(window.Bytes, window.IsFinal, state);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    CountObject();
                    _open.Add((false, null));
                    break;
                case JsonTokenType.StartArray:
                    _open.Add((true, null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.RemoveAt(_open.Count - 1);
                    break;
                case JsonTokenType.String when _open is [(false, "type" or "@type")]:
                    _isManifest |= reader.ValueTextEquals("Manifest"u8) || reader.ValueTextEquals("sc:Manifest"u8);
                    break;
                case JsonTokenType.PropertyName when _open.Count <= MaxNames:
                    Enter(JsonText.PropertyName(ref reader));
                    break;
            }
        }

        window.Advance((int)reader.BytesConsumed);
        return reader.CurrentState;
    }

    private void Enter(string? name)
    {
        _open[^1] = (false, name);
        if (_open.Count == 1 && name is not null && _rootNames.Count < MaxPaths)
            _rootNames.Add(name);
    }

    private void CountObject()
    {
        var names = _open.Count - 1;
        if (names < 0 || !_open[^1].IsArray || names > MaxNames || _open.Take(names).Any(place => place.IsArray || place.Property == "@context"))
            return;
        var path = string.Concat(_open.Take(names).Select(place => $"['{place.Property}']"));
        if (_arrays.Count < MaxPaths || _arrays.ContainsKey(path))
            _arrays[path] = (_arrays.GetValueOrDefault(path).Objects + 1, names, names > 0 ? _open[names - 1].Property ?? "" : "");
    }
}
