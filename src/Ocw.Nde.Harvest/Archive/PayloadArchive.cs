using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Keeps every payload exactly as it was received, by its SHA-256, and the story of every run.</summary>
/// <remarks>
/// On disk: <c>payloads/ab/ab12….gz</c> (packed by us) or <c>.bin</c> (as it came, because it was packed already), and
/// <c>runs/&lt;source&gt;/&lt;run&gt;/</c> with <c>journal.jsonl</c> (one line per payload, written as the run goes) and <c>run.json</c> (when it ended).
/// A payload is written aside, synced and renamed, so a name in the archive always has its whole content. One process uses an archive at a time; calls may come from several threads.
/// </remarks>
public sealed class PayloadArchive
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    private readonly string _payloads;
    private readonly string _runs;
    private readonly string _temporary;

    /// <summary>Opens the archive in a folder, which is made if it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public PayloadArchive(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Root = Path.GetFullPath(directory);
        _payloads = Path.Combine(Root, "payloads");
        _runs = Path.Combine(Root, "runs");
        _temporary = Path.Combine(Root, "tmp");
        DurableFiles.CreateDirectory(_payloads);
        DurableFiles.CreateDirectory(_runs);
        Directory.CreateDirectory(_temporary);
        DeleteLeftovers();
    }

    /// <summary>The folder of the archive.</summary>
    public string Root { get; }

    /// <summary>Starts writing a payload; it is in the archive after <see cref="PayloadWriter.Commit"/>.</summary>
    /// <exception cref="ArchiveWriteException">No file can be made.</exception>
    public PayloadWriter BeginWrite() => ArchiveWriteException.Explain(Root, () => new PayloadWriter(this, Path.Combine(_temporary, Guid.NewGuid().ToString("N"))));

    /// <summary>Where a half download of an address is put aside; what lies there for more than a day goes away.</summary>
    internal string AsideOf(string address) => Path.Combine(_temporary, "half-" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(address)))[..32]);

    /// <summary>Writes a whole payload.</summary>
    public StoredPayload Write(ReadOnlySpan<byte> content)
    {
        using var writer = BeginWrite();
        writer.Write(content);
        return writer.Commit();
    }

    /// <summary>Whether the archive holds the payload.</summary>
    public bool Contains(string hash) => FindFile(hash) is not null;

    /// <summary>Opens a payload, after checking all of its bytes against its hash. The stream can seek when the payload came packed (zip, gzip).</summary>
    /// <exception cref="FileNotFoundException">The archive does not hold it.</exception>
    /// <exception cref="InvalidDataException">Its bytes are no longer those that were received.</exception>
    public Stream OpenRead(string hash)
    {
        Verify(hash);
        return OpenUnchecked(hash);
    }

    /// <summary>Checks all bytes of a payload against its hash.</summary>
    /// <inheritdoc cref="OpenRead" path="/exception"/>
    public void Verify(string hash)
    {
        using var check = OpenUnchecked(hash);
        string found;
        try
        {
            found = Convert.ToHexStringLower(SHA256.HashData(check));
        }
        catch (InvalidDataException packed)
        {
            found = $"unreadable: {packed.Message}";
        }

        if (found != hash)
            throw new InvalidDataException($"The archived payload {hash} in {Root} is damaged (now {found}). Restore it from a backup of the data directory, or harvest the source again.");
    }

    /// <summary>The runs of a source, oldest first.</summary>
    public IReadOnlyList<HarvestRun> Runs(string sourceId)
    {
        var folder = RunsOf(sourceId);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. Directory.EnumerateDirectories(folder)
                .Select(run => Path.Combine(run, "run.json"))
                .Where(File.Exists)
                .Order(StringComparer.Ordinal)
                .Select(ReadRun),
        ];
    }

    /// <summary>Opens a run that ended; everything in it can be cut again without the network.</summary>
    /// <exception cref="FileNotFoundException">There is no such run.</exception>
    public HarvestRun OpenRun(string sourceId, string runId)
    {
        var file = Path.Combine(RunsOf(sourceId), Checked(runId), "run.json");
        return File.Exists(file)
            ? ReadRun(file)
            : throw new FileNotFoundException($"The archive in {Root} holds no finished run '{runId}' of source '{sourceId}'.", file);
    }

    /// <summary>The runs that together give the present state of a source, oldest first: the last full run and the increments after it.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="includeIncomplete">Whether an incomplete full run may be the start, if there is no complete one.</param>
    public IReadOnlyList<HarvestRun> RunsToReplay(string sourceId, bool includeIncomplete = false)
    {
        var usable = Runs(sourceId).Where(run => run.Outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged
            || (run.Outcome == HarvestOutcome.Incomplete && (includeIncomplete || run.Scope == HarvestScope.Increment))).ToList();
        var start = usable.FindLastIndex(run => run.Scope == HarvestScope.Full);
        return start < 0 ? [] : usable[start..];
    }

    internal string RunFolder(string sourceId, string runId) => Path.Combine(RunsOf(sourceId), Checked(runId));

    internal IEnumerable<string> RunIds(string sourceId) =>
        Directory.Exists(RunsOf(sourceId)) ? Directory.EnumerateDirectories(RunsOf(sourceId)).Select(folder => Path.GetFileName(folder)!).OrderDescending(StringComparer.Ordinal) : [];

    /// <summary>The folders of all runs of all sources.</summary>
    internal IEnumerable<string> AllRunFolders() => Directory.EnumerateDirectories(_runs).SelectMany(Directory.EnumerateDirectories);

    /// <summary>Removes a payload for good.</summary>
    internal void Remove(string hash)
    {
        if (FindFile(hash) is not { } file)
            return;
        File.Delete(file);
        DurableFiles.FlushDirectory(Path.GetDirectoryName(file)!);
    }

    internal HarvestRun WriteRun(HarvestRun run) => ArchiveWriteException.Explain(Root, () =>
    {
        var folder = RunFolder(run.SourceId, run.RunId);
        DurableFiles.CreateDirectory(folder);
        DurableFiles.WriteAllBytes(Path.Combine(folder, "run.json"), JsonSerializer.SerializeToUtf8Bytes(run, HarvestJson.Default.HarvestRun));
        return run;
    });

    internal StoredPayload Store(string temporaryFile, string hash, long length, string extension)
    {
        if (FindFile(hash) is not null)
        {
            File.Delete(temporaryFile);
            return new StoredPayload(hash, length, WasKnown: true);
        }

        var folder = Path.Combine(_payloads, hash[..2]);
        DurableFiles.CreateDirectory(folder);
        File.Move(temporaryFile, Path.Combine(folder, hash + extension), overwrite: true);
        DurableFiles.FlushDirectory(folder);
        return new StoredPayload(hash, length, WasKnown: false);
    }

    internal Stream OpenUnchecked(string hash)
    {
        var file = FindFile(hash) ?? throw new FileNotFoundException($"The archive in {Root} does not hold the payload {hash}. Restore it from a backup of the data directory, or harvest the source again.");
        var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10, FileOptions.SequentialScan);
        return file.EndsWith(PayloadWriter.PackedByUs, StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    private string? FindFile(string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException($"'{hash}' is not a SHA-256 in lower-case hex.", nameof(hash));
        var stem = Path.Combine(_payloads, hash[..2], hash);
        return File.Exists(stem + PayloadWriter.PackedByUs) ? stem + PayloadWriter.PackedByUs
            : File.Exists(stem + PayloadWriter.AsReceived) ? stem + PayloadWriter.AsReceived
            : null;
    }

    private string RunsOf(string sourceId) => Path.Combine(_runs, Checked(sourceId));

    // What a killed process left; younger files may be of a harvest that is going on.
    private void DeleteLeftovers()
    {
        foreach (var left in Directory.EnumerateFiles(_temporary))
        {
            if (File.GetLastWriteTimeUtc(left) < DateTime.UtcNow - LeftoverAge)
                File.Delete(left);
        }
    }

    private static HarvestRun ReadRun(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), HarvestJson.Default.HarvestRun)
                ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{file} is not readable ({damaged.Message}). Restore it from a backup of the data directory, or harvest the source again.", damaged);
        }
    }

    private static string Checked(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : throw new ArgumentException($"'{name}' cannot be a folder in the archive: letters, digits, '-', '_' and '.' only, and not a dot first.", nameof(name));
}
