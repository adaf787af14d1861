using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>Builds trees from valid UTF-8: strict JSON, each key once in its object, no lone surrogates.</summary>
internal sealed class JsonTreeReader(int maxDepth)
{
    private readonly NameTable _names = new();
    private readonly List<JsonItem> _open = [];
    private readonly List<string> _keys = [];
    private TextPosition _position;
    private int _counted;

    /// <summary>Reads a text that is one value.</summary>
    internal JsonItem ReadWhole(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var valid = Utf8Text.ValidLength(utf8);
        if (valid < utf8.Length)
            throw Fault(TextPosition.Start.Advance(utf8[..valid]), InvalidText.Expected, InvalidText.Describe(utf8, valid, 0));
        if (!TryRead(utf8, isFinal: true, TextPosition.Start, out var item, out var consumed))
            throw Fault(TextPosition.Start, "a JSON value", Found.EndOfInput);
        var rest = utf8[consumed..].TrimStart(" \t\r\n"u8);
        return rest.IsEmpty ? item : throw Fault(TextPosition.Start.Advance(utf8[..^rest.Length]), "one JSON value and no more", Found.At(rest));
    }

    /// <summary>Reads the value that <paramref name="utf8"/> begins with.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="isFinal">Whether nothing comes after it.</param>
    /// <param name="start">Where it stands in its document.</param>
    /// <param name="item">The value.</param>
    /// <param name="consumed">How many bytes it takes.</param>
    /// <returns>False where the value is not complete yet.</returns>
    internal bool TryRead(ReadOnlySpan<byte> utf8, bool isFinal, TextPosition start, out JsonItem item, out int consumed)
    {
        _open.Clear();
        _keys.Clear();
        _position = start;
        _counted = 0;
        item = null!;
        consumed = 0;
        var reader = new Utf8JsonReader(utf8, isFinal, new JsonReaderState(new() { MaxDepth = maxDepth }));
        try
        {
            while (reader.Read())
            {
                if (Take(ref reader, utf8) is not { } complete)
                    continue;
                item = complete;
                consumed = (int)reader.BytesConsumed;
                return true;
            }
        }
        catch (JsonException error)
        {
            throw Syntax(error, utf8, start);
        }

        return false;
    }

    internal static JsonLdException Fault(TextPosition at, string expected, string found, Exception? inner = null) =>
        new(JsonLdErrors.LoadingDocumentFailed, expected, found, inner) { Line = at.Line, Column = at.Column };

    // The whole value, once its last token was taken.
    private JsonItem? Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var at = Locate(reader.TokenStartIndex, utf8);
                _open.Add(new JsonMap { Line = (int)Math.Min(at.Line, int.MaxValue), Column = (int)Math.Min(at.Column, int.MaxValue) });
                return null;
            case JsonTokenType.StartArray:
                _open.Add(new JsonList());
                return null;
            case JsonTokenType.PropertyName:
                TakeKey(ref reader, utf8);
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                var closed = _open[^1];
                _open.RemoveAt(_open.Count - 1);
                return Place(closed);
            default:
                return Place(Scalar(ref reader, utf8));
        }
    }

    private void TakeKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        var key = reader.ValueIsEscaped ? Text(ref reader, utf8) : _names.Get(reader.ValueSpan);
        // The entry is made at once, so that a second one is noticed at its own place.
        if (!((JsonMap)_open[^1]).TryAdd(key, JsonNull.Value))
            throw Fault(Locate(reader.TokenStartIndex, utf8), "each key once in an object", $"'{key}' again");
        _keys.Add(key);
    }

    private JsonItem? Place(JsonItem item)
    {
        if (_open.Count == 0)
            return item;
        if (_open[^1] is JsonList list)
        {
            list.Add(item);
            return null;
        }

        ((JsonMap)_open[^1]).SetLast(item);
        _keys.RemoveAt(_keys.Count - 1);
        return null;
    }

    private JsonItem Scalar(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) => reader.TokenType switch
    {
        JsonTokenType.String => new JsonString(Text(ref reader, utf8)),
        JsonTokenType.Number => new JsonNumber(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => JsonBoolean.True,
        JsonTokenType.False => JsonBoolean.False,
        _ => JsonNull.Value,
    };

    private string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Fault(Locate(reader.TokenStartIndex, utf8), "a string of whole characters", "an escape for half of a surrogate pair", error);
        }
    }

    private TextPosition Locate(long index, ReadOnlySpan<byte> utf8)
    {
        _position = _position.Advance(utf8[_counted..(int)index]);
        _counted = (int)index;
        return _position;
    }

    private JsonLdException Syntax(JsonException error, ReadOnlySpan<byte> utf8, TextPosition start)
    {
        var index = IndexOf(utf8, error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
        var at = start.Advance(utf8[..index]);
        if (_open.Count >= maxDepth)
            return Fault(at, $"at most {maxDepth} levels of nesting", "a deeper one", error);
        return Fault(at, Expected(), Found.At(utf8[index..]), error);
    }

    private string Expected()
    {
        if (_open.Count == 0)
            return "JSON: an object or an array";
        return _open[^1] is JsonList ? "JSON: a value, ',' or ']'" : _keys.Count < _open.Count(item => item is JsonMap) ? "JSON: a key, ',' or '}'" : "JSON: ':' and a value";
    }

    // Utf8JsonReader counts lines from 0 and by LF only.
    private static int IndexOf(ReadOnlySpan<byte> utf8, long line, long byteInLine)
    {
        var index = 0;
        for (; line > 0; line--)
            index += utf8[index..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(utf8.Length, index + byteInLine);
    }
}
