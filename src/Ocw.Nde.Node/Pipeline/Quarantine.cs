using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>The records of one run that were set aside, each with its place and reason: a file that only the operator reads.</summary>
/// <remarks>Values of records never stand in it, only where they are: the payload itself stays in the archive.</remarks>
internal sealed class Quarantine : IDisposable
{
    private readonly string _file;
    private readonly string _temporary;
    private StreamWriter _writer;
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _kept;

    /// <summary>Begins the quarantine of a run; the one of the run before it stays until <see cref="Keep"/>.</summary>
    public Quarantine(string directory, string dataset, string channel)
    {
        Directory.CreateDirectory(directory);
        _file = FileOf(directory, dataset, channel);
        _temporary = _file + ".new";
        _writer = new StreamWriter(_temporary, append: false);
    }

    /// <summary>How many records were set aside for each reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>The file of a channel.</summary>
    public static string FileOf(string directory, string dataset, string channel) => Path.Combine(directory, $"{dataset}.{channel}.jsonl");

    /// <summary>Sets a record aside.</summary>
    public void Add(QuarantinedRecord record)
    {
        lock (_lock)
        {
            _writer.WriteLine(JsonSerializer.Serialize(record, QuarantineJson.Default.QuarantinedRecord));
            _reasons[record.Code] = _reasons.GetValueOrDefault(record.Code) + 1;
        }
    }

    /// <summary>Begins again, for records that are mapped a second time.</summary>
    public void Reset()
    {
        _writer.Dispose();
        _writer = new StreamWriter(_temporary, append: false);
        _reasons.Clear();
    }

    /// <summary>Makes this run's quarantine the channel's.</summary>
    public void Keep()
    {
        _writer.Dispose();
        File.Move(_temporary, _file, overwrite: true);
        _kept = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        if (!_kept)
            File.Delete(_temporary);
    }
}

/// <summary>A record that was set aside.</summary>
/// <param name="Record">Its identifier, if known.</param>
/// <param name="Origin">Where it is.</param>
/// <param name="Code">The short code of the reason.</param>
/// <param name="Reason">What is wrong and what to do.</param>
internal sealed record QuarantinedRecord(string? Record, string Origin, string Code, string Reason);

/// <summary>How set-aside records are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuarantinedRecord))]
internal sealed partial class QuarantineJson : JsonSerializerContext;
