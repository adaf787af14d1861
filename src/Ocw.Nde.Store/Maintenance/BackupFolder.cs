using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Maintenance;

/// <summary>
/// A folder of backups: <c>objects/ab/ab12…</c> holds each content once, by its SHA-256; <c>snapshots/&lt;time&gt;.json</c> says which file had
/// which content. A further backup into the same folder writes only what is new.
/// </summary>
/// <remarks>
/// Contents are written under other names, synced, and only then named: what has a name in <c>objects</c> is whole. A snapshot is written last of
/// all, so an interrupted backup leaves the earlier ones as they were.
/// </remarks>
public sealed class BackupFolder
{
    private const string Readme =
        """
        Reservekopieen van een OcwNde-knooppunt. Terugzetten: ./ocwnde restore DEZE-MAP --data MAP
        Backups of an OcwNde node. To restore: ./ocwnde restore THIS-FOLDER --data FOLDER

        By hand: snapshots/*.json (the newest has the highest name) lists files: path, length, sha256.
        The content of a file lies in objects/<first two digits of its sha256>/<sha256>.

        """;

    private readonly string _root;
    private readonly TimeProvider _time;

    /// <summary>A folder that may not be there yet.</summary>
    public BackupFolder(string directory, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _root = Path.GetFullPath(directory);
        _time = time;
    }

    private string Objects => Path.Combine(_root, "objects");

    private string Snapshots => Path.Combine(_root, "snapshots");

    private string Incoming => Path.Combine(_root, "incoming");

    /// <summary>The names of the backups, oldest first.</summary>
    public IReadOnlyList<string> List() =>
        Directory.Exists(Snapshots) ? [.. Directory.EnumerateFiles(Snapshots, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads what a backup consists of.</summary>
    /// <param name="name">Its name, or <see langword="null"/> for the newest.</param>
    /// <exception cref="BackupException">There is none, or its list is damaged.</exception>
    public BackupSnapshot Read(string? name = null)
    {
        var known = List();
        name ??= known.Count > 0 ? known[^1] : throw new BackupException(_root, "the folder holds no backup");
        var file = Path.Combine(Snapshots, name + ".json");
        if (!known.Contains(name, StringComparer.Ordinal))
            throw new BackupException(file, $"there is no such backup; there are: {string.Join(", ", known)}");
        try
        {
            var snapshot = JsonSerializer.Deserialize(File.ReadAllBytes(file), BackupJson.Default.BackupSnapshot);
            return snapshot is { Name: not null, Files: not null } && snapshot.Checksum == snapshot.ComputeChecksum()
                ? snapshot
                : throw new BackupException(file, "its checksum does not match: the list of files is damaged");
        }
        catch (JsonException error)
        {
            throw new BackupException(file, $"the list of files is damaged: {error.Message}", error);
        }
    }

    /// <summary>Makes a backup of these files.</summary>
    /// <param name="entries">The files. The order is kept: restoring writes them in it.</param>
    /// <param name="description">What the backup is of, for people.</param>
    /// <param name="cancellation">Stops the copying; the earlier backups stay as they were.</param>
    /// <exception cref="BackupException">There is not enough room.</exception>
    public BackupReport Write(IEnumerable<BackupEntry> entries, string description, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Prepare();
        var known = List() is [.., var last] ? Read(last).Files.ToDictionary(file => file.Path, StringComparer.Ordinal) : [];
        var files = new List<BackupFile>();
        var incoming = new HashSet<string>(StringComparer.Ordinal);
        long written = 0;
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.IsNamedByContent && known.TryGetValue(entry.Path, out var before) && Has(before))
            {
                files.Add(before);
                continue;
            }

            var file = Copy(entry, incoming, cancellation, ref written);
            files.Add(file);
        }

        Libc.SyncFileSystem(Incoming);
        foreach (var hash in incoming)
            File.Move(Path.Combine(Incoming, hash), ObjectOf(hash), overwrite: true);
        var snapshot = new BackupSnapshot(NewName(), _time.GetUtcNow(), description, files);
        var list = JsonSerializer.SerializeToUtf8Bytes(snapshot with { Checksum = snapshot.ComputeChecksum() }, BackupJson.Default.BackupSnapshot);
        var temporary = Path.Combine(Incoming, snapshot.Name);
        File.WriteAllBytes(temporary, list);
        Libc.SyncFileSystem(Incoming);
        File.Move(temporary, Path.Combine(Snapshots, snapshot.Name + ".json"));
        Libc.SyncFileSystem(_root);
        return new BackupReport(snapshot.Name, files.Count, files.Sum(file => file.Length), incoming.Count, written + list.Length);
    }

