using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Walks a JSON document of any size token by token and stops at each record that the path names.</summary>
/// <remarks>The window holds one record at a time; everything between records is let go.</remarks>
internal sealed class JsonRecordFinder(ByteWindow window, JsonPath path, int maxDepth)
{
    // The place of each open container: the property that was entered last, or null within an array.
    private readonly List<(bool IsArray, string? Property)> _open = [];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = maxDepth });

    /// <summary>Moves on to the next value at a record's place.</summary>
    /// <param name="length">Its length: it is then at the start of the window; <see cref="Take"/> goes on behind it.</param>
    /// <returns>Whether there is one; <see langword="false"/> at the end of the document.</returns>
    /// <exception cref="JsonException">The document is not well-formed, with its line and position.</exception>
    /// <exception cref="InvalidDataException">A record is larger than the window may become.</exception>
    public bool TryFind(out int length)
    {
        while (true)
        {
            if (Walk(out length))
                return true;
            if (window.IsFinal)
                return false;
            if (!window.Fill() && !window.IsFinal)
                throw new InvalidDataException($"a value at byte {window.Offset:N0} is larger than the ceiling of a record ({window.Bytes.Length:N0} bytes)");
        }
    }

    /// <summary>Goes on behind the record that was found.</summary>
    public void Take(int length)
    {
        window.Advance(length);
    }

    private bool Walk(out int length)
    {
        length = 0;
        var reader = new Utf8JsonReader(window.Bytes, window.IsFinal, _state);
        var good = _state;
        var consumed = 0L;
        while (true)
        {
            if (!reader.Read())
                break;
            if (IsRecordStart(reader.TokenType))
            {
                var start = reader.TokenStartIndex;
                if (!reader.TrySkip())
                    break;
                Settle(start, reader.CurrentState);
                length = (int)(reader.BytesConsumed - start);
                return true;
            }

            Follow(ref reader);
            good = reader.CurrentState;
            consumed = reader.BytesConsumed;
        }

        Settle(consumed, good);
        return false;
    }

    private void Settle(long consumed, JsonReaderState reached)
    {
        window.Advance((int)consumed);
        _state = reached;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _open.Add((reader.TokenType == JsonTokenType.StartArray, null));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.RemoveAt(_open.Count - 1);
                break;
            case JsonTokenType.PropertyName:
                _open[^1] = (false, JsonText.PropertyName(ref reader));
                break;
        }
    }

    // A record is an object at the path, or an element of an array there, or of an array of arrays' place named by [*].
    private bool IsRecordStart(JsonTokenType token)
    {
        if (token is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.StartArray)
            return false;
        var step = 0;
        for (var depth = 0; depth < _open.Count; depth++)
        {
            var (isArray, property) = _open[depth];
            if (isArray)
            {
                // An array may stand where the path does not say so.
                if (step < path.Steps.Count && path.Steps[step].IsElement)
                    step++;
                continue;
            }

            if (step == path.Steps.Count || path.Steps[step].Name != property)
                return false;
            step++;
        }

        return step == path.Steps.Count && (token == JsonTokenType.StartObject || _open.Count > 0);
    }
}
