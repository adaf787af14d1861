using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>How often one constraint of one shape failed.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Path">The path to the values, or <see langword="null"/>.</param>
/// <param name="Component">The constraint component.</param>
/// <param name="Severity">The severity of the shape.</param>
/// <param name="Messages">The messages of its results.</param>
/// <param name="Count">The number of results.</param>
/// <param name="TargetNodes">The number of target nodes (records) with such a result.</param>
public sealed record ResultCount(Shape Shape, PropertyPath? Path, Iri Component, Iri Severity, IReadOnlyList<Literal> Messages, long Count, long TargetNodes)
{
    /// <summary>The message in a language; failing that without language, in English, or any.</summary>
    public string MessageIn(string language) => Reports.Messages.Pick(Messages, language);
}

/// <summary>How many target nodes were validated, and how many of them had results.</summary>
/// <param name="Validated">Nodes that at least one target brought in.</param>
/// <param name="WithResults">Nodes with any result.</param>
/// <param name="WithViolations">Nodes with a <c>sh:Violation</c>.</param>
/// <param name="WithWarnings">Nodes with a <c>sh:Warning</c>.</param>
public sealed record TargetCounts(long Validated = 0, long WithResults = 0, long WithViolations = 0, long WithWarnings = 0)
{
    internal TargetCounts Plus(SeverityFlags severities) => new(
        Validated + 1,
        WithResults + (severities == SeverityFlags.None ? 0 : 1),
        WithViolations + (severities.HasFlag(SeverityFlags.Violation) ? 1 : 0),
        WithWarnings + (severities.HasFlag(SeverityFlags.Warning) ? 1 : 0));
}
