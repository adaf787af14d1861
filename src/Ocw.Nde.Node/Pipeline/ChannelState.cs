using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>What the store remembers of a channel; committed in the same step as its graphs, so that the two never differ.</summary>
internal sealed record ChannelState
{
    /// <summary>The source file that feeds the channel.</summary>
    public required string Source { get; init; }

    /// <summary>The run whose result is served: the channel's version.</summary>
    public required string Version { get; init; }

    /// <summary>When that version was committed.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the channel was committed for the first time.</summary>
    public required DateTimeOffset FirstPublishedAt { get; init; }

    /// <summary>The harvest runs that make up the state: a complete one, and the increments after it.</summary>
    public required IReadOnlyList<string> HarvestRuns { get; init; }

    /// <summary>Whether the version saw everything that the source holds.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Why not, if it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>What the version was made with: settings, mappings, thesauri, program.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What its content was made with: the same without thesauri and decisions; <see langword="null"/> in versions of before it was kept.</summary>
    public string? ContentFingerprint { get; init; }

    /// <summary>Where the next harvest goes on (JSON of Harvest).</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether people's decisions changed links since: the dump and the description follow with the next run.</summary>
    public bool HasNewerLinks { get; init; }

    /// <summary>The number of public objects.</summary>
    public long Objects { get; init; }

    /// <summary>Since when the object that is missing longest was not found; <see langword="null"/> when none is missing.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>The number of public triples, content and links.</summary>
    public long Triples { get; init; }

    /// <summary>The length of the dump, bytes.</summary>
    public long DumpBytes { get; init; }

    /// <summary>The SHA-256 of the dump, lower-case hex.</summary>
    public string? DumpSha256 { get; init; }

    /// <summary>Whether the time of something that was not found is over.</summary>
    /// <param name="source">The source, which says how long that is.</param>
    /// <param name="runs">The runs until now.</param>
    /// <param name="now">The present time.</param>
    public bool HasDue(SourceSettings source, RunLog runs, DateTimeOffset now) =>
        IsComplete && MissingSince is { } since && source.NotFound.IsOver(since, now, () => runs.SawEverything(source.Dataset, source.Channel, since) + 2);

    /// <summary>The key under which the store keeps the state of a channel.</summary>
    public static string KeyOf(string dataset, string channel) => $"channel/{dataset}/{channel}";

    /// <summary>As bytes for the store.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ChannelStateJson.Default.ChannelState);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static ChannelState Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, ChannelStateJson.Default.ChannelState) ?? throw new JsonException("The state of a channel must be a JSON object.");
}

/// <summary>How the state is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChannelState))]
internal sealed partial class ChannelStateJson : JsonSerializerContext;
