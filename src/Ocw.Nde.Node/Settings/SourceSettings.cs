using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Store.History;

namespace Ocw.Nde.Node.Settings;

/// <summary>What one source file says: where records come from, what they are, and what is done with them.</summary>
internal sealed record SourceSettings
{
    /// <summary>The file that it was read from.</summary>
    public required string File { get; init; }

    /// <summary>The short name of the source, unique in the node.</summary>
    public required string Id { get; init; }

    /// <summary>A collection or a terminology source.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>The dataset that the source feeds; several sources may feed one dataset, each by its own channel.</summary>
    public required string Dataset { get; init; }

    /// <summary>The channel within the dataset.</summary>
    public required string Channel { get; init; }

    /// <summary>Which channel goes first where an object can have one value only: the lowest number.</summary>
    public int Order { get; init; }

    /// <summary>The title of the dataset.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What the dataset holds.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>The licence of the metadata: an IRI.</summary>
    public required string License { get; init; }

    /// <summary>Who publishes it.</summary>
    public required InstitutionSettings Institution { get; init; }

    /// <summary>The dataset's keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The languages of the texts (BCP 47).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Where the records come from.</summary>
    public required HarvestSource Harvest { get; init; }

    /// <summary>Whether the files of the source lie on this machine's loopback or private network, which harvesting otherwise refuses.</summary>
    public bool AllowPrivateAddress { get; init; }

    /// <summary>How records become the shared model; <see langword="null"/> for terms that are SKOS already.</summary>
    public MappingSettings? Mapping { get; init; }

    /// <summary>Which terminology sources each field is compared with, first source first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Align { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The score from which a field is linked without a person's word, for fields that say so; the others keep the threshold that was learned.</summary>
    public IReadOnlyDictionary<string, double> PublishAt { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The fields in which each source is aligned by itself, so that a value may be linked to a term in each.</summary>
    public IReadOnlySet<string> EverySource { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Who may see what.</summary>
    public AccessPolicy Access { get; init; } = AccessPolicy.Open;

    /// <summary>What is done with records that do not conform.</summary>
    public InvalidRecords OnInvalid { get; init; }

    /// <summary>Whether an incomplete run may replace a complete version.</summary>
    public bool AcceptIncomplete { get; init; }

    /// <summary>How much may disappear with one run before a person is asked.</summary>
    public RemovalLimit Removals { get; init; } = RemovalLimit.Default;

    /// <summary>How long what the source no longer shows is served, marked, before it becomes a tombstone.</summary>
    public NotFoundLimit NotFound { get; init; } = NotFoundLimit.Default;

    /// <summary>How many times longer the schedule may become for a source that does not change; 1 for never.</summary>
    public int ScheduleStretch { get; init; } = Schedule.DefaultStretch;

    /// <summary>When <c>serve</c> harvests it; <see langword="null"/> for never.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Whether the dataset is registered after a change.</summary>
    public bool Register { get; init; }

    /// <summary>How long older versions of the channel are kept; <see langword="null"/> for what the node says.</summary>
    public RetentionRule? History { get; init; }

    /// <summary>What a terminology source says of its terms.</summary>
    public TermSettings? Terms { get; init; }

    /// <summary>Text that is equal as long as the same payloads would give the same triples.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>What a source is.</summary>
internal enum SourceKind
{
    /// <summary>A collection of objects.</summary>
    Collection,

    /// <summary>A thesaurus or authority list.</summary>
    Terms,
}

/// <summary>What is done with records that do not conform to the shapes.</summary>
internal enum InvalidRecords
{
    /// <summary>They are stored; the report says what is wrong.</summary>
    Store,

    /// <summary>They are set aside.</summary>
    Skip,

    /// <summary>The run stops; the version before it stays.</summary>
    Halt,
}

/// <summary>Who publishes a dataset.</summary>
internal sealed record InstitutionSettings
{
    /// <summary>The short name in IRIs: objects with the same key are one object within it.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The International Standard Identifier for Libraries and Related Organizations.</summary>
    public string? Isil { get; init; }

    /// <summary>The sector: museum, archief, bibliotheek…</summary>
    public HeritageSector? Sector { get; init; }

    /// <summary>The code of its municipality (CBS): <c>GM0363</c>.</summary>
    public string? Municipality { get; init; }

    /// <summary>Its own IRI, if it has one.</summary>
    public string? Iri { get; init; }

    /// <summary>Its e-mail address, for the dataset's contact point.</summary>
    public string? Email { get; init; }
}

/// <summary>What a terminology source says of its terms.</summary>
internal sealed record TermSettings
{
    /// <summary>What the terms stand for: person, place, material, type, subject, period.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>What the terms of one scheme or class stand for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> GenresByType { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>What the IRIs of the terms begin with.</summary>
    public string? IriPrefix { get; init; }

    /// <summary>The source in the catalogue that this is a copy of, by IRI or id.</summary>
    public string? CopyOf { get; init; }

    /// <summary>Whether the source is asked where it lives when the copy is not there, too old or faulty.</summary>
    public bool LiveToo { get; init; } = true;

    /// <summary>Who must be named where its terms are shown.</summary>
    public string? Attribution { get; init; }

    /// <summary>The agreement by which it is kept where its licence does not allow that.</summary>
    public string? Agreement { get; init; }

    /// <summary>The node whose copy is used instead of the source.</summary>
    public string? MirrorOf { get; init; }

    /// <summary>How notations are composed: <c>plain</c> or <c>iconclass</c>.</summary>
    public bool IconclassNotations { get; init; }
}
