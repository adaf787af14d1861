namespace Ocw.Nde.Termen.GraphQl;

/// <summary>What a request may cost. Beyond a ceiling it is refused before anything is resolved, and the error names the ceiling.</summary>
public sealed record GraphQlLimits
{
    /// <summary>The most characters of a document. Default 100,000.</summary>
    public int MaxDocumentLength { get; init; } = 100_000;

    /// <summary>The most tokens of a document. Default 10,000.</summary>
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>The deepest nesting of brackets in a document or of values in variables. Default 64.</summary>
    public int MaxNesting { get; init; } = 64;

    /// <summary>The most fields below one another, fragments put in place. Default 20: introspection by the usual tools takes 15.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>The most fields of an operation, fragments put in place. Default 2,000.</summary>
    public int MaxFields { get; init; } = 2_000;

    /// <summary>The most fields at the root of an operation: each may be a search. Default 20.</summary>
    public int MaxRootFields { get; init; } = 20;

    /// <summary>The most values that an answer is expected to have, as computed from the sizes of lists. Default 1,000,000.</summary>
    public long MaxCost { get; init; } = 1_000_000;

    /// <summary>The most mistakes told of one document. Default 50.</summary>
    public int MaxErrors { get; init; } = 50;
}
