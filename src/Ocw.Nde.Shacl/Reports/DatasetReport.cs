using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>What an institution can act on: the faults of one dataset, each with its number, its records and the source fields behind it.</summary>
public sealed record DatasetReport
{
    /// <summary>The dataset.</summary>
    public required Iri Dataset { get; init; }

    /// <summary>The profile that it was held against.</summary>
    public Iri? Profile { get; init; }

    /// <summary>When the validation was done.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>The number of records.</summary>
    public required long Records { get; init; }

    /// <summary>The number of records with a violation, themselves or in a maker, place or other node that they lead to.</summary>
    public long RecordsWithViolations { get; init; }

    /// <summary>How many nodes were validated (records, makers, places…), and how many of them had results.</summary>
    public required TargetCounts Nodes { get; init; }

    /// <summary>The number of results of each severity.</summary>
    public required long ViolationCount { get; init; }

    /// <summary>The number of results with severity <c>sh:Warning</c>.</summary>
    public required long WarningCount { get; init; }

    /// <summary>The number of results with severity <c>sh:Info</c>.</summary>
    public required long InfoCount { get; init; }

    /// <summary>The faults, most severe and most frequent first.</summary>
    public required IReadOnlyList<DatasetProblem> Problems { get; init; }

    /// <summary>The parts of the shapes that could not be checked.</summary>
    public required IReadOnlyList<ShapesNotice> Notices { get; init; }

    /// <summary>Whether there are no violations.</summary>
    public bool IsValid => ViolationCount == 0;

    /// <summary>Validates a dataset and groups what was found.</summary>
    /// <param name="data">The data: a snapshot, a staged transaction or a graph in memory.</param>
    /// <param name="graphs">The dataset's graphs.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="options">The dataset, its records and its mapping.</param>
    /// <param name="progress">Told how many nodes are done.</param>
    /// <param name="cancellation">Ends the validation.</param>
    public static DatasetReport Create(
        IQuadSource data, GraphSelector graphs, ShapesGraph shapes, DatasetReportOptions options, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var validation = new ValidationOptions { ExamplesPerCount = options.Examples, IncludeDetails = true, RecordClass = options.RecordClass, Progress = progress };
        return From(ShaclValidator.Validate(data, graphs, shapes, validation, cancellation), options);
    }

    /// <summary>Groups a validation report whose options named the record class.</summary>
    public static DatasetReport From(ValidationReport report, DatasetReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        var examples = report.Results.ToLookup(result => (result.SourceShape, result.Path, result.Component));
        return new DatasetReport
        {
            Dataset = options.Dataset,
            Profile = options.Profile,
            Generated = options.Generated,
            Records = report.FocusNodes.Where(entry => entry.Key.Targets.Contains(new ClassTarget(options.RecordClass))).Select(entry => entry.Value).DefaultIfEmpty().Max(),
            RecordsWithViolations = report.RecordsWithViolations,
            Nodes = report.Targets,
            ViolationCount = report.ViolationCount,
            WarningCount = report.WarningCount,
            InfoCount = report.InfoCount,
            Problems = [.. report.Counts.Select(count => MakeProblem(count, [.. examples[(count.Shape, count.Path, count.Component)]], options))],
            Notices = report.Notices,
        };
    }

    /// <summary>The report with its counts only: without the records and values that it gives as examples, which may come from closed data.</summary>
    public DatasetReport WithoutExamples() => this with { Problems = [.. Problems.Select(problem => problem with { Examples = [] })] };

    /// <summary>The report without the problems that are less severe; the counts of all stay.</summary>
    /// <param name="severity">The least severity, or <see langword="null"/> for all; severities that the shapes invented are the least.</param>
    public DatasetReport AtLeast(Iri? severity) =>
        severity is null ? this : this with { Problems = [.. Problems.Where(problem => Severities.Rank(problem.Severity) <= Severities.Rank(severity))] };

    /// <summary>The report for people, in Dutch or English.</summary>
    /// <param name="language"><c>nl</c> or <c>en</c>.</param>
    public string ToText(string language) => DatasetReportText.Write(this, language);

    /// <summary>The report as RDF: a <c>sh:ValidationReport</c> with the examples as results, and the counts in the node's own vocabulary.</summary>
    /// <param name="name">The IRI of the report.</param>
    public IReadOnlyList<Triple> ToTriples(Iri name) => DatasetReportTriples.Write(this, name);

    private static DatasetProblem MakeProblem(ResultCount count, List<ValidationResult> results, DatasetReportOptions options)
    {
        List<Iri> properties = [.. results.Select(result => result.RecordProperty).OfType<Iri>().Distinct()];
        return new DatasetProblem
        {
            Severity = count.Severity,
            Path = count.Path,
            RecordProperties = properties,
            SourceFields = [.. properties.SelectMany(options.SourceFields).Distinct(StringComparer.Ordinal)],
            Component = count.Component,
            Shape = count.Shape,
            Messages = count.Messages,
            Hints = Hints.Standard.Of(properties, count, results),
            Count = count.Count,
            Nodes = count.TargetNodes,
            Examples = [.. results.Take(options.Examples).Select(result => new ProblemExample(result.Record, result.FocusNode, result.Value, result))],
        };
    }
}
