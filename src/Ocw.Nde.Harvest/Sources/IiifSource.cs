namespace Ocw.Nde.Harvest;

/// <summary>IIIF: a collection of manifests (Presentation 2.1 or 3.0), a list of changes (Change Discovery 1.0), or one manifest. A record is a manifest.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Address">The collection, the list of changes or the manifest.</param>
public sealed record IiifSource(string Id, Uri Address) : HarvestSource(Id)
{
    /// <summary>Whether manifests that are not by the standard are used all the same, with a remark. Default <see langword="false"/>: they are set aside with what is wrong.</summary>
    public bool KeepFaulty { get; init; }

    /// <summary>How often a list of changes is walked to its beginning and compared with what is held: changes that came in late, or were never announced, show only then. Default 30 days; zero for never.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "iiif";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Address];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Newest;

    internal override string Fingerprint => string.Join('\n', "iiif", Address.AbsoluteUri);
}
