using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>Questions that alignment found, in a file until the version that they belong to is committed: they may be too many for memory. Gone when it is disposed of.</summary>
internal sealed class QuestionFile(string directory) : IDisposable
{
    private readonly string _file = Path.Combine(directory, $"questions-{Guid.NewGuid():N}.jsonl");
    private FileStream? _stream;

    /// <summary>Adds a question.</summary>
    public void Add(QueueEntry entry)
    {
        if (_stream is null)
        {
            Directory.CreateDirectory(directory);
            _stream = new FileStream(_file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        }

        JsonSerializer.Serialize(_stream, entry, QuestionJson.Default.QueueEntry);
        _stream.WriteByte((byte)'\n');
    }

    /// <summary>The questions, in the order in which they came; once, and none is added after.</summary>
    public IEnumerable<QueueEntry> Read()
    {
        if (_stream is null)
            yield break;
        _stream.Position = 0;
        using var lines = new StreamReader(_stream, leaveOpen: true);
        while (lines.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize(line, QuestionJson.Default.QueueEntry)!;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();
}

/// <summary>How a question is kept for a moment.</summary>
[JsonSerializable(typeof(QueueEntry))]
internal sealed partial class QuestionJson : JsonSerializerContext;