    /// <summary>Removes all but the newest backups, and the contents that only the older ones had.</summary>
    /// <param name="keep">How many stay; at least one.</param>
    /// <param name="cancellation">Stops between two files; what is left is removed the next time.</param>
    /// <returns>The bytes that were given back.</returns>
    public long KeepNewest(int keep, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var names = List();
        // Read before anything goes: a damaged list would make its contents look unused.
        var used = names.TakeLast(keep).SelectMany(name => Read(name).Files).Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.SkipLast(keep))
            File.Delete(Path.Combine(Snapshots, name + ".json"));
        long freed = 0;
        foreach (var content in new DirectoryInfo(Objects).EnumerateFiles("*", SearchOption.AllDirectories).Where(content => !used.Contains(content.Name)))
        {
            cancellation.ThrowIfCancellationRequested();
            freed += content.Length;
            content.Delete();
        }

        return freed;
    }

    /// <summary>Compares every content of a backup with its hash.</summary>
    /// <param name="snapshot">The backup.</param>
    /// <param name="damaged">Hears of each file that is missing or damaged: its path in the backup, and what is wrong.</param>
    /// <param name="cancellation">Stops the check.</param>
    public void Verify(BackupSnapshot snapshot, Action<string, string> damaged, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(damaged);
        foreach (var file in snapshot.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = ObjectOf(file.Sha256);
            if (!File.Exists(path))
            {
                damaged(file.Path, $"{path} is missing");
                continue;
            }

            using var stream = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
                damaged(file.Path, $"{path} is not what was written");
        }
    }

    /// <summary>Writes the files of a backup out again.</summary>
    /// <param name="snapshot">The backup; <see cref="Verify"/> it first.</param>
    /// <param name="placeOf">Where a file goes, or <see langword="null"/> to leave it out.</param>
    /// <param name="cancellation">Stops the copying.</param>
    public void Restore(BackupSnapshot snapshot, Func<BackupFile, string?> placeOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(placeOf);
        string? last = null;
        foreach (var file in snapshot.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Path.Split('/').Any(part => part is "" or "." or "..") || Path.IsPathRooted(file.Path))
                throw new BackupException(_root, $"the backup names a file outside of its folder: {file.Path}");
            if (placeOf(file) is not { } place)
                continue;
            last = Path.GetDirectoryName(place)!;
            Directory.CreateDirectory(last);
            File.Copy(ObjectOf(file.Sha256), place, overwrite: false);
            File.SetLastWriteTimeUtc(place, _time.GetUtcNow().UtcDateTime);
        }

        if (last is not null)
            Libc.SyncFileSystem(last);
    }

    private BackupFile Copy(BackupEntry entry, HashSet<string> incoming, CancellationToken cancellation, ref long written)
    {
        var temporary = Path.Combine(Incoming, "next");
        string hash;
        long length;
        using (var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        using (var target = new HashingStream(new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), hashing))
        {
            Translate(() => entry.CopyTo(target, cancellation), temporary);
            length = target.Length;
            hash = Convert.ToHexStringLower(hashing.GetHashAndReset());
        }

        var file = new BackupFile(entry.Path, length, hash);
        if (Has(file) || incoming.Contains(hash))
        {
            File.Delete(temporary);
            return file;
        }

        File.Move(temporary, Path.Combine(Incoming, hash), overwrite: true);
        incoming.Add(hash);
        written += length;
        return file;
    }

    private static void Translate(Action copy, string path)
    {
        try
        {
            copy();
        }
        catch (IOException error) when (StoreFullException.IsDiskFull(error))
        {
            throw new BackupException(path, "the disk of the backup is full; the earlier backups are as they were", error);
        }
    }

    private bool Has(BackupFile file) => new FileInfo(ObjectOf(file.Sha256)) is { Exists: true } found && found.Length == file.Length;

    private string ObjectOf(string sha256)
    {
        var folder = Path.Combine(Objects, sha256[..2]);
        return Path.Combine(folder, sha256);
    }

    private void Prepare()
    {
        if (Directory.Exists(_root) && !Directory.Exists(Snapshots) && Directory.EnumerateFileSystemEntries(_root).Any())
            throw new BackupException(_root, "the folder is not empty and holds no backups. Name an empty folder, or one with earlier backups");
        Directory.CreateDirectory(Snapshots);
        foreach (var first in Enumerable.Range(0, 256))
            Directory.CreateDirectory(Path.Combine(Objects, first.ToString("x2", CultureInfo.InvariantCulture)));
        // What an interrupted backup left.
        if (Directory.Exists(Incoming))
            Directory.Delete(Incoming, recursive: true);
        Directory.CreateDirectory(Incoming);
        var readme = Path.Combine(_root, "README.txt");
        if (!File.Exists(readme))
            File.WriteAllText(readme, Readme);
    }

    private string NewName()
    {
        var known = List();
        var name = _time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        // Names sort as the backups were made, also when the clock was put back.
        return known.Count > 0 && string.CompareOrdinal(name, known[^1]) <= 0 ? known[^1] + "+" : name;
    }
}
