namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>What a value of a source is by nature, for its natural datatype (RML Core §7).</summary>
internal enum ValueKind : byte
{
    Text,
    Integer,
    Double,
    Boolean,

    /// <summary>An array or object, which no term can be made of.</summary>
    Composite,
}

/// <summary>A value that a reference found, as UTF-8; valid until the next record.</summary>
internal readonly record struct Value(ReadOnlyMemory<byte> Text, ValueKind Kind)
{
    /// <summary>The characters.</summary>
    public ReadOnlySpan<byte> Span => Text.Span;

    public override string ToString() => System.Text.Encoding.UTF8.GetString(Text.Span);
}

/// <summary>Values, in a list that is used again for every record.</summary>
internal sealed class ValueList
{
    private Value[] _values = new Value[4];

    public int Count { get; private set; }

    public Value this[int index] => _values[index];

    public ReadOnlySpan<Value> Span => _values.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(Value value)
    {
        if (Count == _values.Length)
            Array.Resize(ref _values, Count * 2);
        _values[Count++] = value;
    }

    public void Add(ReadOnlyMemory<byte> text, ValueKind kind = ValueKind.Text) => Add(new Value(text, kind));
}
