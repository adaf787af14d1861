using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Merging;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store;

/// <content>Making a draft the state of the store: by a record of the log, or by a new root.</content>
public sealed partial class QuadStore
{
    /// <summary>Whether the log is so long that it should be moved into segments.</summary>
    internal bool NeedsFlush(StoreParts parts) =>
        (parts.LastLogged?.Rows ?? 0) >= Options.FlushRows || parts.LogEnd - parts.Stored.Log.Start >= Options.FlushBytes;

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
}
