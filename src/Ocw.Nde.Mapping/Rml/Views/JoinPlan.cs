using System.Buffers;
using System.Buffers.Binary;
using Ocw.Nde.Mapping.Rml.Joins;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Terms;

namespace Ocw.Nde.Mapping.Rml.Views;

/// <summary>A join of a view with another (RML-LV §5): the fields of every row of the parent whose key is the same.</summary>
internal sealed class JoinPlan : IDisposable
{
    private const byte Nothing = 255;

    private readonly bool _isInner;
    private readonly ViewSource _parent;
    private readonly JoinKeys _childKeys;
    private readonly JoinKeys _parentKeys;
    private readonly Expression[] _fields;
    private readonly int[] _values;
    private readonly int[] _indexes;
    private readonly RmlOptions _options;
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly ValueList _found = new();
    private JoinTable? _table;

    public JoinPlan(ViewJoin join, ViewSource parent, ViewSource child, Columns columns, ExpressionCompiler compiler, RmlOptions options)
    {
        _isInner = join.IsInner;
        _parent = parent;
        _options = options;
        _childKeys = new JoinKeys([.. join.Conditions.Select(c => compiler.Compile(c.Child, child))]);
        _parentKeys = new JoinKeys([.. join.Conditions.Select(c => compiler.Compile(c.Parent, parent))]);
        if (join.Fields.FirstOrDefault(f => f.Expression is null || f.Fields.Count > 0) is { } wrong)
            throw compiler.Fault(wrong.Node, $"the field «{wrong.Name}» of a join refers to a field of the parent view; iterators and fields inside belong there.", wrong.Name);
        _fields = [.. join.Fields.Select(f => compiler.Compile(f.Expression!, parent))];
        _values = [.. join.Fields.Select(f => columns.Add(f.Name))];
        _indexes = [.. join.Fields.Select(f => columns.Add(f.Name + ".#"))];
    }

    /// <summary>Reads the parent view, once in a run.</summary>
    public void Build(Action<string> fault, CancellationToken cancellation)
    {
        if (_table is not null && !_parent.IsPerRecord)
            return;
        _table?.Dispose();
        _table = new JoinTable(_options.MaxJoinBytes, _options.TemporaryFolder);
        var state = new RunState(_options);
        _parent.Read(row =>
        {
            state.Arena.Reset();
            var ways = _parentKeys.Read(row, state);
            if (ways == 0)
                return;
            Write(row, state);
            for (var way = 0; way < ways; way++)
                _table.Add(_parentKeys.Key(way), _payload.WrittenSpan);
        }, fault, cancellation);
        foreach (var message in state.Report().Messages)
            fault(message);
    }

    /// <summary>Fills the columns of the join in every way, and calls <paramref name="next"/> for each.</summary>
    public void Extend(ViewRow row, Action next)
    {
        var matches = new List<ReadOnlyMemory<byte>>();
        var ways = _childKeys.Read(row, row.State);
        for (var way = 0; way < ways; way++)
            _table!.Find(_childKeys.Key(way), matches);
        for (var i = 0; i < matches.Count; i++)
        {
            Read(matches[i], row, i);
            next();
        }

        if (matches.Count > 0 || _isInner)
            return;
        for (var i = 0; i < _values.Length; i++)
        {
            row.Clear(_values[i]);
            row.Clear(_indexes[i]);
        }

        next();
    }

    /// <inheritdoc/>
    public void Dispose() => _table?.Dispose();

    private void Write(RecordNode row, RunState state)
    {
        _payload.ResetWrittenCount();
        foreach (var field in _fields)
        {
            _found.Clear();
            field.Evaluate(row, state, _found);
            var value = _found.Count > 0 ? _found[0] : default;
            var head = _payload.GetSpan(5);
            head[0] = _found.Count > 0 ? (byte)value.Kind : Nothing;
            BinaryPrimitives.WriteInt32LittleEndian(head[1..], value.Text.Length);
            _payload.Advance(5);
            _payload.Write(value.Span);
        }
    }

    private void Read(ReadOnlyMemory<byte> payload, ViewRow row, int number)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var kind = payload.Span[0];
            var length = BinaryPrimitives.ReadInt32LittleEndian(payload.Span[1..]);
            if (kind == Nothing)
            {
                row.Clear(_values[i]);
                row.Clear(_indexes[i]);
            }
            else
            {
                row.Set(_values[i], new Value(payload.Slice(5, length), (ValueKind)kind));
                row.Set(_indexes[i], number);
            }

            payload = payload[(5 + length)..];
        }
    }
}
