using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>One operation from its root to the last field (§6). Fields beside one another are resolved at the same time; an error nulls the nearest place that may be null.</summary>
internal sealed class ExecutionRun
{
    /// <summary>Stands for a value that an error has taken away, until the nearest place that may be null (§6.4.4).</summary>
    private static readonly object Nulled = new();

    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly FieldCollector _collector;
    private readonly Action<Exception, string>? _onFault;
    private readonly List<GraphQlError> _errors = [];

    public ExecutionRun(
        GraphQlSchema schema, FieldCollector collector, IReadOnlyDictionary<string, object?> variables, GraphQlRequest request, Action<Exception, string>? onFault, CancellationToken cancellation)
    {
        Schema = schema;
        _collector = collector;
        _variables = variables;
        _onFault = onFault;
        State = request.State;
        Streams = request.AcceptsParts ? new PendingStreams() : null;
        Cancellation = cancellation;
    }

    // A run for one part of a stream: with errors of its own, and without streams in streams.
    private ExecutionRun(ExecutionRun whole)
    {
        Schema = whole.Schema;
        _collector = whole._collector;
        _variables = whole._variables;
        _onFault = whole._onFault;
        State = whole.State;
        Cancellation = whole.Cancellation;
    }

    public GraphQlSchema Schema { get; }

    public object? State { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The lists whose items come later; <see langword="null"/> when they may not.</summary>
    public PendingStreams? Streams { get; }

    /// <summary>The errors until now.</summary>
    public IReadOnlyList<GraphQlError> Errors
    {
        get
        {
            lock (_errors)
                return [.. _errors];
        }
    }

    /// <summary>Executes an operation.</summary>
    /// <returns>The data; <see langword="null"/> when an error reached the root.</returns>
    public async Task<ResultObject?> ExecuteAsync(OperationNode operation)
    {
        var fields = _collector.Collect(Schema.Query, operation.Selections);
        return await ObjectAsync(fields, State ?? Schema, path: null) as ResultObject;
    }

    /// <summary>Completes one item of a streamed list, with the errors that belong to it alone.</summary>
    /// <returns>Whether the list goes on: not when an item that may not be null is.</returns>
    public async Task<(bool GoesOn, object? Item, IReadOnlyList<GraphQlError> Errors)> StreamedItemAsync(PendingStream stream, object? item, int index)
    {
        var part = new ExecutionRun(this);
        var value = await part.CompleteAsync(stream.ItemType, stream.Field, item, new ResponsePath(stream.Path, index));
        return (!ReferenceEquals(value, Nulled), value, part.Errors);
    }

    /// <summary>What is told of a source of items that ends in an error.</summary>
    public GraphQlError FaultOf(PendingStream stream, Exception exception)
    {
        var part = new ExecutionRun(this);
        part.Fault(exception, stream.Field, stream.Path);
        return part._errors[0];
    }

    public ArgumentValues? StreamOf(CollectedField field) => Streams is null ? null : field.Stream(_variables);

    public bool Selects(CollectedField field, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
            return true;
        foreach (var type in Schema.PossibleTypes(field.Definition.Type.Named))
        {
            foreach (var below in field.Below(type, _collector))
            {
                if (below.Definition.Name == path[0] && Selects(below, path[1..]))
                    return true;
            }
        }

        return false;
    }

    public void Report(GraphQlError error, CollectedField field, ResponsePath path)
    {
        lock (_errors)
            _errors.Add(error with { Locations = [.. field.Nodes.Select(n => n.Location)], Path = ResponsePath.ToList(path) });
    }

    // ExecuteSelectionSet
    private async ValueTask<object?> ObjectAsync(CollectedField[] fields, object source, ResponsePath? path)
    {
        var values = new object?[fields.Length];
        List<(int Index, ValueTask<object?> Value)>? waiting = null;
        for (var i = 0; i < fields.Length; i++)
        {
            var value = FieldAsync(fields[i], source, path);
            if (value.IsCompletedSuccessfully)
                values[i] = value.Result;
            else
                (waiting ??= []).Add((i, value));
        }

        if (waiting is not null)
        {
            foreach (var (index, value) in waiting)
                values[index] = await value;
        }

        return Array.IndexOf(values, Nulled) >= 0 ? Nulled : new ResultObject(fields, values);
    }

    // ExecuteField
    private ValueTask<object?> FieldAsync(CollectedField field, object source, ResponsePath? parent)
    {
        var path = new ResponsePath(parent, field.Name);
        if (field.Definition.Simple is not { } simple)
            return ResolveAsync(field, source, path);
        object? value;
        try
        {
            value = simple(source);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            value = e;
        }

        return CompleteAsync(field.Definition.Type, field, value, path);
    }

