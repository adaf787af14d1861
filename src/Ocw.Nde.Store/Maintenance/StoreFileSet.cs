using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Maintenance;

/// <summary>
/// All files of one committed state of a store, held open: for checking and copying, also while another process has the store and goes on writing.
/// </summary>
/// <remarks>
/// Files of a state never change and are only ever unlinked, so that holding them open is all that a consistent copy needs. Only the log grows: of it, the
/// records that are whole now are kept in memory.
/// </remarks>
public sealed class StoreFileSet : IDisposable
{
    private readonly PinnedFiles _files;
    private readonly Superblock _superblock;
    private readonly Manifest _manifest;
    private readonly Manifest _state;

    private StoreFileSet(PinnedFiles files, Superblock superblock, Manifest manifest, Manifest state)
    {
        _files = files;
        _superblock = superblock;
        _manifest = manifest;
        _state = state;
        // The root last: a copy that was cut off is then no store.
        Files = [.. files.Readers.OrderBy(reader => reader.Name is StoreFileNames.Current).ThenBy(reader => reader.Name, StringComparer.Ordinal).Select(reader => new StoreFile(reader))];
    }

    /// <summary>The last commit of the state.</summary>
    public long CommitNumber => _state.CommitNumber;

    /// <summary>When that commit was made.</summary>
    public DateTimeOffset CommittedAt => _state.CommittedAt;

    /// <summary>The files; the root comes last.</summary>
    public IReadOnlyList<StoreFile> Files { get; }

    /// <summary>Opens the state that the root names now. No process is disturbed, and none is needed.</summary>
    /// <exception cref="StoreRootException">The folder holds no store, or one that has lost its root.</exception>
    /// <exception cref="StoreDamagedException">A file that the state needs is missing or damaged.</exception>
    public static StoreFileSet Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
            throw new StoreRootException(directory, "there is no such folder.");
        // Not mapped: a failing disk is then an exception, not the end of the process.
        return Open(new DirectoryStoreFiles(directory, StoreFileAccess.Buffered));
    }

    internal static StoreFileSet Open(IStoreFiles files)
    {
        while (true)
        {
            CurrentRoot? root = null;
            var pinned = new PinnedFiles(files.PathOf(""));
            try
            {
                root = ReadRoot(files);
                return Open(files, pinned);
            }
            catch (Exception error)
            {
                pinned.Dispose();
                // A commit may have switched the root and removed files of the state before; the new root then says where they are now.
                if (error is not (StoreException or FileNotFoundException) || root is null || ReadRoot(files) == root)
                    throw;
            }
        }
    }

    /// <summary>Compares all checksums, and the files with each other.</summary>
    public StoreCheckReport Check(CancellationToken cancellation = default)
    {
        var damages = new List<StoreDamage>();
        var bytes = StoreCheck.CheckFiles(_files, _manifest, _superblock.HashSeed, damage => damages.Add(new StoreDamage(damage.File, damage.Offset, damage.What)), cancellation);
        return new StoreCheckReport(damages, CommitNumber, Files.Count, bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private static StoreFileSet Open(IStoreFiles files, PinnedFiles pinned)
    {
        // The root's file is replaced by renaming: what is opened here is one root, whatever comes after it.
        pinned.Pin(files.OpenRead(StoreFileNames.Current));
        var root = CurrentRoot.Read(pinned);
        pinned.Pin(files.OpenRead(StoreFileNames.Superblock));
        pinned.Pin(files.OpenRead(StoreFileNames.Manifest(root.ManifestVersion)));
        var (superblock, manifest) = StoreRoot.Open(pinned);
        foreach (var name in manifest.Files().Where(name => !pinned.List().Contains(name, StringComparer.Ordinal)))
            pinned.Pin(Require(files, name));
        var state = PinnedLog.Pin(files, pinned, manifest, superblock.HashSeed);
        return new StoreFileSet(pinned, superblock, manifest, state);
    }

    private static StoreReader Require(IStoreFiles files, string name)
    {
        try
        {
            return files.OpenRead(name);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreDamagedException(files.PathOf(name), 0, "the file is missing", error);
        }
    }

    private static CurrentRoot ReadRoot(IStoreFiles files)
    {
        try
        {
            return CurrentRoot.Read(files);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreRootException(files.PathOf(""), $"there is no {StoreFileNames.Current}. Run `check --recover`, or restore a backup.", error);
        }
    }
}

/// <summary>A file of a <see cref="StoreFileSet"/>, readable until that is disposed.</summary>
public sealed class StoreFile
{
    private readonly StoreReader _reader;

    internal StoreFile(StoreReader reader) => _reader = reader;

    /// <summary>Its name in the store's folder.</summary>
    public string Name => _reader.Name;

    /// <summary>Its length in bytes.</summary>
    public long Length => _reader.Length;

    /// <summary>Copies its bytes.</summary>
    public void CopyTo(Stream target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        const int part = 1 << 20;
        byte[] scratch = [];
        for (long done = 0; done < Length; done += part)
        {
            cancellation.ThrowIfCancellationRequested();
            target.Write(_reader.Read(done, (int)Math.Min(part, Length - done), ref scratch));
        }
    }
}
