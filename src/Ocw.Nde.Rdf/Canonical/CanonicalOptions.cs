namespace Ocw.Nde.Rdf.Canonical;

/// <summary>How a dataset is canonicalised.</summary>
public sealed record CanonicalOptions
{
    /// <summary>SHA-256 and the default ceilings.</summary>
    public static CanonicalOptions Default { get; } = new();

    /// <summary>The hash that names blank nodes, and the one that <see cref="CanonicalDataset.Hash"/> takes of the whole. Default SHA-256.</summary>
    public CanonicalHash Algorithm { get; init; } = CanonicalHash.Sha256;

    /// <summary>
    /// How many hashes may be taken to tell alike blank nodes apart, beside <see cref="MaxWorkPerBlankNode"/>: the stop for poison graphs,
    /// which would take years (RDFC-1.0 §7.1). Default 2,000,000, some seconds.
    /// </summary>
    public long MaxWork { get; init; } = 2_000_000;

    /// <summary>What each blank node of the dataset adds to <see cref="MaxWork"/>, so that large ordinary data is not refused. Default 100.</summary>
    public long MaxWorkPerBlankNode { get; init; } = 100;

    /// <summary>The most memory that the lines may take, in bytes; a larger dataset is refused. Default 8 GiB.</summary>
    public long MaxBytes { get; init; } = 8L << 30;
}

/// <summary>The hash algorithms of RDFC-1.0.</summary>
public enum CanonicalHash
{
    /// <summary>SHA-256, the default of the recommendation.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,
}
