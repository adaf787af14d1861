namespace Ocw.Nde.Harvest;

/// <summary>A dataset as its description tells.</summary>
/// <param name="Iri">Its IRI; a blank node's label where it has none.</param>
/// <param name="Name">Its name, or its IRI.</param>
/// <param name="Distributions">How it can be had.</param>
internal sealed record DescribedDataset(string Iri, string Name, IReadOnlyList<DescribedDistribution> Distributions);

/// <summary>One way to have a dataset.</summary>
/// <param name="Address">Where: the file, or the service.</param>
internal sealed record DescribedDistribution(string Address)
{
    /// <summary>The media types, without the addresses of registries before them, in lower case.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [];

    /// <summary>What it conforms to: protocols and profiles, as IRIs or words.</summary>
    public IReadOnlyList<string> ConformsTo { get; init; } = [];

    /// <summary>The classes of the node: <c>ldes:EventStream</c>, <c>dcat:DataService</c>…</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>How it is packed, as it is written.</summary>
    public string? Packing { get; init; }

    /// <summary>Whether it comes with a checksum.</summary>
    public bool HasChecksum { get; init; }

    /// <summary>Its size as it is written.</summary>
    public string? Size { get; init; }
}
