using System.Globalization;
using System.Text.Json;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>Walks a JSON stream token by token, skips or captures whole values, and keeps no more in memory than the value at hand.</summary>
internal sealed class JsonScanner
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly int _maxValue;
    private byte[] _buffer = new byte[64 << 10];
    private int _at;
    private int _end;
    private bool _isComplete;
    private JsonReaderState _state;
    private int _before;
    private JsonReaderState _stateBefore;

    public JsonScanner(Stream stream, string name, int maxValue, int maxDepth)
    {
        _stream = stream;
        _name = name;
        _maxValue = maxValue;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth, AllowMultipleValues = true });
        Fill(_at);
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _at = 3;
        _stateBefore = _state;
    }

    /// <summary>The token that was read last.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>Whether the property name that was read last is this one.</summary>
    public bool NameIs(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_before, _end - _before), _isComplete, _stateBefore);
        return reader.Read() && reader.ValueTextEquals(name);
    }

    /// <summary>Reads a token; false at the end of the stream.</summary>
    /// <exception cref="RmlException">The stream is not JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_at, _end - _at), _isComplete, _state);
                if (reader.Read())
                {
                    (_before, _stateBefore) = (_at, _state);
                    _at += (int)reader.BytesConsumed;
                    _state = reader.CurrentState;
                    Token = reader.TokenType;
                    return true;
                }
            }
            catch (JsonException e)
            {
                throw Bad(e);
            }

            if (_isComplete)
                return false;
            Fill(_at);
        }
    }

    /// <summary>Skips the value whose first token was read last.</summary>
    public void Skip()
    {
        for (var depth = Token is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0; depth > 0;)
        {
            if (!Read())
                throw new RmlException(_name, 0, "the JSON is cut off.");
            depth += Token switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
    }

    /// <summary>The bytes of the value whose first token was read last; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Capture()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_before, _end - _before), _isComplete, _stateBefore);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    var value = _buffer.AsMemory(_before + start, (int)reader.BytesConsumed - start);
                    _at = _before + (int)reader.BytesConsumed;
                    _state = reader.CurrentState;
                    return value;
                }
            }
            catch (JsonException e)
            {
                throw Bad(e);
            }

            if (_isComplete)
                throw new RmlException(_name, 0, "the JSON is cut off.");
            var moved = _before;
            Fill(_before);
            _at -= moved;
            _before = 0;
        }
    }

    private void Fill(int keepFrom)
    {
        var kept = _end - keepFrom;
        if (keepFrom > 0)
        {
            _buffer.AsSpan(keepFrom, kept).CopyTo(_buffer);
            if (keepFrom == _at)
                _at = 0;
            _end = kept;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length > _maxValue)
                throw new RmlException(_name, 0, string.Create(CultureInfo.InvariantCulture, $"a record is larger than {_maxValue} bytes. Perhaps the iterator points at a whole list; $.list[*] gives its members one by one."));
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isComplete = read == 0;
    }

    private RmlException Bad(JsonException e) => new(_name, (e.LineNumber ?? -1) + 1, $"not JSON: {e.Message}");
}
