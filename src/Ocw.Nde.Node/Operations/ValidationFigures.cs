using Ocw.Nde.Node.Localization;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Node.Operations;

/// <summary>What the shared profile says of the records of a run: how many are valid, and what the others lack. Without records and values, which the report in <c>reports/</c> has.</summary>
/// <param name="Records">The records, public or not.</param>
/// <param name="Valid">Those without violation, also in the makers, places and other nodes that they lead to.</param>
/// <param name="Problems">The faults, most severe and most frequent first.</param>
internal sealed record ValidationFigures(long Records, long Valid, IReadOnlyList<ProblemFigure> Problems)
{
    /// <summary>The figures of a report.</summary>
    public static ValidationFigures Of(DatasetReport report) => new(report.Records, report.Records - report.RecordsWithViolations, [.. report.Problems.Select(ProblemFigure.Of)]);
}

/// <summary>One kind of fault.</summary>
/// <param name="Severity"><c>violation</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Path">The path at fault, in local names; empty for the node itself.</param>
/// <param name="Properties">The properties of records that lead to it.</param>
/// <param name="Component">The SHACL constraint.</param>
/// <param name="Count">How often.</param>
/// <param name="Nodes">In how many nodes.</param>
/// <param name="SourceFields">The source fields to look at.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hints">What the institution can do.</param>
internal sealed record ProblemFigure(
    string Severity, string Path, IReadOnlyList<string> Properties, string Component, long Count, long Nodes, IReadOnlyList<string> SourceFields, TwoLanguages Message, IReadOnlyList<TwoLanguages> Hints)
{
    /// <summary>The figure of a problem.</summary>
    public static ProblemFigure Of(DatasetProblem problem) => new(
        PathText.LocalName(problem.Severity.Value).ToLowerInvariant(),
        problem.Path is null ? "" : PathText.ToShortText(problem.Path),
        [.. problem.RecordProperties.Select(p => PathText.LocalName(p.Value))],
        PathText.LocalName(problem.Component.Value),
        problem.Count,
        problem.Nodes,
        problem.SourceFields,
        new(problem.MessageIn("nl"), problem.MessageIn("en")),
        [.. problem.Hints.Select(h => new TwoLanguages(h.Dutch, h.English))]);
}

/// <summary>A text in the two languages of the node, as it is kept.</summary>
/// <param name="Nl">Dutch.</param>
/// <param name="En">English.</param>
internal sealed record TwoLanguages(string Nl, string En)
{
    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Dutch ? Nl : En;
}
