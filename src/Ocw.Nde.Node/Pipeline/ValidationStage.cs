using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Step 5: holds the staged records of a channel against the shared profile, each channel alone.</summary>
internal sealed class ValidationStage(ShapesGraph shapes)
{
    private static readonly Iri Profile = new("https://docs.nde.nl/schema-profile/");
    private static readonly Iri RecordClass = new("https://schema.org/CreativeWork");

    /// <summary>What was found, which records have a violation (only when asked for), and what is remembered for the next time.</summary>
    internal sealed record Outcome(DatasetReport Report, ValidationCount Count, IReadOnlySet<Iri> Violating, ValidationMemory? Memory);

    /// <summary>What is known of the version before, where only what changed need be looked at.</summary>
    /// <param name="Memory">What was remembered of it.</param>
    /// <param name="Changed">Every node of which something else is said now.</param>
    internal sealed record Known(ValidationMemory Memory, IReadOnlyCollection<TermId> Changed);

    /// <summary>Validates.</summary>
    /// <param name="staged">The staged graphs.</param>
    /// <param name="graphs">The channel's content, open and closed, as one set.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="sourceFields">From the mapping: the source fields behind a property.</param>
    /// <param name="collectRecords">Whether the violating records are collected: costs memory for each of them.</param>
    /// <param name="known">What is known of the version before; <see langword="null"/> to validate everything.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="progress">Told how many nodes are done.</param>
    /// <param name="cancellation">Ends the validation.</param>
    public Outcome Validate(
        IQuadSource staged, GraphSelector graphs, Iri dataset, Func<Iri, IReadOnlyList<string>> sourceFields, bool collectRecords, Known? known, DateTimeOffset now, IProgress<long> progress, CancellationToken cancellation)
    {
        var options = new DatasetReportOptions { Dataset = dataset, Profile = Profile, Generated = now, RecordClass = RecordClass, SourceFields = sourceFields };
        var violating = new HashSet<Iri>();
        var validation = new ValidationOptions
        {
            ExamplesPerCount = options.Examples,
            IncludeDetails = true,
            RecordClass = RecordClass,
            Progress = progress,
            OnResult = collectRecords ? Collect : null,
        };
        var (report, memory) = known is not null && ShaclValidator.Revalidate(staged, graphs, shapes, known.Memory, known.Changed, validation, cancellation) is { } part
            ? part
            : ShaclValidator.ValidateAndRemember(staged, graphs, shapes, validation, cancellation);
        var count = new ValidationCount(report.ViolationCount, report.WarningCount, report.InfoCount, report.RecordsWithViolations);
        return new Outcome(DatasetReport.From(report, options), count, violating, memory);

        void Collect(ValidationResult result)
        {
            if (result.Severity.Value == ShaclNs.Violation && (result.Record ?? result.FocusNode) is Iri record)
                violating.Add(record);
        }
    }
}
