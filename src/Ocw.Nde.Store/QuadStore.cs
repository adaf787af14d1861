using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Merging;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store;

/// <summary>Keeps quads durably in one folder, which one process has at a time. Safe for concurrent use.</summary>
/// <remarks>
/// Readers open snapshots, one writer at a time opens a transaction; neither waits for the other. See docs/store-format.md for what lies on disk.
/// </remarks>
public sealed partial class QuadStore : IDisposable
{
    /// <summary>A log with at most so many changed rows is moved into segments when the store is closed.</summary>
    private const long RowsFlushedAtEnd = 20_000;

    private readonly StoreFolder _folder;
    private readonly IDisposable _lock;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _switch = new();
    private readonly Lock _root = new();
    private readonly SegmentMerging _merging;
    private StoreState _state;
    private volatile StoreFaultedException? _fault;
    private volatile bool _disposed;

    private QuadStore(StoreFolder folder, IDisposable folderLock, StoreOptions options, StoreState state)
    {
        _folder = folder;
        _lock = folderLock;
        Options = options;
        _state = state;
        _merging = new SegmentMerging(this, folder);
    }
    /// <summary>How the store was opened.</summary>
    public StoreOptions Options { get; }

    /// <summary>The store's folder.</summary>
    public string DirectoryPath => _folder.Path;

    /// <summary>The number of the last commit; 0 for a new store.</summary>
    public long CommitNumber => Current(state => state.Manifest.CommitNumber);

    /// <summary>Why the store can only be read until it is opened again; <see langword="null"/> if it can be written.</summary>
    public StoreFaultedException? Fault => _fault;

    /// <summary>Opens the store in a folder, or makes one in a folder that is empty or missing.</summary>
    /// <exception cref="StoreLockedException">Another process has it.</exception>
    /// <exception cref="StoreRootException">The folder holds something else, or a store whose root is missing. Nothing was changed.</exception>
    /// <exception cref="StoreDamagedException">A file that is needed to open it is damaged. Nothing was changed.</exception>
    public static QuadStore Open(string directory, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= StoreOptions.Default;
        return Open(new DirectoryStoreFiles(directory, options.FileAccess), options);
    }

    internal static QuadStore Open(IStoreFiles files, StoreOptions options)
    {
        var folderLock = files.Lock();
        try
        {
            var folder = new StoreFolder(files, options.OnWarning);
            var (superblock, manifest) = StoreRoot.OpenOrCreate(files, options);
            StoreRoot.RemoveOrphans(folder, manifest);
            folder.StartAt(manifest.NextFile);
            return new QuadStore(folder, folderLock, options, StoreOpening.Open(folder, superblock, manifest, options));
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens the present state for reading.</summary>
    /// <param name="scope">What the reader may see.</param>
    public Snapshot OpenSnapshot(ReaderScope scope)
    {
        var lease = LeaseCurrent();
        return new Snapshot(lease, scope, lease.State.View(scope));
    }

    /// <summary>Begins to write; waits while another transaction is open, or says so at once (<see cref="StoreOptions.WaitForWriter"/>).</summary>
    /// <exception cref="StoreBusyException">Another transaction is open and waiting is off.</exception>
    /// <exception cref="StoreFaultedException">A commit failed at its switch; the store must be opened again.</exception>
    public WriteTransaction BeginWrite(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Options.WaitForWriter)
            _writer.Wait(cancellation);
        else if (!_writer.Wait(0, cancellation))
            throw new StoreBusyException(DirectoryPath);
        return Begin();
    }

    /// <summary>Begins to write without holding a thread while another transaction is open.</summary>
    /// <inheritdoc cref="BeginWrite"/>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Options.WaitForWriter)
            await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        else if (!await _writer.WaitAsync(0, cancellation).ConfigureAwait(false))
            throw new StoreBusyException(DirectoryPath);
        return Begin();
    }

    /// <summary>Moves the commits that are in the log into segments; readers and writers go on meanwhile.</summary>
    public void Flush(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _merging.Flush(cancellation);
    }

    /// <summary>Flushes the log and merges segments and history until there is nothing left that is worth merging; readers and writers go on meanwhile.</summary>
    public void Merge(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _merging.Flush(cancellation);
        _merging.RunToEnd(thorough: true, cancellation);
    }

