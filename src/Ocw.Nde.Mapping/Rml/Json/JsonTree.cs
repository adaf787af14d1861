using System.Text.Json;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>A JSON value as a flat table of nodes over its own bytes, used again for every record.</summary>
internal sealed class JsonTree
{
    private Node[] _nodes = new Node[64];
    private int _count;
    private ReadOnlyMemory<byte> _text;
    private readonly Arena _unescaped = new();
    private readonly List<ReadOnlyMemory<byte>> _copies = [];
    private int[] _open = new int[16];

    /// <summary>The number of the root.</summary>
    public const int Root = 0;

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Parse(ReadOnlyMemory<byte> json, int maxDepth)
    {
        _text = json;
        _count = 0;
        _unescaped.Reset();
        _copies.Clear();
        var depth = 0;
        var name = (Start: 0, Length: -1, IsCopy: false);
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Piece(ref reader);
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (depth == _open.Length)
                        Array.Resize(ref _open, depth * 2);
                    _open[depth++] = Add(new Node(reader.TokenType, (int)reader.TokenStartIndex, 0, false, name.Start, name.Length, name.IsCopy));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ref var closed = ref _nodes[_open[--depth]];
                    closed.End = _count;
                    closed.Length = (int)reader.BytesConsumed - closed.Start;
                    break;
                default:
                    var piece = Piece(ref reader);
                    var leaf = Add(new Node(reader.TokenType, piece.Start, piece.Length, piece.IsCopy, name.Start, name.Length, name.IsCopy));
                    _nodes[leaf].End = _count;
                    break;
            }

            name.Length = -1;
        }
    }

    /// <summary>What kind of value a node is.</summary>
    public JsonTokenType TypeOf(int node) => _nodes[node].Type;

    public bool IsContainer(int node) => _nodes[node].Type is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>The first member or element, or -1.</summary>
    public int FirstOf(int node) => IsContainer(node) && _nodes[node].End > node + 1 ? node + 1 : -1;

    /// <summary>The next member or element within <paramref name="parent"/>, or -1.</summary>
    public int NextOf(int node, int parent) => _nodes[node].End < _nodes[parent].End ? _nodes[node].End : -1;

    /// <summary>The node after everything below this one.</summary>
    public int EndOf(int node) => _nodes[node].End;

    /// <summary>How many members or elements there are.</summary>
    public int CountOf(int node)
    {
        var count = 0;
        for (var child = FirstOf(node); child >= 0; child = NextOf(child, node))
            count++;
        return count;
    }

    /// <summary>The member with a name, the last one where it stands twice, or -1.</summary>
    public int MemberOf(int node, ReadOnlySpan<byte> name)
    {
        if (_nodes[node].Type != JsonTokenType.StartObject)
            return -1;
        var found = -1;
        for (var child = FirstOf(node); child >= 0; child = NextOf(child, node))
        {
            if (NameOf(child).SequenceEqual(name))
                found = child;
        }

        return found;
    }

    /// <summary>The text of a string, number, <c>true</c> or <c>false</c>; the source's own characters of an array or object.</summary>
    public ReadOnlyMemory<byte> TextOf(int node) => _nodes[node].IsCopy ? _copies[_nodes[node].Start] : _text.Slice(_nodes[node].Start, _nodes[node].Length);

    /// <summary>Adds the value of a node; null gives none.</summary>
    public void AddTo(ValueList values, int node, bool natural)
    {
        var kind = _nodes[node].Type switch
        {
            JsonTokenType.Null => (ValueKind?)null,
            JsonTokenType.String => ValueKind.Text,
            JsonTokenType.StartObject or JsonTokenType.StartArray => ValueKind.Composite,
            _ when !natural => ValueKind.Text,
            JsonTokenType.True or JsonTokenType.False => ValueKind.Boolean,
            _ => TextOf(node).Span.ContainsAny((byte)'.', (byte)'e', (byte)'E') ? ValueKind.Double : ValueKind.Integer,
        };
        if (kind is { } known)
            values.Add(TextOf(node), known);
    }

    private ReadOnlySpan<byte> NameOf(int node)
    {
        ref var entry = ref _nodes[node];
        return entry.NameIsCopy ? _copies[entry.NameStart].Span : _text.Span.Slice(entry.NameStart, Math.Max(0, entry.NameLength));
    }

    private int Add(Node node)
    {
        if (_count == _nodes.Length)
            Array.Resize(ref _nodes, _count * 2);
        _nodes[_count] = node;
        return _count++;
    }

    // A piece without escapes stays where it is; another gets a copy.
    private (int Start, int Length, bool IsCopy) Piece(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            Span<byte> copy = reader.ValueSpan.Length <= 512 ? stackalloc byte[512] : new byte[reader.ValueSpan.Length];
            _copies.Add(_unescaped.Keep(copy[..reader.CopyString(copy)]));
            return (_copies.Count - 1, 0, true);
        }

        var quote = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
        return ((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, false);
    }

    private record struct Node(JsonTokenType Type, int Start, int Length, bool IsCopy, int NameStart, int NameLength, bool NameIsCopy)
    {
        public int End { get; set; }
    }
}
