using System.Text.Json;

namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A request (GraphQL October 2021, §6).</summary>
public sealed record GraphQlRequest
{
    /// <summary>The document.</summary>
    public required string Query { get; init; }

    /// <summary>Which operation of the document; needed where it has several.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables: a JSON object, or undefined or null for none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>What resolvers get to see of the request: <see cref="Execution.FieldContext.State"/>.</summary>
    public object? State { get; init; }

    /// <summary>Whether the client can read an answer in parts; without it <c>@stream</c> has no effect.</summary>
    public bool AcceptsParts { get; init; }
}