    /// <summary>Reads every byte of the present state and compares all checksums, beside reading and writing.</summary>
    public StoreCheckReport Check(CancellationToken cancellation = default)
    {
        using var lease = LeaseCurrent();
        var manifest = lease.State.Stored;
        var damages = new List<StoreDamage>();
        var bytes = StoreCheck.CheckFiles(_folder.Files, manifest, lease.State.Terms.Seed, damage => damages.Add(new StoreDamage(damage.File, damage.Offset, damage.What)), cancellation, lease.State.Parts.LogEnd);
        return new StoreCheckReport(damages, lease.State.Manifest.CommitNumber, manifest.Files().Count() + 2, bytes);
    }

    /// <summary>What the store takes on disk, and in how many files.</summary>
    public StoreUsage Usage() => Current(state => new StoreUsage(
        state.Manifest.Graphs.Values.Sum(state.RowsOf),
        state.Stored.Segments.Sum(segment => segment.Rows),
        state.Stored.Segments.Sum(segment => segment.Bytes) + state.Stored.Removed.Sum(segment => segment.Bytes),
        state.Stored.Segments.Length,
        state.Stored.Dictionary.Sum(segment => segment.Count),
        state.Stored.Dictionary.Sum(segment => segment.Bytes),
        state.Stored.Dictionary.Length)
    {
        LogBytes = state.Parts.LogEnd - state.Stored.Log.Start,
        LoggedRows = state.LastLogged?.Rows ?? 0,
        RemovedRows = state.Overlay.Removed.Count,
        HistoryRows = state.Stored.History.Sum(file => file.Rows),
        HistoryBytes = state.Stored.History.Sum(file => file.Bytes),
        HistoryCount = state.Stored.History.Length,
    });

    /// <summary>Closes the store. Snapshots that are still open can be read to their end.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _merging.Dispose();
        FlushAtEnd();
        lock (_root)
        {
            // A commit that is switching the root at this moment ends first: the folder may be another process's afterwards.
            _disposed = true;
        }

        _folder.Close();
        _state.Release();
        _lock.Dispose();
    }

    /// <summary>The writer's turn, for a merge that has something to publish.</summary>
    internal void EnterWriter(CancellationToken cancellation) => _writer.Wait(cancellation);

    internal void EndWrite() => _writer.Release();

    internal StoreLease LeaseCurrent()
    {
        lock (_switch)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _state.Lease();
        }
    }

    internal StoreState NewState(StoreParts parts) => new(parts, _folder);

    internal void GiveBack<TSegment>(HeldFile<TSegment> file)
        where TSegment : IDisposable => file.Release(_folder);

    // A store that is closed in peace has its commits in checked segments, and its next opening has nothing to recover.
    private void FlushAtEnd()
    {
        if (_fault is not null || _state.LastLogged is not { Rows: <= RowsFlushedAtEnd } || !_writer.Wait(0))
            return;
        var work = new WorkFiles(_folder);
        try
        {
            using var flushed = OverlayFlush.Run(this, _state, work, CancellationToken.None);
            Switch(flushed.Parts(), work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _folder.Warn($"The log of '{DirectoryPath}' stays as it is, for it could not be moved into segments: {error.Message}");
        }
        finally
        {
            work.RemoveAll();
            _writer.Release();
        }
    }

    // Everything in memory goes into segments without what is removed, and the log with its texts goes.
    private void FlushAll(CancellationToken cancellation)
    {
        using var lease = LeaseCurrent();
        if (lease.State.Overlay.IsEmpty && lease.State.Parts.LogEnd == LogFile.FirstRecord)
            return;
        var work = new WorkFiles(_folder);
        try
        {
            using var flushed = OverlayFlush.Run(this, lease.State, work, cancellation, keepsRemoved: false);
            Switch(flushed.Parts(), work, newLog: true);
        }
        finally
        {
            work.RemoveAll();
        }
    }

    private WriteTransaction Begin()
    {
        try
        {
            if (_fault is not null)
                throw _fault;
            return new WriteTransaction(this, LeaseCurrent(), new WorkFiles(_folder));
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    private TResult Current<TResult>(Func<StoreState, TResult> read)
    {
        using var lease = LeaseCurrent();
        return read(lease.State);
    }
}
