namespace Ocw.Nde.Rdf.Formats.Gzip;

/// <summary>How much gzip data may expand to.</summary>
public sealed record GzipLimits
{
    /// <summary>64 GiB, and 500 times the compressed size.</summary>
    public static GzipLimits Default { get; } = new();

    /// <summary>The most bytes that come out. Default 64 GiB.</summary>
    public long MaxBytes { get; init; } = 64L << 30;

    /// <summary>
    /// The most bytes that come out for each byte that goes in, looked at after the first 4 MiB. Default 500: RDF dumps reach 10 to 100,
    /// only endless repetition comes near 1,000.
    /// </summary>
    public int MaxRatio { get; init; } = 500;
}
