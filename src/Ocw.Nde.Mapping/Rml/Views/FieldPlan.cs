using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Terms;

namespace Ocw.Nde.Mapping.Rml.Views;

/// <summary>A field of a view that has been understood: which columns of the row it fills, and how.</summary>
internal sealed class FieldPlan
{
    private readonly Expression? _expression;
    private readonly NodeScope? _scope;
    private readonly Query? _iterator;
    private readonly FieldPlan[] _fields;
    private readonly int _value;
    private readonly int _index;

    /// <summary>Understands a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The names of the fields around it, each with a dot.</param>
    /// <param name="around">How the record around it is referred to.</param>
    /// <param name="columns">The columns of the view; those of the field are added.</param>
    /// <param name="compiler">Understands expressions.</param>
    public FieldPlan(ViewField field, string prefix, NodeScope around, Columns columns, ExpressionCompiler compiler)
    {
        var path = prefix + field.Name;
        _index = columns.Add(path + ".#");
        if (field.Expression is { } expression)
        {
            _expression = compiler.Compile(expression, around);
            _value = columns.Add(path);
            _fields = [.. field.Fields.Select(f => Inside(f, path + ".", columns, compiler))];
            return;
        }

        if (field.Formulation is { } formulation && around is not ViewScope && !IsOf(around, formulation))
            throw compiler.Fault(field.Node, $"the field «{path}» has another reference formulation than the record around it; put it inside a field that refers to the text.", field.Name);
        _value = -1;
        _scope = field.Namespaces.Count > 0 && around is XmlScope ? new XmlScope(around.Name, field.Namespaces) : around;
        _iterator = Iterator(_scope, field, compiler);
        _fields = [.. field.Fields.Select(f => new FieldPlan(f, path + ".", _scope, columns, compiler))];
    }

    // An iterable field inside an expression field: its text is a document.
    private FieldPlan(ViewField field, string path, NodeScope scope, Query? iterator, Columns columns, ExpressionCompiler compiler)
    {
        _index = columns.Add(path + ".#");
        _value = -1;
        (_scope, _iterator) = (scope, iterator);
        _fields = [.. field.Fields.Select(f => new FieldPlan(f, path + ".", scope, columns, compiler))];
    }

    /// <summary>Fills the columns of some fields in every way, and calls <paramref name="next"/> for each.</summary>
    public static void Fill(FieldPlan[] fields, int at, RecordNode record, ViewRow row, Action next)
    {
        if (at == fields.Length)
            next();
        else
            fields[at].Fill(record, row, () => Fill(fields, at + 1, record, row, next));
    }

    private void Fill(RecordNode record, ViewRow row, Action next)
    {
        var number = 0;
        if (_expression is not null)
        {
            var values = new ValueList();
            _expression.Evaluate(record, row.State, values);
            foreach (var value in values.Span.ToArray())
            {
                row.Set(_value, value);
                row.Set(_index, number++);
                FillInside(value, record, row, next);
            }
        }
        else
        {
            _scope!.Iterate(record, _iterator, part => Part(part, row, number++, next));
        }

        if (number > 0)
            return;
        Clear(row);
        next();
    }

    private void FillInside(Value value, RecordNode record, ViewRow row, Action next) => FillInside(0, value, record, row, next);

    private void FillInside(int at, Value value, RecordNode record, ViewRow row, Action next)
    {
        if (at == _fields.Length)
        {
            next();
            return;
        }

        var field = _fields[at];
        var number = 0;
        try
        {
            field._scope!.IterateText(value, field._iterator, part => field.Part(part, row, number++, () => FillInside(at + 1, value, record, row, next)));
        }
        catch (RmlException e)
        {
            row.State.Fault(record, e.Message);
        }

        if (number > 0)
            return;
        field.Clear(row);
        FillInside(at + 1, value, record, row, next);
    }

    private void Part(RecordNode part, ViewRow row, int number, Action next)
    {
        row.Set(_index, number);
        Fill(_fields, 0, part, row, next);
    }

    private void Clear(ViewRow row)
    {
        row.Clear(_index);
        if (_value >= 0)
            row.Clear(_value);
        foreach (var field in _fields)
            field.Clear(row);
    }

    private static FieldPlan Inside(ViewField field, string prefix, Columns columns, ExpressionCompiler compiler)
    {
        if (field.Formulation is not { } formulation || field.Expression is not null)
            throw compiler.Fault(field.Node, $"the field «{prefix}{field.Name}» is inside a field with a text: it is an iterable field with an rml:referenceFormulation that says what the text is.", field.Name);
        var scope = NodeScope.Of(formulation, prefix + field.Name, field.Namespaces, natural: true, compiler.Options);
        return new FieldPlan(field, prefix + field.Name, scope, Iterator(scope, field, compiler), columns, compiler);
    }

    private static Query? Iterator(NodeScope scope, ViewField field, ExpressionCompiler compiler)
    {
        try
        {
            return scope.Iterator(field.Iterator);
        }
        catch (RmlException e) when (e.File is null)
        {
            throw compiler.Fault(field.Node, e.Message, field.Iterator);
        }
    }

    private static bool IsOf(NodeScope scope, Formulation formulation) => scope switch
    {
        JsonScope => formulation == Formulation.JsonPath,
        XmlScope => formulation == Formulation.XPath,
        _ => false,
    };
}

/// <summary>The columns of a view by name.</summary>
internal sealed class Columns
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public int Count => _columns.Count;

    public IEnumerable<string> Names => _columns.Keys;

    public int Add(string name) => _columns.TryAdd(name, _columns.Count) ? _columns.Count - 1 : _columns[name];

    public bool TryFind(string name, out int column) => _columns.TryGetValue(name, out column);
}

/// <summary>A row of a view while it is filled, and as a record.</summary>
internal sealed class ViewRow(int columns, string name) : RecordNode
{
    private readonly Value?[] _values = new Value?[columns];

    /// <summary>The run that the row belongs to.</summary>
    public RunState State { get; set; } = null!;

    /// <summary>The record that the row comes from.</summary>
    public RecordNode? Origin { get; set; }

    public override string Place => Origin?.Place ?? name;

    public void Set(int column, Value value) => _values[column] = value;

    public void Set(int column, long number) => _values[column] = new Value(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), ValueKind.Integer);

    public void Clear(int column) => _values[column] = null;

    public override void Find(Query query, ValueList values)
    {
        if (_values[((ColumnQuery)query).Column] is { } value)
            values.Add(value);
    }
}

/// <summary>A field of a view by its name.</summary>
internal sealed class ColumnQuery : Query
{
    public required int Column { get; init; }
}
