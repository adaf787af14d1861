using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Checks one JSON record and reads its key and datestamp.</summary>
internal sealed class JsonRecordReader(CutContext context)
{
    // What systems call it, in the order of trust.
    private static readonly string[] UsualKeys = ["@id", "id", "identifier", "uri", "priref", "objectNumber", "object_number", "acno"];

    private readonly JsonPath[] _keys = [.. PathsOf(context.Source).Select(JsonPath.Parse)];
    private readonly JsonPath? _datestamp = context.Source.DatestampPath is { } path ? JsonPath.Parse(path) : null;

    /// <summary>The names at the top of a record under which its key may be.</summary>
    public static IReadOnlyCollection<string> KeyNames(FileSource source) => [.. PathsOf(source).Select(path => JsonPath.Parse(path).Steps[0].Name).OfType<string>()];

    /// <summary>The record, or the fault that it is.</summary>
    /// <param name="json">One value, not checked yet.</param>
    /// <param name="origin">Where it was, as text behind the document's origin: <c>line 3</c>.</param>
    public CutItem Read(ReadOnlySpan<byte> json, string origin)
    {
        origin = $"{context.Origin}, {origin}";
        try
        {
            Check(json);
            if (json[0] != (byte)'{')
                return Fault(origin, "json-not-an-object", "A record must be a JSON object; this value is set aside.");
            if (KeyOf(json) is not { } key)
                return Fault(origin, "key-missing", $"The object has no value at {string.Join(" or ", PathsOf(context.Source))}. It is set aside; name its key in the settings of the source.");
            var changed = _datestamp?.ValueIn(json, context.Options.MaxDepth) is { } text ? Datestamp.Parse(text) : null;
            var content = context.KeysOnly ? [] : json.ToArray();
            return new CutItem.Record(new HarvestedRecord(key, changed, IsDeleted: false, content, "application/json", origin, context.PayloadHash));
        }
        catch (JsonException broken)
        {
            return Fault(origin, "json-not-well-formed", $"{JsonText.Clean(broken)} It is set aside; correct it at the source.");
        }
        catch (InvalidOperationException text)
        {
            return Fault(origin, "json-text", $"A string is not Unicode text ({text.Message}) The object is set aside; correct it at the source.");
        }
    }

    private static CutItem.Fault Fault(string origin, string code, string reason) => new(new HarvestFault(null, origin, reason, code));

    private static IReadOnlyList<string> PathsOf(FileSource source) => source.KeyPaths.Count > 0 ? source.KeyPaths : UsualKeys;

    private string? KeyOf(ReadOnlySpan<byte> json)
    {
        foreach (var path in _keys)
        {
            if (path.ValueIn(json, context.Options.MaxDepth) is { } value)
                return value;
        }

        return null;
    }

    // A lone surrogate (\ud800) is well-formed JSON and no text; it shows only when the string is read.
    private void Check(ReadOnlySpan<byte> json)
    {
        var hasSurrogates = json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = context.Options.MaxDepth });
        while (reader.Read())
        {
            if (hasSurrogates && reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = reader.GetString();
        }
    }
}