    private async ValueTask<object?> ResolveAsync(CollectedField field, object source, ResponsePath path)
    {
        object? value;
        try
        {
            var arguments = field.Arguments(_variables);
            value = await field.Definition.Resolver!(source, new FieldContext(this, field, path, arguments));
        }
        catch (Exception e) when (e is not OperationCanceledException || !Cancellation.IsCancellationRequested)
        {
            value = e;
        }

        return await CompleteAsync(field.Definition.Type, field, value, path);
    }

    // CompleteValue
    private async ValueTask<object?> CompleteAsync(GraphQlType type, CollectedField field, object? value, ResponsePath path)
    {
        if (type is not NonNullType required)
        {
            var completed = value is null ? null : await PresentAsync(type, field, value, path);
            return ReferenceEquals(completed, Nulled) ? null : completed;
        }

        if (value is not null && await PresentAsync(required.Inner, field, value, path) is { } present)
            return present;
        Report(new GraphQlError($"Cannot return null for non-nullable field {field.Parent}.{field.Definition.Name}.", GraphQlCodes.Internal), field, path);
        return Nulled;
    }

    private ValueTask<object?> PresentAsync(GraphQlType type, CollectedField field, object value, ResponsePath path)
    {
        switch (value, type)
        {
            case (Exception fault, _):
                return new ValueTask<object?>(Fault(fault, field, path));
            case (_, ScalarType scalar):
                return new ValueTask<object?>(scalar.Serialize(value) ?? Unfit(type, field, value, path));
            case (_, EnumType named):
                return new ValueTask<object?>(named.Serialize(value) ?? Unfit(type, field, value, path));
            case (IAsyncEnumerable<object?> items, ListType list):
                return StreamAsync(list.Item, field, items, path);
            case (IEnumerable<object?> items, ListType list):
                return ListAsync(list.Item, field, items, path);
            default:
                foreach (var candidate in Schema.PossibleTypes(type.Named))
                {
                    if (type is NamedType && candidate.Accepts(value))
                        return ObjectAsync(field.Below(candidate, _collector), value, path);
                }

                return new ValueTask<object?>(Unfit(type, field, value, path));
        }
    }

    private async ValueTask<object?> ListAsync(GraphQlType type, CollectedField field, IEnumerable<object?> items, ResponsePath path)
    {
        var values = items is IReadOnlyCollection<object?> counted ? new List<object?>(counted.Count) : [];
        List<(int Index, ValueTask<object?> Value)>? waiting = null;
        foreach (var item in items)
        {
            var value = CompleteAsync(type, field, item, new ResponsePath(path, values.Count));
            if (!value.IsCompletedSuccessfully)
                (waiting ??= []).Add((values.Count, value));
            values.Add(value.IsCompletedSuccessfully ? value.Result : null);
        }

        if (waiting is not null)
        {
            foreach (var (index, value) in waiting)
                values[index] = await value;
        }

        return values.Contains(Nulled) ? Nulled : values;
    }

    private async ValueTask<object?> StreamAsync(GraphQlType type, CollectedField field, IAsyncEnumerable<object?> items, ResponsePath path)
    {
        var stream = StreamOf(field);
        var first = stream?.Get("initialCount", 0) ?? int.MaxValue;
        var values = new List<object?>();
        var enumerator = items.GetAsyncEnumerator(Cancellation);
        var isHandedOver = false;
        try
        {
            while (values.Count < first)
            {
                if (!await enumerator.MoveNextAsync())
                    return values;
                var value = await CompleteAsync(type, field, enumerator.Current, new ResponsePath(path, values.Count));
                if (ReferenceEquals(value, Nulled))
                    return Nulled;
                values.Add(value);
            }

            Streams!.Add(stream!.Get<string>("label"), enumerator, values.Count, type, field, path);
            isHandedOver = true;
            return values;
        }
        catch (Exception e) when (e is not OperationCanceledException || !Cancellation.IsCancellationRequested)
        {
            return Fault(e, field, path);
        }
        finally
        {
            if (!isHandedOver)
                await enumerator.DisposeAsync();
        }
    }

    private object Unfit(GraphQlType type, CollectedField field, object value, ResponsePath path) =>
        Fault(new InvalidOperationException($"The resolver of {field.Parent}.{field.Definition.Name} gave a {value.GetType()}, which is no {type}."), field, path);

    // What a resolver says in so many words is for the client; other exceptions are for the log.
    private object Fault(Exception exception, CollectedField field, ResponsePath path)
    {
        if (exception is GraphQlException told)
        {
            Report(new GraphQlError(told.Message, told.Code), field, path);
            return Nulled;
        }

        _onFault?.Invoke(exception, string.Join('/', ResponsePath.ToList(path)));
        Report(new GraphQlError("Something went wrong in the server while it resolved this field.", GraphQlCodes.Internal), field, path);
        return Nulled;
    }
}
