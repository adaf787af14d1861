namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>The ceilings of the reconciliation services; the manifest states them.</summary>
public sealed record ReconciliationOptions
{
    /// <summary>The most queries in one batch; more is answered with 413. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>The most candidates for one query, whatever it asks for. Default 50.</summary>
    public int MaxCandidates { get; init; } = 50;

    /// <summary>The candidates for a query that does not say how many. Default 10.</summary>
    public int DefaultCandidates { get; init; } = 10;

    /// <summary>The most terms in one data extension query. Default 500.</summary>
    public int ExtensionSize { get; init; } = 500;

    /// <summary>The most values of one property of one term in an extension. Default 100.</summary>
    public int MaxExtensionValues { get; init; } = 100;

    /// <summary>The most bytes of a request. Default 4 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 4 << 20;

    /// <summary>The longest text that is looked for, in characters; the rest is not read. Default 500.</summary>
    public int MaxText { get; init; } = 500;

    /// <summary>The most values of one property of a query; more are left out and told. Default 20.</summary>
    public int MaxPropertyValues { get; init; } = 20;

    /// <summary>How many queries of a batch are worked on at once. Default: the processors, at most 4.</summary>
    public int Parallelism { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>How long a source that is not kept may take for one query. Default 5 seconds.</summary>
    public TimeSpan LiveTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A candidate with an equal name is a match only if the next one scores this much less, of 100. Default 5.</summary>
    public double MatchGap { get; init; } = 5;
}
