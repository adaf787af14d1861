using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>One way in which a focus node does not conform (SHACL §3.6.2).</summary>
public sealed record ValidationResult
{
    /// <summary>The node that was validated.</summary>
    public required RdfTerm FocusNode { get; init; }

    /// <summary>The node that a target brought in and from which the validation came to <see cref="FocusNode"/>; often the same.</summary>
    public required RdfTerm TargetNode { get; init; }

    /// <summary>The record that the focus node belongs to, where <see cref="ValidationOptions.RecordClass"/> asks for it and one is found; one of them, if several share it.</summary>
    public RdfTerm? Record { get; init; }

    /// <summary>The property of <see cref="Record"/> that the result is about: the first of <see cref="Path"/>, or the one that leads to the focus node.</summary>
    public Iri? RecordProperty { get; init; }

    /// <summary>The path from the focus node to the values; <see langword="null"/> for a node shape.</summary>
    public PropertyPath? Path { get; init; }

    /// <summary>The value that is to blame, if one is.</summary>
    public RdfTerm? Value { get; init; }

    /// <summary>The shape.</summary>
    public required Shape SourceShape { get; init; }

    /// <summary>The node that <c>sh:sparql</c> names, for a result of such a query; otherwise <see langword="null"/>.</summary>
    public RdfTerm? SourceConstraint { get; init; }

    /// <summary>The constraint component, such as <c>sh:MinCountConstraintComponent</c>.</summary>
    public required Iri Component { get; init; }

    /// <summary><c>sh:Violation</c>, <c>sh:Warning</c>, <c>sh:Info</c>, or a severity of the shapes' own.</summary>
    public required Iri Severity { get; init; }

    /// <summary>The shape's messages, or those of the component in Dutch and English.</summary>
    public required IReadOnlyList<Literal> Messages { get; init; }

    /// <summary>The results behind this one, where other shapes decided; empty unless asked for.</summary>
    public IReadOnlyList<ValidationResult> Details { get; init; } = [];

    /// <summary>The message in a language; failing that without language, in English, or any.</summary>
    public string MessageIn(string language) => Reports.Messages.Pick(Messages, language);

    /// <summary>What the institution can do about it; empty where the message says all.</summary>
    public IReadOnlyList<LocalizedText> Hints() => Reports.Hints.Standard.Of(this);
}
