using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>One line of a run's journal: how it started, or what was fetched.</summary>
internal sealed record JournalEntry
{
    /// <summary>First line only: what the run asks.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>First line only: when the run started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>First line only: whether it is an increment, and since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What the repository says about itself.</summary>
    public OaiRepository? Repository { get; init; }

    /// <summary>A payload that lies in the archive.</summary>
    public ArchivedPayload? Payload { get; init; }

    /// <summary>A page of an OAI-PMH list.</summary>
    public JournalPage? Page { get; init; }

    /// <summary>Something that was noticed, so that a run that is gone on with still says it.</summary>
    public HarvestNotice? Notice { get; init; }
}

/// <summary>What going on after an OAI-PMH page needs.</summary>
/// <param name="List">The number of the list: it grows with each set and with each restart.</param>
/// <param name="Set">The number of the set in the source's list of sets.</param>
/// <param name="From">Since when the list asks.</param>
/// <param name="NextToken">The resumption token for the next page; <see langword="null"/> when the list is at its end.</param>
/// <param name="Signature">The identifiers and datestamps of the page, hashed: equal pages are equal here.</param>
/// <param name="Records">Records on the page, deleted ones included.</param>
/// <param name="Deleted">Deleted records on the page.</param>
/// <param name="ResponseDate">The clock of the repository when it answered.</param>
/// <param name="Oldest">The oldest datestamp on the page.</param>
/// <param name="Newest">The newest datestamp on the page.</param>
/// <param name="ListSize">The length of the list that the repository announced.</param>
internal sealed record JournalPage(
    int List,
    int Set,
    DateTimeOffset? From,
    string? NextToken,
    string Signature,
    int Records,
    int Deleted,
    DateTimeOffset? ResponseDate,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    long? ListSize);

/// <summary>The journal of a run that is going on: a line is on the disk when <see cref="Append"/> returns, so a killed run can be gone on with.</summary>
internal sealed class RunJournal : IDisposable
{
    private readonly FileStream _file;

    private readonly string _root;

    private RunJournal(string root, string runId, FileStream file, List<JournalEntry> entries)
    {
        _root = root;
        RunId = runId;
        _file = file;
        Entries = entries;
    }

    public string RunId { get; }

    /// <summary>The lines that stood in it when it was opened.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>Starts the journal of a new run.</summary>
    public static RunJournal Create(PayloadArchive archive, string sourceId, string runId) => ArchiveWriteException.Explain(archive.Root, () =>
    {
        var folder = archive.RunFolder(sourceId, runId);
        DurableFiles.CreateDirectory(folder);
        var created = new FileStream(Path.Combine(folder, "journal.jsonl"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        DurableFiles.FlushDirectory(folder);
        return new RunJournal(archive.Root, runId, created, []);
    });

    /// <summary>Opens the journal of a half run; a last line that was cut off by the kill is taken away.</summary>
    public static RunJournal? OpenHalf(PayloadArchive archive, string sourceId, string runId)
    {
        var path = Path.Combine(archive.RunFolder(sourceId, runId), "journal.jsonl");
        if (!File.Exists(path))
            return null;
        var half = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var entries = new List<JournalEntry>();
        var bytes = new byte[half.Length];
        half.ReadExactly(bytes);
        var whole = 0;
        while (bytes.AsSpan(whole).IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (Parse(bytes.AsSpan(whole, length)) is not { } entry)
                break;
            entries.Add(entry);
            whole += length + 1;
        }

        half.SetLength(whole);
        half.Position = whole;
        return new RunJournal(archive.Root, runId, half, entries);
    }

    /// <summary>Adds a line, durably.</summary>
    /// <exception cref="ArchiveWriteException">The disk did not take it.</exception>
    public void Append(JournalEntry entry)
    {
        try
        {
            _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, HarvestJson.Default.JournalEntry), (byte)'\n']);
            DurableFiles.Flush(_file);
        }
        catch (IOException failed)
        {
            throw ArchiveWriteException.Of(_root, failed);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>One line; <see langword="null"/> for one that a kill cut off.</summary>
    internal static JournalEntry? ParseLine(string line) => Parse(System.Text.Encoding.UTF8.GetBytes(line));

    private static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HarvestJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
