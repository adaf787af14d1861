namespace Ocw.Nde.Termen.GraphQl;

/// <summary>What went wrong in a request or in one field (GraphQL October 2021, §7.1.2).</summary>
/// <param name="Message">What is wrong and what is expected, for a developer.</param>
/// <param name="Code">A stable code, given as <c>extensions.code</c>.</param>
public sealed record GraphQlError(string Message, string Code)
{
    /// <summary>The places in the document that it is about; none where it is about the request as a whole.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>The field in the answer: names (<see cref="string"/>) and places in lists (<see cref="int"/>); <see langword="null"/> for errors of the request.</summary>
    public IReadOnlyList<object>? Path { get; init; }
}

/// <summary>The codes of <see cref="GraphQlError"/>.</summary>
public static class GraphQlCodes
{
    /// <summary>The document is not well-formed.</summary>
    public const string Syntax = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string Validation = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable or argument has a value that its type does not allow.</summary>
    public const string BadInput = "BAD_USER_INPUT";

    /// <summary>The operation that is asked for is not in the document, or no one is chosen of several.</summary>
    public const string Operation = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>The request is larger, deeper or costlier than the server allows.</summary>
    public const string TooComplex = "QUERY_TOO_COMPLEX";

    /// <summary>A field could not be resolved by a fault of the server.</summary>
    public const string Internal = "INTERNAL_SERVER_ERROR";
}

/// <summary>A field cannot be resolved, for a reason that the client may know. Thrown by a resolver, or given by it as an item of a list.</summary>
public sealed class GraphQlException : Exception
{
    /// <summary>An unknown reason.</summary>
    public GraphQlException()
        : this("The field could not be resolved.")
    {
    }

    /// <summary>A reason, for the client.</summary>
    public GraphQlException(string message)
        : this(message, GraphQlCodes.BadInput)
    {
    }

    /// <summary>A reason, with what caused it.</summary>
    public GraphQlException(string message, Exception innerException)
        : base(message, innerException) => Code = GraphQlCodes.Internal;

    /// <summary>A reason with its code.</summary>
    public GraphQlException(string message, string code)
        : base(message) => Code = code;

    /// <summary>The code: one of <see cref="GraphQlCodes"/> or the schema's own.</summary>
    public string Code { get; }
}
