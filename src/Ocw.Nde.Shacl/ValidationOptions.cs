using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Shacl;

/// <summary>What a validation keeps, and how deep it goes.</summary>
public sealed record ValidationOptions
{
    /// <summary>Keeps every result in the report.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>The most results that the report keeps; the counts always cover all. Default: no ceiling.</summary>
    public int MaximumResults { get; init; } = int.MaxValue;

    /// <summary>The most results that the report keeps per shape, path and component. Default: no ceiling.</summary>
    public int ExamplesPerCount { get; init; } = int.MaxValue;

    /// <summary>The least severity that the report keeps; the counts always cover all. Severities that the shapes invented are the least. Default: all.</summary>
    public Iri? LeastSeverity { get; init; }

    /// <summary>Whether results that the report keeps explain themselves by the results of the shapes behind them (<c>sh:detail</c>). Default: no.</summary>
    public bool IncludeDetails { get; init; }

    /// <summary>The most details of one result. Default 20.</summary>
    public int MaximumDetails { get; init; } = 20;

    /// <summary>Called with every result as it is found, kept or not; with it a caller can stream. Making each result an object costs time: leave it out where counts and examples do.</summary>
    public Action<ValidationResult>? OnResult { get; init; }

    /// <summary>The class whose instances are records, such as <c>schema:CreativeWork</c>: each kept result then names its record. Default: none.</summary>
    public Iri? RecordClass { get; init; }

    /// <summary>Validates only these nodes, each with the shapes that target it; by default all targets.</summary>
    public IReadOnlyCollection<RdfTerm>? FocusNodes { get; init; }

    /// <summary>How deep shapes may follow each other before the evaluation gives up and the report says so. Default 512.</summary>
    public int MaximumDepth { get; init; } = 512;

    /// <summary>What one run of a SPARQL query of the shapes, for one focus node, may cost. Default 10 seconds and 256 MiB; one that costs more is reported as a failure and not run again.</summary>
    public QueryLimits QueryLimits { get; init; } = new() { Time = TimeSpan.FromSeconds(10), Memory = 256L << 20 };

    /// <summary>Told how many target nodes are done, every few thousand nodes and at the end.</summary>
    public IProgress<long>? Progress { get; init; }
}
