using System.Text.Json.Serialization;

namespace Ocw.Nde.Harvest;

/// <summary>A payload that lies in the archive, exactly as it was received.</summary>
/// <param name="Hash">The SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Kind">What it is for: a page of records, a file, or an answer kept as evidence.</param>
/// <param name="Origin">The request address or the path of the file.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="FetchedAt">When it was fetched.</param>
public sealed record ArchivedPayload(string Hash, PayloadKind Kind, string Origin, long Length, DateTimeOffset FetchedAt)
{
    /// <summary>Which members of an archive are meant: patterns, outermost first; empty for the payload itself.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The media type that the server gave.</summary>
    public string? MediaType { get; init; }

    /// <summary>The charset that the server gave.</summary>
    public string? Charset { get; init; }

    /// <summary>The HTTP status; <see langword="null"/> for a file of this machine.</summary>
    public int? Status { get; init; }

    /// <summary>The ETag that the server gave.</summary>
    public string? ETag { get; init; }

    /// <summary>When it was changed, by the server or the file system.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The address that answered, when redirects led there: the base of relative addresses in it.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What was fetched to complete it, and is read together with it: descriptions that a page only refers to. They stand nowhere else in the run.</summary>
    public IReadOnlyList<ArchivedPayload> Companions { get; init; } = [];

    /// <summary>Pages of event streams: what cutting and the next run must know of it.</summary>
    public LdesPage? Ldes { get; init; }

    /// <summary>Beside a page of an event stream: the members that the page of this origin has a part of, and that are read where this stands.</summary>
    public IReadOnlyList<string> Continued { get; init => field = value ?? []; } = [];

    /// <summary>Lists by key: the last key that the payload covers, so that a broken-off run goes on behind it.</summary>
    public string? LastKey { get; init; }

    /// <summary>When what it holds was changed at the source, where a list of changes says so.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>Sites: the page that the data is of, where it stands at an address of its own.</summary>
    public string? Page { get; init; }

    /// <summary>How many records it holds, where fetching knows it.</summary>
    public int? Records { get; init; }

    /// <summary>Where relative addresses in it start from.</summary>
    internal string Base => AnsweredBy ?? Origin;
}

/// <summary>What a payload is for.</summary>
public enum PayloadKind
{
    /// <summary>A file, to be cut by the settings of the source.</summary>
    File,

    /// <summary>An OAI-PMH page of records.</summary>
    OaiPage,

    /// <summary>A page of an event stream or another TREE collection.</summary>
    LdesPage,

    /// <summary>The answer of a SPARQL endpoint that describes some records.</summary>
    SparqlPage,

    /// <summary>A page of an SRU result.</summary>
    SruPage,

    /// <summary>A IIIF manifest: one record.</summary>
    IiifManifest,

    /// <summary>A page of IIIF Change Discovery: the deletions on it are records.</summary>
    IiifChanges,

    /// <summary>A page of a site that has data in it, or the data that it leads to.</summary>
    SitePage,

    /// <summary>A page of the WebAPI of Adlib.</summary>
    AdlibPage,

    /// <summary>The identifiers that a comparison of lists found gone, one a line.</summary>
    [JsonStringEnumMemberName("AdlibDeletions")]
    Deletions,

    /// <summary>Kept as evidence, not cut: Identify, an error answer.</summary>
    Evidence,
}
