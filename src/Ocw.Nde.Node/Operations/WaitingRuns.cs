using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Operations;

/// <summary>The runs that wait for a person: at most one for each channel, the last one. A file each, so that they can be decided on while the node serves.</summary>
internal sealed class WaitingRuns(string directory)
{
    /// <summary>The run of a source that waits, or <see langword="null"/>.</summary>
    public WaitingRun? Of(SourceSettings source) => Of(source.Dataset, source.Channel);

    /// <summary>The run of a channel that waits, or <see langword="null"/>.</summary>
    public WaitingRun? Of(string dataset, string channel)
    {
        var file = FileOf(dataset, channel);
        return File.Exists(file) ? Parse(file) : null;
    }

    /// <summary>All that wait, in order of dataset and channel.</summary>
    public IReadOnlyList<WaitingRun> All() =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).Select(Parse).OfType<WaitingRun>()] : [];

    /// <summary>Keeps a run until a person decides; the one of the channel that waited before it is forgotten.</summary>
    public void Put(WaitingRun run)
    {
        Directory.CreateDirectory(directory);
        var file = FileOf(run.Dataset, run.Channel);
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, run, WaitingRunJson.Default.WaitingRun);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Forgets the run of a channel: it was decided on, or a later run took its place.</summary>
    public void Remove(string dataset, string channel)
    {
        if (Directory.Exists(directory))
            File.Delete(FileOf(dataset, channel));
    }

    private string FileOf(string dataset, string channel) => Path.Combine(directory, $"{dataset}.{channel}.json");

    private static WaitingRun? Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), WaitingRunJson.Default.WaitingRun);
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{file} is not readable ({damaged.Message}). Delete it; the next harvest of its source says again what is to be decided.", damaged);
        }
    }
}

/// <summary>A run that is in the archive and not in the store, since a person is to decide.</summary>
internal sealed record WaitingRun
{
    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>Its dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The run in the list of runs.</summary>
    public required string Run { get; init; }

    /// <summary><see cref="RunOutcome.Held"/> or <see cref="RunOutcome.Incomplete"/>.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Why it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The harvest runs that would make up the new version, oldest first.</summary>
    public required IReadOnlyList<string> HarvestRuns { get; init; }

    /// <summary>The version that it would replace: another one in the meantime makes the decision void.</summary>
    public required string Replaces { get; init; }

    /// <summary>Where the next harvest goes on, if it is approved.</summary>
    public string? Cursor { get; init; }

    /// <summary>What would disappear, if it waits for that.</summary>
    public RemovalCount? Held { get; init; }

    /// <summary>When a person approved it; the node then publishes it as soon as it can.</summary>
    public DateTimeOffset? Approved { get; init; }
}

/// <summary>How waiting runs are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(WaitingRun))]
internal sealed partial class WaitingRunJson : JsonSerializerContext;
