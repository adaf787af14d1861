namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>The ceilings of unpacking. What passes one is an <see cref="InvalidDataException"/> that names it.</summary>
public sealed record UnpackLimits
{
    /// <summary>The defaults.</summary>
    public static UnpackLimits Default { get; } = new();

    /// <summary>The most bytes that come out of one input, all its members together. Default 64 GiB.</summary>
    public long MaxBytes { get; init; } = 64L << 30;

    /// <summary>
    /// The most bytes that come out of gzip or zip for each byte that goes in, judged from <see cref="RatioJudgedFrom"/> on. Default 200: RDF dumps
    /// reach 10 to 100, only endless repetition comes near 1,000.
    /// </summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>The same for bzip2 and xz, which pack repetition much closer. Default 1,000.</summary>
    public int MaxRatioOfBlocks { get; init; } = 1000;

    /// <summary>From how many unpacked bytes on the ratio is judged: small data may be packed better. Default 64 MiB.</summary>
    public long RatioJudgedFrom { get; init; } = 64 << 20;

    /// <summary>The most members of one zip archive. Default 100,000.</summary>
    public int MaxMembers { get; init; } = 100_000;

    /// <summary>How many packings may lie in one another. Default 3.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>The largest dictionary that an xz file may ask for, in bytes. Default 128 MiB; <c>xz -9</c> asks for 64.</summary>
    public int MaxDictionaryBytes { get; init; } = 128 << 20;

    /// <summary>Where a zip archive that comes as a stream is kept while it is read. Default the system's folder for temporary files.</summary>
    public string TemporaryDirectory { get; init; } = Path.GetTempPath();
}
