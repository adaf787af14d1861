using System.Buffers;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Gathers the properties of one subject, since a JSON object names each key once, and writes them as one node object.</summary>
internal sealed class JsonLdNode
{
    private readonly Dictionary<byte[], List<byte[]>> _values = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], List<byte[]>>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly ArrayBufferWriter<byte> _value = new();

    private readonly Utf8Output _valueOutput;

    internal JsonLdNode()
    {
        _lookup = _values.GetAlternateLookup<ReadOnlySpan<byte>>();
        _valueOutput = new(_value);
    }

    /// <summary>How many bytes the values take.</summary>
    internal long Size { get; private set; }

    internal bool IsEmpty => _values.Count == 0;

    internal void Add(in TermSpan predicate, in TermSpan @object, bool compact)
    {
        var isType = predicate.Value.SequenceEqual("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8) && @object.Kind != TermKind.Literal;
        _value.ResetWrittenCount();
        if (isType)
            JsonLdTerms.WriteType(_valueOutput, @object, compact);
        else
            JsonLdTerms.WriteValue(_valueOutput, @object, compact);
        _valueOutput.Flush();

        var key = isType ? "@type"u8 : predicate.Value;
        if (!_lookup.TryGetValue(key, out var values))
            _values.Add(key.ToArray(), values = []);
        values.Add(_value.WrittenSpan.ToArray());
        Size += _value.WrittenCount;
    }

    /// <summary>Writes the node and empties it.</summary>
    internal void Write(Utf8Output output, in TermSpan subject, bool compact)
    {
        output.Write("{\"@id\":"u8);
        JsonLdTerms.WriteId(output, subject);
        foreach (var (key, values) in _values)
        {
            output.Write((byte)',');
            JsonLdTerms.WriteKey(output, key, compact);
            output.Write((byte)':');
            WriteValues(output, values, asArray: !compact || values.Count > 1);
        }

        output.Write((byte)'}');
        _values.Clear();
        Size = 0;
    }

    private static void WriteValues(Utf8Output output, List<byte[]> values, bool asArray)
    {
        if (asArray)
            output.Write((byte)'[');
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            output.Write(values[i]);
        }

        if (asArray)
            output.Write((byte)']');
    }
}
