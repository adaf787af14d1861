using Ocw.Nde.Termen.GraphQl.Syntax;
using Ocw.Nde.Termen.GraphQl.Validation;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>Answers requests over a schema: parses, validates, coerces the variables, weighs, executes. Safe for concurrent use.</summary>
/// <param name="schema">The schema.</param>
/// <param name="limits">What a request may cost.</param>
/// <param name="onFault">Gets the exceptions of resolvers that are not for the client, with the path of their field.</param>
public sealed class GraphQlExecutor(GraphQlSchema schema, GraphQlLimits? limits = null, Action<Exception, string>? onFault = null)
{
    private readonly GraphQlLimits _limits = limits ?? new GraphQlLimits();
    private readonly DocumentCache _cache = new();

    /// <summary>The schema.</summary>
    public GraphQlSchema Schema { get; } = schema;

    /// <summary>Answers a request. What is wrong with it stands in the answer; only cancellation throws.</summary>
    public async Task<GraphQlResult> ExecuteAsync(GraphQlRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (prepared, errors) = Prepare(request.Query);
        if (prepared is null)
            return GraphQlResult.Refuse(errors);
        if (OperationOf(prepared.Document, request.OperationName, out var reason) is not { } operation)
            return GraphQlResult.Refuse(new GraphQlError(reason, GraphQlCodes.Operation));
        var (variables, wrong) = new VariableCoercion(Schema, operation, _limits).Coerce(request.Variables);
        if (wrong.Count > 0)
            return GraphQlResult.Refuse(wrong);
        var collector = new FieldCollector(Schema, prepared.Fragments, variables);
        var cost = new QueryCost(Schema, prepared.Fragments, variables, collector).Of(operation);
        if (cost > _limits.MaxCost)
        {
            return GraphQlResult.Refuse(new GraphQlError(
                FormattableString.Invariant($"The answer may have {cost:#,0} values; at most {_limits.MaxCost:#,0} are given at once. Ask for fewer items (limit), fewer sources or fewer fields."), GraphQlCodes.TooComplex)
            {
                Locations = [operation.Location],
            });
        }

        var run = new ExecutionRun(Schema, collector, variables, request, onFault, cancellation);
        var data = await run.ExecuteAsync(operation);
        return new GraphQlResult(data, run.Errors, run);
    }

    private (PreparedDocument? Document, IReadOnlyList<GraphQlError> Errors) Prepare(string text)
    {
        if (_cache.Find(text) is { } known)
            return (known, []);
        Document document;
        try
        {
            document = DocumentParser.Parse(text, _limits);
        }
        catch (GraphQlSyntaxException e)
        {
            return (null, [e.ToError()]);
        }

        var errors = DocumentValidator.Validate(Schema, document, _limits);
        if (errors.Count > 0)
            return (null, errors);
        var prepared = new PreparedDocument(document, document.Fragments.ToDictionary(f => f.FragmentName, StringComparer.Ordinal));
        _cache.Add(text, prepared);
        return (prepared, []);
    }

    // GetOperation
    private static OperationNode? OperationOf(Document document, string? name, out string reason)
    {
        reason = "";
        if (string.IsNullOrEmpty(name))
        {
            if (document.Operations.Count == 1)
                return document.Operations[0];
            reason = document.Operations.Count == 0
                ? "The document has no operation."
                : $"The document has {document.Operations.Count} operations; name one of them as operationName.";
            return null;
        }

        var found = document.Operations.FirstOrDefault(o => o.Name == name);
        reason = found is null ? $"The document has no operation named \"{name}\"." : "";
        return found;
    }
}
