namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>One alignment as the store holds its evidence: what is exported.</summary>
internal sealed record AlignmentRow
{
    /// <summary>The IRI of the mapping itself.</summary>
    public string Record { get; init; } = "";

    /// <summary>The IRI of the value.</summary>
    public required string Node { get; init; }

    /// <summary>The IRI of the term.</summary>
    public required string Term { get; init; }

    /// <summary>The relation, as an IRI of SKOS.</summary>
    public required string Predicate { get; init; }

    /// <summary>The fields in which the institution uses the value.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The same as one text.</summary>
    public string Field => string.Join(", ", Fields);

    /// <summary>The institution's own words.</summary>
    public string Words { get; init; } = "";

    /// <summary>Their language; empty if unknown.</summary>
    public string Language { get; init; } = "";

    /// <summary>The label of the term that was matched.</summary>
    public string MatchedLabel { get; init; } = "";

    /// <summary>From 0 to 1, as it is written.</summary>
    public string Score { get; init; } = "";

    /// <summary>Whether it is linked; else it waits for a person.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The kind of justification, as an IRI of SEMAPV.</summary>
    public string Justification { get; init; } = "";

    /// <summary>The version of the aligner.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>The IRI of the terminology source.</summary>
    public string ObjectSource { get; init; } = "";

    /// <summary>The version of the terminology source that the mapping was asserted with; empty if unknown.</summary>
    public string ObjectSourceVersion { get; init; } = "";

    /// <summary>The day on which the mapping was asserted; empty if unknown.</summary>
    public string Date { get; init; } = "";

    /// <summary>The institution whose people decided; empty where the machine did.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>The day on which they did; empty if unknown.</summary>
    public string Reviewed { get; init; } = "";

    /// <summary>Why.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
