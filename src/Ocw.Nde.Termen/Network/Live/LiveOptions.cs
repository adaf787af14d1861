namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The ceilings on live sources.</summary>
public sealed record LiveOptions
{
    /// <summary>The most bytes of one answer, unpacked. Default 16 MiB.</summary>
    public long MaxBytes { get; init; } = 16 << 20;

    /// <summary>The most triples of one answer. Default 500,000.</summary>
    public int MaxTriples { get; init; } = 500_000;

    /// <summary>The most IRIs that one query looks up: the queries of sources have ceilings on rows. Default 20.</summary>
    public int LookupBatch { get; init; } = 20;

    /// <summary>How many failures in a row make a source be left alone. Default 5.</summary>
    public int FailuresBeforeRest { get; init; } = 5;

    /// <summary>How long a source is left alone at first; it doubles with each failed try after that. Default 30 seconds.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time that a source is left alone. Default 10 minutes.</summary>
    public TimeSpan MaxRest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A time-out counts against a source only if it had this long. Default 3 seconds.</summary>
    public TimeSpan FairTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How old a remembered answer may be that stands in for a source that does not answer. Default 30 days; zero for never.</summary>
    public TimeSpan MaxRememberedAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The most bytes of remembered answers on disk. Default 256 MiB.</summary>
    public long MaxRememberedBytes { get; init; } = 256 << 20;
}
