using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>One kind of fault in a dataset: one constraint on one property, with how often it fails and where.</summary>
public sealed record DatasetProblem
{
    /// <summary>The severity.</summary>
    public required Iri Severity { get; init; }

    /// <summary>The path of the shape, or <see langword="null"/> when the node itself is at fault.</summary>
    public PropertyPath? Path { get; init; }

    /// <summary>The properties of records that the fault is about; one, unless nodes of several properties share the fault.</summary>
    public required IReadOnlyList<Iri> RecordProperties { get; init; }

    /// <summary>The source fields that feed <see cref="RecordProperties"/>, from the mapping.</summary>
    public required IReadOnlyList<string> SourceFields { get; init; }

    /// <summary>The constraint component.</summary>
    public required Iri Component { get; init; }

    /// <summary>The shape.</summary>
    public required Shape Shape { get; init; }

    /// <summary>The messages, per language.</summary>
    public required IReadOnlyList<Literal> Messages { get; init; }

    /// <summary>What the institution can do about it; empty where the message says all.</summary>
    public IReadOnlyList<LocalizedText> Hints { get; init; } = [];

    /// <summary>The number of results.</summary>
    public required long Count { get; init; }

    /// <summary>The number of nodes that have the fault: records, or makers, places and other nodes with a shape of their own.</summary>
    public required long Nodes { get; init; }

    /// <summary>Some of the results, with their records.</summary>
    public required IReadOnlyList<ProblemExample> Examples { get; init; }

    /// <summary>The message in a language; failing that without language, in English, or any.</summary>
    public string MessageIn(string language) => Reports.Messages.Pick(Messages, language);
}

/// <summary>One place where a fault occurs.</summary>
/// <param name="Record">The record, or <see langword="null"/> if no record leads to the node.</param>
/// <param name="FocusNode">The node at fault.</param>
/// <param name="Value">The value that is to blame, if one is.</param>
/// <param name="Result">The validation result behind it, with its details.</param>
public sealed record ProblemExample(RdfTerm? Record, RdfTerm FocusNode, RdfTerm? Value, ValidationResult Result);
