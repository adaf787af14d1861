namespace Ocw.Nde.Harvest;

/// <summary>A dataset by its description: schema.org or DCAT, at the address of the dataset. The node picks the distribution that serves best, and the next one when that fails.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Address">The address of the dataset, or of a catalogue.</param>
public sealed record DatasetSource(string Id, Uri Address) : HarvestSource(Id)
{
    /// <summary>Which dataset of a catalogue is meant, by its IRI; <see langword="null"/> for the one at the address, or the only one.</summary>
    public string? Dataset { get; init; }

    /// <summary>The address of the distribution that is to be used; <see langword="null"/> for the best.</summary>
    public string? Distribution { get; init; }

    /// <summary>The classes of records, for SPARQL endpoints: without them an endpoint is not used, since it may hold more than the dataset.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The metadata format to ask an OAI-PMH repository for; <see langword="null"/> for what its address says, or the best that it has.</summary>
    public string? MetadataPrefix { get; init; }

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "dataset";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Address];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Newest;

    internal override string Fingerprint => string.Join('\n', ["dataset", Address.AbsoluteUri, Dataset, Distribution, MetadataPrefix, .. Classes]);
}
