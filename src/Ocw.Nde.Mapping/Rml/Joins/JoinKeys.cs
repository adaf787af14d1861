using System.Buffers;
using System.Buffers.Binary;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Terms;

namespace Ocw.Nde.Mapping.Rml.Joins;

/// <summary>The keys of one side of a join: every choice of one value for each condition.</summary>
internal sealed class JoinKeys
{
    private readonly Expression[] _expressions;
    private readonly ValueList[] _values;
    private readonly ArrayBufferWriter<byte> _key = new();

    public JoinKeys(Expression[] expressions)
    {
        _expressions = expressions;
        _values = [.. expressions.Select(_ => new ValueList())];
    }

    /// <summary>How many keys the record has; 0 when a condition finds no value.</summary>
    public int Read(RecordNode record, RunState state)
    {
        var ways = 1L;
        for (var i = 0; i < _expressions.Length; i++)
        {
            _values[i].Clear();
            _expressions[i].Evaluate(record, state, _values[i]);
            ways *= _values[i].Count;
            if (ways > state.Options.MaxValues)
            {
                state.Fault(record, $"a join has more than {state.Options.MaxValues} keys for one record; it is not joined.");
                return 0;
            }
        }

        return (int)ways;
    }

    /// <summary>One of the keys that <see cref="Read"/> counted; valid until the next call.</summary>
    public ReadOnlySpan<byte> Key(int way)
    {
        _key.ResetWrittenCount();
        foreach (var values in _values)
        {
            var value = values[way % values.Count].Span;
            way /= values.Count;
            BinaryPrimitives.WriteInt32LittleEndian(_key.GetSpan(4), value.Length);
            _key.Advance(4);
            _key.Write(value);
        }

        return _key.WrittenSpan;
    }
}
