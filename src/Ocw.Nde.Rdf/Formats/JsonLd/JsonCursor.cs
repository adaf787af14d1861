using System.Globalization;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Walks over the outer brackets of a large JSON text and takes the values between them as trees, one at a time.</summary>
internal sealed class JsonCursor
{
    private readonly ByteWindow _window;
    private readonly JsonTreeReader _trees;
    private readonly int _ceiling;

    internal JsonCursor(ByteWindow window, JsonLdOptions options)
    {
        _window = window;
        _trees = new JsonTreeReader(options.MaxDepth);
        _ceiling = options.MaxDocumentBytes;
        window.SkipByteOrderMark();
    }

    /// <summary>Where the next character stands.</summary>
    internal TextPosition Position { get; private set; } = TextPosition.Start;

    /// <summary>Where the value stands that was taken last.</summary>
    internal TextPosition ValueStart { get; private set; } = TextPosition.Start;

    /// <summary>Reads on until at least so many bytes are there; false where the text ends before.</summary>
    internal bool IsLongerThan(int bytes)
    {
        while (_window.Rest.Length <= bytes)
        {
            if (!_window.More())
                return false;
        }

        return true;
    }

    /// <summary>The next character that is no white space, or -1 at the end.</summary>
    internal int Peek()
    {
        while (_window.Peek() is var next and >= 0)
        {
            if (next is not (' ' or '\t' or '\n' or '\r'))
                return next;
            var space = _window.Rest.IndexOfAnyExcept(" \t\n\r"u8);
            Consume(space < 0 ? _window.Rest.Length : space);
        }

        return _window.EndsInInvalidUtf8 ? throw Invalid() : -1;
    }

    /// <summary>Passes over a character if it is the next one.</summary>
    internal bool TryTake(char character)
    {
        if (Peek() != character)
            return false;
        Consume(1);
        return true;
    }

    internal void Take(char character)
    {
        if (!TryTake(character))
            throw Unexpected($"'{character}'");
    }

    /// <summary>Takes a whole value.</summary>
    internal JsonItem Value()
    {
        Peek();
        ValueStart = Position;
        while (true)
        {
            if (_trees.TryRead(_window.Rest, isFinal: false, Position, out var item, out var consumed))
            {
                Consume(consumed);
                return item;
            }

            if (_window.More())
                continue;
            if (_window.EndsInInvalidUtf8)
                throw Invalid();
            if (_window.IsFull)
                throw JsonTreeReader.Fault(ValueStart, string.Create(CultureInfo.InvariantCulture, $"a document or node of at most {_ceiling} bytes"), "a larger one");
            if (!_trees.TryRead(_window.Rest, isFinal: true, Position, out item, out consumed))
                throw Unexpected("a JSON value");
            Consume(consumed);
            return item;
        }
    }

    internal string Key()
    {
        if (Peek() != '"')
            throw Unexpected("a key or '}'");
        return ((JsonString)Value()).Value;
    }

    /// <summary>Nothing but white space may follow.</summary>
    internal void End()
    {
        if (Peek() >= 0)
            throw Unexpected("one JSON document and no more");
    }

    internal JsonLdException Unexpected(string expected) =>
        Peek() < 0 ? JsonTreeReader.Fault(Position, expected, Found.EndOfInput) : JsonTreeReader.Fault(Position, expected, Found.At(_window.Rest));

    private JsonLdException Invalid() =>
        JsonTreeReader.Fault(Position.Advance(_window.Rest), InvalidText.Expected, _window.DescribeInvalid());

    private void Consume(int count)
    {
        Position = Position.Advance(_window.Rest[..count]);
        _window.Position += count;
    }
}
