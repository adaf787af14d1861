using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>What a validation found (SHACL §3.6.1): the counts of everything, and the results that were kept.</summary>
public sealed record ValidationReport
{
    /// <summary>Whether there are no results at all, of whatever severity.</summary>
    public bool Conforms => ResultCount == 0;

    /// <summary>Whether there are no violations: what NDE's Dataset Register calls valid.</summary>
    public bool IsValid => ViolationCount == 0;

    /// <summary>The results that <see cref="ValidationOptions"/> let be kept; all of them by default.</summary>
    public required IReadOnlyList<ValidationResult> Results { get; init; }

    /// <summary>The number of results per shape, path and component, most severe and most frequent first.</summary>
    public required IReadOnlyList<ResultCount> Counts { get; init; }

    /// <summary>The number of all results, kept or not.</summary>
    public required long ResultCount { get; init; }

    /// <summary>The number of results with severity <c>sh:Violation</c>.</summary>
    public long ViolationCount => CountOf(ShaclNs.Violation);

    /// <summary>The number of results with severity <c>sh:Warning</c>.</summary>
    public long WarningCount => CountOf(ShaclNs.Warning);

    /// <summary>The number of results with severity <c>sh:Info</c>.</summary>
    public long InfoCount => CountOf(ShaclNs.Info);

    /// <summary>How many nodes were validated and how many of them had results.</summary>
    public required TargetCounts Targets { get; init; }

    /// <summary>How many records have a violation, themselves or in a node that they lead to; 0 unless <see cref="ValidationOptions.RecordClass"/> says what records are.</summary>
    public long RecordsWithViolations { get; init; }

    /// <summary>How many focus nodes each shape with a target had.</summary>
    public required IReadOnlyDictionary<Shape, long> FocusNodes { get; init; }

    /// <summary>The parts of the shapes that were not checked or read otherwise, and where the depth limit left a verdict open.</summary>
    public required IReadOnlyList<ShapesNotice> Notices { get; init; }

    /// <summary>Whether every verdict was reached; <see langword="false"/> when the depth limit ended one or a part of the shapes is a <see cref="ShapesNoticeKind.Failure"/>.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The report in SHACL's own vocabulary (§3.6), with the kept results.</summary>
    /// <param name="name">The IRI of the report; by default it is a blank node.</param>
    /// <param name="language">The language of messages: each result then has the one that <see cref="ValidationResult.MessageIn"/> picks; by default it has all (§3.6.2.7).</param>
    public IReadOnlyList<Triple> ToTriples(Iri? name = null, string? language = null) => ReportTriples.Write(this, name, language);

    private long CountOf(string severity) => Counts.Where(count => string.Equals(count.Severity.Value, severity, StringComparison.Ordinal)).Sum(count => count.Count);
}
