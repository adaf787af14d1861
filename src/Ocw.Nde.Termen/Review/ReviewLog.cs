using System.Text.Json;

namespace Ocw.Nde.Termen.Review;

/// <summary>The file with all that was said about literals: one JSON object a line, appended and synced, never rewritten.</summary>
/// <remarks>
/// Several processes may append, one at a time: a command can do so while the node serves, which reads on where it was. A last line that a power cut left
/// unfinished does not count and is cut off by the next append. Safe for concurrent use.
/// </remarks>
public sealed class ReviewLog
{
    private const int LockTries = 200;
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(25);

    private readonly string _file;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private ReviewLedger _ledger = new();
    private long _read;

    /// <summary>The log of a file; the file need not exist.</summary>
    public ReviewLog(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        _file = file;
    }

    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>What holds now, with what other processes added; kept as it is while it is used.</summary>
    /// <exception cref="InvalidDataException">A line in the middle of the file is not readable; the message says which.</exception>
    public ReviewLedger Current
    {
        get
        {
            lock (_lock)
            {
                ReadOn();
                return _ledger;
            }
        }
    }

    /// <summary>Adds events; when it returns they are on disk. Events that are known by their id are passed over.</summary>
    /// <returns>How many were added.</returns>
    /// <exception cref="IOException">The file cannot be written, or another process holds it for too long.</exception>
    public int Append(IReadOnlyCollection<ReviewEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        lock (_lock)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            using var held = Hold();
            ReadOn();
            var added = events.Where(e => !_ids.Contains(e.Id)).DistinctBy(e => e.Id, StringComparer.Ordinal).ToList();
            if (added.Count == 0)
                return 0;
            using (var stream = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 16))
            {
                // What follows the last line feed was never confirmed.
                stream.SetLength(_read);
                stream.Position = _read;
                foreach (var one in added)
                {
                    JsonSerializer.Serialize(stream, one, ReviewJson.Default.ReviewEvent);
                    stream.WriteByte((byte)'\n');
                }

                stream.Flush(flushToDisk: true);
            }

            ReadOn();
            return added.Count;
        }
    }

    /// <summary>All events with all that they hold, in the order of the file.</summary>
    public IEnumerable<ReviewEvent> Events()
    {
        if (!File.Exists(_file))
            yield break;
        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var (line, number) in new ReviewLines(stream).Read())
            yield return Parse(line.Span, number);
    }

    /// <summary>Writes the events of one institution, or all, as they stand in the file.</summary>
    /// <returns>How many.</returns>
    public int CopyTo(Stream target, string? institution)
    {
        ArgumentNullException.ThrowIfNull(target);
        var count = 0;
        foreach (var one in Events().Where(e => institution is null || string.Equals(e.Institution, institution, StringComparison.Ordinal)))
        {
            JsonSerializer.Serialize(target, one, ReviewJson.Default.ReviewEvent);
            target.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }

    /// <summary>Adds the events that <see cref="CopyTo"/> wrote, here or on another node; those that are known are passed over.</summary>
    /// <exception cref="InvalidDataException">A line is not an event; nothing is added.</exception>
    public int AppendFrom(Stream source) => Append([.. new ReviewLines(source, lastMayLackLineFeed: true).Read().Select(line => Parse(line.Bytes.Span, line.Number))]);

    private static ReviewEvent Parse(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReviewJson.Default.ReviewEvent) ?? throw new JsonException("An object is expected.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"Line {number} is not a decision ({fault.Message}). Put the file back from a backup, or take the line out.", fault);
        }
    }

    private void ReadOn()
    {
        var length = File.Exists(_file) ? new FileInfo(_file).Length : 0;
        if (length == _read)
            return;
        if (length < _read)
            Forget();
        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        stream.Position = _read;
        var events = new List<ReviewEvent>();
        var lines = new ReviewLines(stream);
        foreach (var (line, number) in lines.Read())
        {
            // What was offered is for learning only, and is most of a line.
            var one = Parse(line.Span, number) with { Offered = [] };
            if (_ids.Add(one.Id))
                events.Add(one);
        }

        _read += lines.Consumed;
        if (events.Count > 0)
            _ledger = _ledger.With(events);
    }

    // The file was replaced by a shorter one: restored, or purged.
    private void Forget()
    {
        _read = 0;
        _ids.Clear();
        _ledger = new ReviewLedger();
    }

    private FileStream Hold()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (tries < LockTries)
            {
                Thread.Sleep(LockWait);
            }
        }
    }
}
