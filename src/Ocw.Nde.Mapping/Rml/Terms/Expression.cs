using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>An expression that has been understood for one source: it gives values for a record.</summary>
internal abstract class Expression
{
    /// <summary>The values, in order; nothing where the record has none.</summary>
    public abstract void Evaluate(RecordNode record, RunState state, ValueList values);
}

/// <summary>Always the same value.</summary>
internal sealed class ConstantExpression(string value, ValueKind kind = ValueKind.Text) : Expression
{
    private readonly Value _value = new(Encoding.UTF8.GetBytes(value), kind);

    public override void Evaluate(RecordNode record, RunState state, ValueList values) => values.Add(_value);
}

/// <summary>What the source finds under a name or path.</summary>
internal sealed class ReferenceExpression(Query query) : Expression
{
    public override void Evaluate(RecordNode record, RunState state, ValueList values)
    {
        var before = values.Count;
        record.Find(query, values);
        if (values.Count > before)
            query.HasMatched = true;
    }
}

/// <summary>An expression with a condition: no values where that is not true.</summary>
internal sealed class ConditionalExpression(Expression condition, Expression expression) : Expression
{
    private readonly ValueList _answers = new();

    public override void Evaluate(RecordNode record, RunState state, ValueList values)
    {
        if (IsTrue(condition, record, state, _answers))
            expression.Evaluate(record, state, values);
    }

    /// <summary>Whether a condition holds: its first value is <c>true</c>.</summary>
    public static bool IsTrue(Expression condition, RecordNode record, RunState state, ValueList answers)
    {
        answers.Clear();
        condition.Evaluate(record, state, answers);
        return answers.Count > 0 && answers[0].Span.SequenceEqual("true"u8);
    }
}

/// <summary>How values are written into a template.</summary>
internal enum TemplateEncoding
{
    None,
    Iri,
    Uri,
}

/// <summary>A template: every way to fill it, when its references have several values.</summary>
internal sealed class TemplateExpression : Expression
{
    private readonly byte[][] _fixed;
    private readonly Query[] _queries;
    private readonly ValueList[] _found;
    private readonly TemplateEncoding _encoding;

    public TemplateExpression(IReadOnlyList<string> fixedTexts, Query[] queries, TemplateEncoding encoding)
    {
        _fixed = [.. fixedTexts.Select(Encoding.UTF8.GetBytes)];
        _queries = queries;
        _found = [.. queries.Select(_ => new ValueList())];
        _encoding = encoding;
    }

    public override void Evaluate(RecordNode record, RunState state, ValueList values)
    {
        var ways = 1L;
        for (var i = 0; i < _queries.Length; i++)
        {
            var found = _found[i];
            found.Clear();
            record.Find(_queries[i], found);
            if (found.Count == 0)
                return;
            _queries[i].HasMatched = true;
            ways *= found.Count;
            if (ways > state.Options.MaxValues)
            {
                state.Fault(record, string.Create(CultureInfo.InvariantCulture, $"a template has more than {state.Options.MaxValues} ways to be filled; nothing is made of it."));
                return;
            }
        }

        for (var way = 0L; way < ways; way++)
        {
            if (Fill(way, record, state) is { } filled)
                values.Add(filled);
        }
    }

    private ReadOnlyMemory<byte>? Fill(long way, RecordNode record, RunState state)
    {
        var arena = state.Arena;
        arena.Begin();
        arena.Write(_fixed[0]);
        for (var i = 0; i < _queries.Length; i++)
        {
            var found = _found[i];
            var value = found[(int)(way % found.Count)];
            way /= found.Count;
            if (value.Kind == ValueKind.Composite)
            {
                state.Fault(record, $"the reference «{_queries[i].Text}» finds an array or object; a template takes single values, such as those of «{_queries[i].Text}[*]».");
                return null;
            }

            Write(value.Span, arena);
            arena.Write(_fixed[i + 1]);
        }

        return arena.End();
    }

    private void Write(ReadOnlySpan<byte> value, Arena arena)
    {
        switch (_encoding)
        {
            case TemplateEncoding.Iri:
                IriEncoding.WriteSafe(value, arena, asciiOnly: false);
                break;
            case TemplateEncoding.Uri:
                IriEncoding.WriteSafe(value, arena, asciiOnly: true);
                break;
            default:
                arena.Write(value);
                break;
        }
    }
}
