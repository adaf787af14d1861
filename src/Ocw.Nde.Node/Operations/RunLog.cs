using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations;

/// <summary>The list of all runs: one JSON object a line, appended and synced, never rewritten.</summary>
internal sealed class RunLog(string directory)
{
    private readonly string _file = Path.Combine(directory, "runs.jsonl");
    private readonly Lock _lock = new();

    /// <summary>Adds a run; when it returns, the run is on disk.</summary>
    public void Append(RunRecord run)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(directory);
            using var stream = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            // A line cut off by a crash is closed before the next one begins.
            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                if (stream.ReadByte() != '\n')
                    stream.WriteByte((byte)'\n');
            }

            stream.Seek(0, SeekOrigin.End);
            JsonSerializer.Serialize(stream, run, RunJson.Default.RunRecord);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>When the list last changed; a fixed moment long ago while there is none.</summary>
    public DateTime LastChange => File.GetLastWriteTimeUtc(_file);

    /// <summary>All runs, oldest first. A line that a crash cut off is left out.</summary>
    public IReadOnlyList<RunRecord> Read()
    {
        lock (_lock)
        {
            if (!File.Exists(_file))
                return [];
            var runs = new List<RunRecord>();
            foreach (var line in File.ReadLines(_file))
            {
                if (line.Length > 0 && TryParse(line) is { } run)
                    runs.Add(run);
            }

            return runs;
        }
    }

    /// <summary>How many runs of a channel since a moment saw everything.</summary>
    public int SawEverything(string dataset, string channel, DateTimeOffset since) =>
        Read().Count(run => run.IsHarvest && run.Started > since && run.Dataset == dataset && run.Channel == channel && run.Outcome is RunOutcome.Complete or RunOutcome.Unchanged);

    private static RunRecord? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RunJson.Default.RunRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How runs are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyList<RunRecord>))]
internal sealed partial class RunJson : JsonSerializerContext;
