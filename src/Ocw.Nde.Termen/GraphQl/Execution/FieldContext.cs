namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>What a resolver may know and say beside its value.</summary>
public sealed class FieldContext
{
    private readonly ExecutionRun _run;
    private readonly CollectedField _field;
    private readonly ResponsePath _path;

    internal FieldContext(ExecutionRun run, CollectedField field, ResponsePath path, ArgumentValues arguments)
    {
        _run = run;
        _field = field;
        _path = path;
        Arguments = arguments;
    }

    /// <summary>The arguments of the field.</summary>
    public ArgumentValues Arguments { get; }

    /// <summary>The state that came with the request.</summary>
    public object? State => _run.State;

    /// <summary>Whether the items of this list are sent as they come: then they are best given as an <see cref="IAsyncEnumerable{T}"/>.</summary>
    public bool IsStreamed => _run.StreamOf(_field) is not null;

    /// <summary>Stops the work when nobody waits for it any more.</summary>
    public CancellationToken Cancellation => _run.Cancellation;

    internal GraphQlSchema Schema => _run.Schema;

    internal string ParentName => _field.Parent.Name;

    /// <summary>Whether a field is asked for below this one, in whatever type: <c>Selects("terms", "broader")</c>.</summary>
    public bool Selects(params ReadOnlySpan<string> path) => _run.Selects(_field, path);

    /// <summary>Adds an error to the answer; the field keeps its value.</summary>
    public void Report(string message, string code) => _run.Report(new GraphQlError(message, code), _field, _path);
}
