using Ocw.Nde.Store;
using Ocw.Nde.Store.Maintenance;

namespace Ocw.Nde.Node.Operations.Maintenance;

/// <summary>What a backup of a node holds: the store as of one commit, the archive, runs, reports and everything else in the data directory that cannot be derived, and the settings.</summary>
/// <remarks>
/// The store comes first: payloads are archived before the store speaks of them, so what is copied afterwards holds all that it needs. A node that is
/// running goes on meanwhile.
/// </remarks>
internal sealed class NodeBackup(DataFolders folders, string? settingsFile, string? sourcesDirectory)
{
    /// <summary>Where files of the data directory stand in a backup.</summary>
    public const string DataPrefix = "data/";

    /// <summary>Where the settings stand in a backup.</summary>
    public const string SettingsPrefix = "settings/";

    private const string StorePrefix = DataPrefix + "store/";

    /// <summary>Makes a backup.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="cancellation">Stops the copying; earlier backups stay.</param>
    /// <exception cref="StoreDamagedException">The store is damaged: a backup of it would be worth nothing, and the earlier ones are kept.</exception>
    public BackupReport Write(BackupFolder target, CancellationToken cancellation)
    {
        using var store = Directory.Exists(folders.Store) ? StoreFileSet.Open(folders.Store) : null;
        if (store?.Check(cancellation).Damages is [var damage, ..])
            throw new StoreException($"The store's file '{damage.File}' is damaged at byte {damage.Offset}: {damage.What}. No backup was made; earlier ones are as they were. Run `check` to list all damage, and restore the file from an earlier backup.");
        var commit = store is null ? "no store" : FormattableString.Invariant($"commit {store.CommitNumber} of {store.CommittedAt:O}");
        return target.Write([.. Entries(store)], commit, cancellation);
    }

    private IEnumerable<BackupEntry> Entries(StoreFileSet? store)
    {
        foreach (var file in store?.Files ?? [])
            yield return new BackupEntry(StorePrefix + file.Name, file.CopyTo);
        foreach (var file in folders.Kept())
        {
            var path = Path.GetRelativePath(folders.Root, file).Replace(Path.DirectorySeparatorChar, '/');
            yield return Entry(DataPrefix + path, file, isNamedByContent: path.StartsWith("archive/payloads/", StringComparison.Ordinal));
        }

        if (settingsFile is not null && File.Exists(settingsFile))
            yield return Entry(SettingsPrefix + "node.yaml", settingsFile);
        if (sourcesDirectory is null || !Directory.Exists(sourcesDirectory))
            yield break;
        foreach (var file in Directory.EnumerateFiles(sourcesDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return Entry(SettingsPrefix + "sources/" + Path.GetRelativePath(sourcesDirectory, file).Replace(Path.DirectorySeparatorChar, '/'), file);
    }

    private static BackupEntry Entry(string path, string file, bool isNamedByContent = false) => new(path, (target, cancellation) => Copy(file, target, cancellation), isNamedByContent);

    private static void Copy(string file, Stream target, CancellationToken cancellation)
    {
        // Others may go on writing to it: lists of runs grow at their end.
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[1 << 17];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            target.Write(buffer.AsSpan(0, read));
        }
    }
}
