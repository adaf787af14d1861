using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Segments;

namespace Ocw.Nde.Store.Checking;

/// <summary>Reads every byte of a store that no process has open, compares all checksums, and repairs a lost root.</summary>
public static class StoreCheck
{
    /// <summary>Checks the store in a folder. Nothing is changed.</summary>
    /// <exception cref="StoreLockedException">A process has the store; let that one check it (<see cref="QuadStore.Check"/>).</exception>
    public static StoreCheckReport Run(string directory, StoreOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= StoreOptions.Default;
        return Run(Existing(directory, options), cancellation);
    }

    /// <summary>
    /// Makes the newest manifest whose files can all be opened the root again, where <c>CURRENT</c> or the manifest that it names is lost or damaged. A
    /// store with a sound root is left as it is.
    /// </summary>
    /// <exception cref="StoreRootException">There is no such manifest: only a backup or the archive helps.</exception>
    public static StoreRecovery Recover(string directory, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Recover(Existing(directory, options ?? StoreOptions.Default));
    }

    internal static StoreCheckReport Run(IStoreFiles files, CancellationToken cancellation)
    {
        using var folderLock = files.Lock();
        var damages = new List<StoreDamage>();
        void Damaged(StoreDamagedException damage) => damages.Add(new StoreDamage(damage.File, damage.Offset, damage.What));

        Superblock? superblock = null;
        Manifest? manifest = null;
        try
        {
            (superblock, manifest) = StoreRoot.Open(files);
        }
        catch (StoreDamagedException damage)
        {
            Damaged(damage);
        }
        catch (StoreRootException error)
        {
            damages.Add(new StoreDamage(files.PathOf(StoreFileNames.Current), 0, error.Message));
        }

        long bytes = 0;
        if (superblock is not null && manifest is not null)
            bytes = CheckFiles(files, manifest, superblock.HashSeed, Damaged, cancellation);
        return new StoreCheckReport(damages, manifest?.CommitNumber, manifest is null ? 0 : manifest.Files().Count() + 2, bytes);
    }

    /// <summary>What <see cref="Recover(string, StoreOptions?)"/> would do, and what it would lose. Nothing is changed.</summary>
    /// <exception cref="StoreRootException">No state is left that could be the root: only a backup or the archive helps.</exception>
    public static StoreRecoveryPlan PlanRecovery(string directory, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var files = Existing(directory, options ?? StoreOptions.Default);
        using var folderLock = files.Lock();
        return RecoveryPlanner.Plan(files);
    }

    internal static StoreRecovery Recover(IStoreFiles files)
    {
        using var folderLock = files.Lock();
        var plan = RecoveryPlanner.Plan(files);
        if (plan.IsNeeded)
        {
            new CurrentRoot(plan.StoreId, plan.ManifestVersion).WriteAside(files);
            CurrentRoot.Switch(files);
        }

        return new StoreRecovery(plan.IsNeeded, plan.CommitNumber, plan.CommittedAt, plan.Reason);
    }

    /// <summary>Compares all checksums, and where all are right, the content of the files with each other.</summary>
    /// <returns>The bytes that were read.</returns>
    /// <param name="files">The store's folder.</param>
    /// <param name="manifest">The manifest on disk.</param>
    /// <param name="seed">The seed of the hashes.</param>
    /// <param name="damaged">Receives the damage.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <param name="logEnd">Where the log ends, if it is being written; by default where it ends by itself.</param>
    internal static long CheckFiles(
        IStoreFiles files, Manifest manifest, ulong seed, Action<StoreDamagedException> damaged, CancellationToken cancellation, long? logEnd = null)
    {
        var isSound = true;
        var bytes = CheckSums(files, manifest, Report, cancellation) + LogCheck.Run(files, manifest, seed, logEnd, Report);
        if (isSound)
            SegmentFiles.Try(() => StateCheck.Run(files, manifest, seed, Report, cancellation), Report);
        return bytes;

        void Report(StoreDamagedException damage)
        {
            isSound = false;
            damaged(damage);
        }
    }

    private static long CheckSums(IStoreFiles files, Manifest manifest, Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        long bytes = 0;
        foreach (var info in manifest.Dictionary)
        {
            SegmentFiles.Try(() =>
            {
                using var segment = DictionarySegment.Open(files, info);
                segment.VerifyAll(damaged, cancellation);
            }, damaged);
            bytes += info.Bytes;
        }

        foreach (var info in manifest.Segments)
        {
            SegmentFiles.Try(() =>
            {
                using var segment = QuadSegment.Open(files, info);
                segment.VerifyAll(damaged, cancellation);
            }, damaged);
            bytes += info.Bytes;
        }

        foreach (var info in manifest.History)
        {
            SegmentFiles.Try(() =>
            {
                using var history = HistoryFile.Open(files, info);
                history.VerifyAll(damaged, cancellation);
            }, damaged);
            bytes += info.Bytes;
        }

        foreach (var info in manifest.Removed)
        {
            SegmentFiles.Try(() =>
            {
                using var file = QuadSegment.Open(files, info, StoreFileNames.Removed(info.File));
                file.VerifyAll(damaged, cancellation);
            }, damaged);
            bytes += info.Bytes;
        }

        return bytes;
    }

    private static DirectoryStoreFiles Existing(string directory, StoreOptions options) =>
        Directory.Exists(directory) ? new DirectoryStoreFiles(directory, options.FileAccess) : throw new StoreRootException(directory, "there is no such folder.");
}

/// <summary>What a check has found.</summary>
/// <param name="Damages">All damage, not only the first.</param>
/// <param name="CommitNumber">The commit that the root names; <see langword="null"/> if there is no sound root.</param>
/// <param name="Files">The number of files.</param>
/// <param name="Bytes">The bytes of terms and quads that were read.</param>
public sealed record StoreCheckReport(IReadOnlyList<StoreDamage> Damages, long? CommitNumber, int Files, long Bytes)
{
    /// <summary>Whether everything is as it was written.</summary>
    public bool IsSound => Damages.Count == 0;
}

/// <summary>A place in a file that is not as it was written.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="What">What is wrong there.</param>
public sealed record StoreDamage(string File, long Offset, string What);

/// <summary>What a recovery did.</summary>
/// <param name="Changed">Whether the root was set anew.</param>
/// <param name="CommitNumber">The commit that the root names now: later ones, if there were any, are lost.</param>
/// <param name="CommittedAt">When that commit was made.</param>
/// <param name="Reason">What was wrong with the root.</param>
public sealed record StoreRecovery(bool Changed, long CommitNumber, DateTimeOffset CommittedAt, string Reason);
