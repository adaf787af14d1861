using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Sources;

namespace Ocw.Nde.Mapping.Rml.Views;

/// <summary>A logical view (RML-LV): every way to fill its fields from a record is a row, extended by the rows of joined views.</summary>
internal sealed class ViewSource : RecordSource, IDisposable
{
    private const string Index = "#";

    private readonly RecordSource _on;
    private readonly Columns _columns = new();
    private readonly FieldPlan[] _fields;
    private readonly JoinPlan[] _joins;
    private readonly RmlOptions _options;

    public ViewSource(LogicalView view, RecordSource on, SourceFactory sources, ExpressionCompiler compiler, RmlOptions options)
    {
        _on = on;
        _options = options;
        _columns.Add(Index);
        var scope = ScopeOf(view.On, on);
        _fields = [.. view.Fields.Select(f => new FieldPlan(f, "", scope, _columns, compiler))];
        _joins = [.. view.Joins.Select(j => new JoinPlan(j, sources.ViewOf(j.Parent, compiler), this, _columns, compiler, options))];
    }

    public override string Name => _on.Name;

    public override bool IsPerRecord => _on.IsPerRecord;

    public override Query Compile(string reference) => _columns.TryFind(reference, out var column)
        ? new ColumnQuery { Text = reference, Column = column }
        : throw new RmlException($"the view has no field «{reference}»; it has «{string.Join("», «", _columns.Names)}».");

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        var state = new RunState(_options);
        foreach (var join in _joins)
            join.Build(fault, cancellation);
        var row = new ViewRow(_columns.Count, Name) { State = state };
        var number = 0L;
        _on.Read(node =>
        {
            state.Arena.Reset();
            row.Origin = node;
            row.Set(0, number++);
            FieldPlan.Fill(_fields, 0, node, row, () => Join(0, row, record));
        }, fault, cancellation);
        foreach (var message in state.Report().Messages)
            fault(message);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var join in _joins)
            join.Dispose();
    }

    private void Join(int at, ViewRow row, Action<RecordNode> record)
    {
        if (at == _joins.Length)
            record(row);
        else
            _joins[at].Extend(row, () => Join(at + 1, row, record));
    }

    private NodeScope ScopeOf(AbstractSource source, RecordSource on) => source switch
    {
        LogicalSource { Formulation: Formulation.JsonPath } json => new JsonScope(on.Name, json.NaturalDatatypes, _options),
        LogicalSource { Formulation: Formulation.XPath } xml => new XmlScope(on.Name, xml.Namespaces, on),
        _ => new ViewScope(on),
    };
}
