using System.Collections.Immutable;
using System.Text;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Erasing;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Merging;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store;

/// <summary>Keeps quads durably in one folder, which one process has at a time. Safe for concurrent use.</summary>
/// <remarks>
/// Readers open snapshots, one writer at a time opens a transaction; neither waits for the other. See docs/store-format.md for what lies on disk.
/// </remarks>
public sealed class QuadStore : IDisposable
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

    /// <summary>Opens the state that the store had after an older commit: each graph as it was then. Values are not kept: it has none.</summary>
    /// <param name="scope">What the reader may see; the strictest access level of then and now decides.</param>
    /// <param name="atCommit">The number of the commit; from 0, the empty store, to <see cref="CommitNumber"/>.</param>
    /// <param name="graphs">The graphs that are wanted: only their history is read, and only theirs must be kept. All if <see langword="null"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <remarks>Graphs whose class keeps no history (provenance, reports, version lists, the node's own) are shown if they have not changed since, else left out.</remarks>
    /// <exception cref="VersionNotKeptException">Retention has let that state go; it names the oldest that is kept.</exception>
    public Snapshot OpenSnapshot(ReaderScope scope, long atCommit, IEnumerable<TermId>? graphs = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atCommit);
        using var now = LeaseCurrent();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atCommit, now.State.Manifest.CommitNumber);
        using var maker = new PastState(now.State, atCommit, _folder, Options, cancellation);
        var past = maker.Make(scope, graphs);
        try
        {
            return new Snapshot(past.Lease(), scope, past.View(scope));
        }
        finally
        {
            past.Release();
        }
    }

    /// <summary>The last commit at or before a time, as far as it changed graphs that keep history; <see langword="null"/> if none that old is known.</summary>
    public long? CommitAt(DateTimeOffset time) => Current<long?>(state =>
    {
        if (state.Manifest.CommitNumber > 0 && state.Manifest.CommittedAt <= time)
            return state.Manifest.CommitNumber;
        var commits = state.History.Commits;
        var (low, high) = (0, commits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (commits[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : commits[low - 1].Number;
    });

    /// <summary>The versions of a graph that are kept, oldest first; none if its class keeps no history. Unbound for the unnamed graph.</summary>
    /// <param name="graph">The graph's id; it may be gone.</param>
    /// <param name="scope">For whom: the public hears nothing of versions that were closed, nor of a graph that is closed now.</param>
    public IReadOnlyList<GraphVersion> VersionsOf(TermId graph, ReaderScope scope = ReaderScope.Internal) =>
        Current(state => GraphVersions.Of(state, graph, scope));

    /// <summary>
    /// The version of a graph that was in force at a time: the last one made at or before it, or, for a time before the first, the first (as RFC 7089 §4.5.3
    /// has a TimeGate choose); <see langword="null"/> if there is none.
    /// </summary>
    /// <inheritdoc cref="VersionsOf"/>
    public GraphVersion? VersionAt(TermId graph, DateTimeOffset time, ReaderScope scope = ReaderScope.Internal)
    {
        var versions = VersionsOf(graph, scope);
        return versions.LastOrDefault(version => version.Time <= time) ?? (versions.Count > 0 ? versions[0] : null);
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

    /// <summary>
    /// Removes statements for good: every quad in which one of the IRIs is subject or object, and the blank nodes that only those lead to, from the present
    /// state, from all older ones, and from the files; and the text of all terms that nothing uses any more. All at once or, if it is interrupted, not at all:
    /// then do it again.
    /// </summary>
    /// <param name="iris">The IRIs. What they are the predicate, the graph name or the datatype of stays; the report names it.</param>
    /// <param name="cancellation">Stops it; nothing has changed then.</param>
    /// <remarks>Waits for the writer's turn and lets no one else write meanwhile. It reads the whole store once, and writes anew each file that holds something of it.</remarks>
    public ErasureReport Erase(IReadOnlyCollection<string> iris, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(iris);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _merging.Alone(() =>
        {
            EnterWriter(cancellation);
            try
            {
                if (_fault is not null)
                    throw _fault;
                FlushAll(cancellation);
                var report = EraseNow(iris, cancellation);
                return report with { FilesHeld = CountHeldFiles() };
            }
            finally
            {
                EndWrite();
            }
        });
    }

    /// <summary>
    /// The IRIs whose text the dictionary files hold, whether or not any state still uses them: all are read. Packed IRIs, which have no text, are not among
    /// them, nor are those that only the log has: <see cref="Flush"/> first.
    /// </summary>
    /// <param name="wanted">Whether an IRI is wanted.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IReadOnlyList<string> FindIris(Func<string, bool> wanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var lease = LeaseCurrent();
        var found = new List<string>();
        foreach (var segment in lease.State.Terms.Segments)
            segment.ReadAll(Take, cancellation);
        foreach (var tail in lease.State.Terms.Tails)
            tail.ReadAll(Take);
        return found;

        void Take(uint qualifier, ReadOnlySpan<byte> text)
        {
            if (qualifier == TermQualifiers.Iri && Encoding.UTF8.GetString(text) is var iri && wanted(iri))
                found.Add(iri);
        }
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

    /// <summary>Whether the log is so long that it should be moved into segments.</summary>
    internal bool NeedsFlush(StoreParts parts) =>
        (parts.LastLogged?.Rows ?? 0) >= Options.FlushRows || parts.LogEnd - parts.Stored.Log.Start >= Options.FlushBytes;

    internal void GiveBack<TSegment>(HeldFile<TSegment> file)
        where TSegment : IDisposable => file.Release(_folder);

    /// <summary>When a commit that is made now is made: never before the one before it, whatever the clock says.</summary>
    internal DateTimeOffset TimeOfCommit(Manifest before)
    {
        var now = Options.TimeProvider.GetUtcNow();
        return now > before.CommittedAt ? now : before.CommittedAt;
    }

    /// <summary>Makes a transaction's draft the state of the store by one record in the log. The writer's turn is the caller's.</summary>
    /// <returns><see langword="false"/> if the log has no room for it; nothing was done.</returns>
    internal bool TryPublishLogged(StoreState draft, in CommitStamp commit, ImmutableArray<GraphDelta> graphs, IReadOnlyList<KeyValuePair<string, byte[]?>> values, DeltaTerms? terms)
    {
        var before = _state.Parts;
        var record = LogCommit.Record(before, draft.Parts, commit, graphs, values, terms);
        var bytes = LogCommit.Frame(record, before.Manifest.StoreId);

        // Where the background cannot keep up, or may not run, the commit moves the log itself.
        var most = Options.MergeInBackground ? 2L : 1L;
        var logBytes = before.LogEnd - before.Stored.Log.Start + bytes.Length;
        if ((before.LastLogged?.Rows ?? 0) >= most * Options.FlushRows || logBytes > most * Options.FlushBytes)
            return false;
        RequireRoom(before.Stored, logBytes);

        Append(before.Log.Segment, bytes);
        SetState(NewState(LogCommit.Apply(before, draft.Parts, record, graphs, before.Log.Segment.End)));
        if (Options.MergeInBackground && NeedsFlush(_state.Parts))
            _merging.Start();
        return true;
    }

    /// <summary>Makes a transaction's draft, and whatever was in the log, the state of the store by a manifest. The writer's turn is the caller's.</summary>
    internal void PublishWhole(StoreState draft, WorkFiles work, CancellationToken cancellation)
    {
        using var flushed = OverlayFlush.Run(this, draft, work, cancellation);
        var next = flushed.Parts();
        RequireRoom(next.Stored, 0);
        cancellation.ThrowIfCancellationRequested();

        Switch(next, work);
        if (Options.MergeInBackground)
            _merging.Start();
    }

    /// <summary>Writes the manifest of a state, makes it the root, and lets new readers see it. The writer's turn is the caller's.</summary>
    internal void Switch(StoreParts next, WorkFiles work, bool newLog = false)
    {
        if (_fault is not null)
            throw _fault;

        var before = _state;
        var fresh = LogRotation.Run(_folder.Files, next, work, newLog ? 0 : Options.LogStepBytes, Options.LogStepBytes);
        try
        {
            next = Numbered(fresh ?? next, before.Stored.Version + 1, _folder.NextFile);
            lock (_root)
                WriteRoot(next.Stored);
            foreach (var name in next.Stored.Files())
                work.Keep(name);
            var state = NewState(next);
            DropFiles(before.Parts, next);
            SetState(state);
        }
        finally
        {
            if (fresh is not null)
                GiveBack(fresh.Log);
        }

        _folder.Remove(StoreFileNames.Manifest(before.Stored.Version));
    }

    private static StoreParts Numbered(StoreParts parts, long version, long nextFile) => parts with
    {
        Stored = parts.Stored with { Version = version, NextFile = nextFile },
        Manifest = parts.Manifest with { Version = version, NextFile = nextFile },
    };

    private void SetState(StoreState next)
    {
        StoreState old;
        lock (_switch)
        {
            old = _state;
            _state = next;
        }

        old.Release();
    }

    private void RequireRoom(Manifest stored, long logBytes)
    {
        var bytes = logBytes + stored.Segments.Sum(segment => segment.Bytes) + stored.Removed.Sum(segment => segment.Bytes) + stored.Dictionary.Sum(segment => segment.Bytes)
            + stored.History.Sum(file => file.Bytes);
        if (bytes > Options.MaxBytes)
            throw new StoreFullException(DirectoryPath, bytes, Options.MaxBytes);
    }

    private void Append(StoreLog log, ReadOnlySpan<byte> record)
    {
        lock (_root)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_fault is not null)
                throw _fault;
            try
            {
                log.Append(record);
            }
            catch (LogSyncException error)
            {
                throw FailFrom(error);
            }
        }
    }

    // What is on the disk is not known: no file of either state may go, and no further commit may build on either.
    private StoreFaultedException FailFrom(Exception error)
    {
        _fault = new StoreFaultedException(DirectoryPath, error);
        _folder.Close();
        return _fault;
    }

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

    private static void DropFiles(StoreParts old, StoreParts next)
    {
        foreach (var file in old.Dictionary.Except(next.Dictionary))
            file.Drop();
        foreach (var file in old.Segments.Except(next.Segments))
            file.Drop();
        foreach (var file in old.Removed.Except(next.Removed))
            file.Drop();
        foreach (var file in old.History.Files.Except(next.History.Files))
            file.Drop();
        if (!ReferenceEquals(old.Log, next.Log))
            old.Log.Drop();
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

    private ErasureReport EraseNow(IReadOnlyCollection<string> iris, CancellationToken cancellation)
    {
        using var lease = LeaseCurrent();
        using var eraser = new Eraser(this, _folder, lease.State, cancellation);
        return eraser.Run(iris);
    }

    // Files of the store that its present state does not have are there only because a reader has them open.
    private int CountHeldFiles()
    {
        var present = Current(state => state.Stored.Files().ToHashSet(StringComparer.Ordinal));
        return _folder.Files.List().Count(name => StoreFileNames.IsData(name) && !present.Contains(name));
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

    private void WriteRoot(Manifest manifest)
    {
        var root = new CurrentRoot(manifest.StoreId, manifest.Version);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            manifest.Write(_folder.Files);
            root.WriteAside(_folder.Files);
            _folder.Files.SyncDirectory();
        }
        catch
        {
            _folder.Remove(StoreFileNames.Manifest(manifest.Version));
            _folder.Remove(StoreFileNames.NextCurrent);
            throw;
        }

        try
        {
            CurrentRoot.Switch(_folder.Files);
        }
        catch (Exception error)
        {
            // The root may or may not have been switched on disk.
            throw FailFrom(error);
        }
    }

    private TResult Current<TResult>(Func<StoreState, TResult> read)
    {
        using var lease = LeaseCurrent();
        return read(lease.State);
    }
}

/// <summary>What a store takes on disk.</summary>
/// <param name="Quads">The quads that it shows, closed ones included.</param>
/// <param name="StoredRows">The rows of its segments, including those that are not shown any more and go with the next merge.</param>
/// <param name="SegmentBytes">The bytes of its quad segments.</param>
/// <param name="SegmentCount">The number of its quad segments.</param>
/// <param name="Terms">The terms of its dictionary.</param>
/// <param name="DictionaryBytes">The bytes of its dictionary segments.</param>
/// <param name="DictionaryCount">The number of its dictionary segments.</param>
public sealed record StoreUsage(long Quads, long StoredRows, long SegmentBytes, int SegmentCount, long Terms, long DictionaryBytes, int DictionaryCount)
{
    /// <summary>The bytes of the log that are not in segments yet.</summary>
    public long LogBytes { get; init; }

    /// <summary>The changed quads of the log.</summary>
    public long LoggedRows { get; init; }

    /// <summary>The rows of its segments that are removed without the segment having been rewritten.</summary>
    public long RemovedRows { get; init; }

    /// <summary>The rows that older states had and this one has not, or the other way round.</summary>
    public long HistoryRows { get; init; }

    /// <summary>The bytes of its history files.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>The number of its history files.</summary>
    public int HistoryCount { get; init; }

    /// <summary>All bytes.</summary>
    public long Bytes => SegmentBytes + DictionaryBytes + HistoryBytes + LogBytes;
}
