using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Where the next run of a source goes on; kept by the pipeline together with the records.</summary>
public sealed record HarvestCursor
{
    /// <summary>What the source asked when this cursor was made; a cursor of other questions is not used.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The run that made it.</summary>
    public required string RunId { get; init; }

    /// <summary>OAI-PMH: the <c>responseDate</c> of the first list request of that run, by the clock of the repository.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When everything was asked for the last time; <see langword="null"/> if that is not known.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>Whether the source reports for good what it deletes: then increments show everything.</summary>
    public bool ReportsDeletions { get; init; }

    /// <summary>Files: what was fetched, by location.</summary>
    public IReadOnlyDictionary<string, KnownFile> Files { get; init; } = new Dictionary<string, KnownFile>(StringComparer.Ordinal);

    /// <summary>SPARQL and other lists without versions: a hash over all payloads of that run, equal as long as the source gives the same.</summary>
    public string? Digest { get; init; }

    /// <summary>Datasets by description: the address of the distribution that served.</summary>
    public string? Distribution { get; init; }

    /// <summary>Datasets by description: the cursor of that distribution's own protocol.</summary>
    public HarvestCursor? Inner { get; init; }

    /// <summary>Sites: where the data of their pages was found.</summary>
    public string? Way { get; init; }

    /// <summary>The cursor as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HarvestJson.Default.HarvestCursor);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a cursor.</exception>
    public static HarvestCursor Parse(string json) =>
        JsonSerializer.Deserialize(json, HarvestJson.Default.HarvestCursor) ?? throw new JsonException("A harvest cursor must be a JSON object.");
}

/// <summary>A file as the previous run found it.</summary>
/// <param name="Hash">The SHA-256 of its bytes.</param>
/// <param name="ETag">The ETag that the server gave.</param>
/// <param name="LastModified">When it was changed, by the server or the file system.</param>
public sealed record KnownFile(string Hash, string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>Its length in bytes, so that a copy that is still good need not be read to know it; <see langword="null"/> if it was not noted.</summary>
    public long? Length { get; init; }
}
