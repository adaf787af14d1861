using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Segments;

namespace Ocw.Nde.Store.Checking;

/// <summary>Looks for the newest state of a store whose root is lost, and says what would be lost with it.</summary>
internal static class RecoveryPlanner
{
    /// <exception cref="StoreRootException">There is no such state.</exception>
    internal static StoreRecoveryPlan Plan(IStoreFiles files)
    {
        string reason;
        try
        {
            var (_, sound) = StoreRoot.Open(files);
            return new StoreRecoveryPlan(false, sound.StoreId, sound.Version, sound.CommitNumber, sound.CommittedAt, "The root is sound; nothing was changed.", []);
        }
        catch (StoreException error)
        {
            reason = error.Message;
        }

        var superblock = Superblock.Read(files);
        var losses = new List<string>();
        var named = NamedVersion(files);
        foreach (var version in Versions(files))
        {
            if (TryOpen(files, version, superblock.StoreId, losses) is not { } manifest)
                continue;
            if (named > version && losses.Count == 0)
                losses.Add($"{files.PathOf(StoreFileNames.Manifest(named))} is missing: what was committed after commit {manifest.CommitNumber} is lost.");
            return new StoreRecoveryPlan(true, superblock.StoreId, version, manifest.CommitNumber, manifest.CommittedAt, reason, losses);
        }

        throw new StoreRootException(files.PathOf(""), $"no manifest is left whose files can all be opened. Restore a backup, or rebuild the store from the archive. ({reason})");
    }

    private static IEnumerable<long> Versions(IStoreFiles files) =>
        files.List().Select(name => StoreFileNames.IsManifest(name, out var version) ? version : 0).Where(version => version > 0).OrderDescending();

    // The version that the root names, where that much can be read of it.
    private static long NamedVersion(IStoreFiles files)
    {
        try
        {
            return CurrentRoot.Read(files).ManifestVersion;
        }
        catch (Exception error) when (error is StoreException or FileNotFoundException)
        {
            return 0;
        }
    }

    private static Manifest? TryOpen(IStoreFiles files, long version, Guid storeId, List<string> losses)
    {
        try
        {
            var manifest = Manifest.Read(files, version);
            if (manifest.StoreId != storeId)
                return null;
            foreach (var info in manifest.Dictionary)
                DictionarySegment.Open(files, info).Dispose();
            foreach (var info in manifest.Segments)
                QuadSegment.Open(files, info).Dispose();
            foreach (var info in manifest.History)
                HistoryFile.Open(files, info).Dispose();
            foreach (var info in manifest.Removed)
                QuadSegment.Open(files, info, StoreFileNames.Removed(info.File)).Dispose();
            return manifest;
        }
        catch (StoreException error)
        {
            losses.Add($"Manifest {version} cannot be opened, so what was committed with it is lost: {error.Message}");
            return null;
        }
    }
}

/// <summary>How a store whose root is lost could be opened again.</summary>
/// <param name="IsNeeded">Whether the root is lost at all.</param>
/// <param name="StoreId">The store.</param>
/// <param name="ManifestVersion">The manifest that would be the root.</param>
/// <param name="CommitNumber">The commit that would be shown.</param>
/// <param name="CommittedAt">When that was made.</param>
/// <param name="Reason">What is wrong with the root.</param>
/// <param name="Losses">What was acknowledged and would be gone; empty if nothing, as far as the files tell.</param>
public sealed record StoreRecoveryPlan(bool IsNeeded, Guid StoreId, long ManifestVersion, long CommitNumber, DateTimeOffset CommittedAt, string Reason, IReadOnlyList<string> Losses);
