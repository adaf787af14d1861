namespace Ocw.Nde.Harvest;

/// <summary>What a harvest would bring, as far as its first answer shows it. Nothing of it is kept.</summary>
public sealed record HarvestPreview
{
    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>How it would be harvested.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether everything would be asked for, or what changed since <see cref="Since"/>.</summary>
    public required HarvestScope Scope { get; init; }

    /// <summary>Since when an increment would ask.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many records the source announces; <see langword="null"/> if it does not.</summary>
    public long? Announced { get; init; }

    /// <summary>Whether only the beginning was looked at.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Why it would not succeed, as far as it shows; empty otherwise.</summary>
    public IReadOnlyList<HarvestNotice> Reasons { get; init; } = [];

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<HarvestNotice> Notices { get; init; } = [];

    /// <summary>Requests sent for it.</summary>
    public int Requests { get; init; }

    /// <summary>What the first record is written in.</summary>
    public RecordFormat? Format { get; init; }

    /// <summary>OAI-PMH: what the repository says about itself.</summary>
    public OaiRepository? Repository { get; init; }

    /// <summary>OAI-PMH: the metadata formats that it offers.</summary>
    public IReadOnlyList<OaiMetadataFormat> MetadataFormats { get; init; } = [];

    /// <summary>OAI-PMH: the sets that it offers, at most <see cref="HarvestOptions.MaxPreviewSets"/>.</summary>
    public IReadOnlyList<OaiSet> Sets { get; init; } = [];
}

/// <summary>A metadata format that a repository offers (OAI-PMH 2.0 §4.4).</summary>
/// <param name="Prefix">What to write as <c>metadataPrefix</c>.</param>
/// <param name="Namespace">What it is.</param>
/// <param name="Schema">Where its XML schema is.</param>
public sealed record OaiMetadataFormat(string Prefix, string? Namespace, string? Schema);

/// <summary>A set that a repository offers (OAI-PMH 2.0 §4.6).</summary>
/// <param name="Spec">What to write under <c>sets</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record OaiSet(string Spec, string? Name);
