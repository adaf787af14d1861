using System.Buffers;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>Writes a history file: the rows of its records in blocks, then the footer. Records come in order of graph and commit.</summary>
internal sealed class HistoryFileWriter : IDisposable
{
    private readonly long _file;
    private readonly AccessLevel _access;
    private readonly FileSink _sink;
    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private readonly ColumnEncoder _encoder = new();
    private readonly byte[] _encoded = ArrayPool<byte>.Shared.Rent(BlockCodec.MaxBytes);
    private readonly List<StoredRecord> _records = [];
    private readonly List<HistoryBlock> _blocks = [];
    private long _rowsInAll;
    private bool _disposed;

    internal HistoryFileWriter(IStoreFiles files, long file, AccessLevel access)
    {
        _file = file;
        _access = access;
        _sink = new FileSink(files, StoreFileNames.History(file));
    }

    /// <summary>Appends a record with its rows, each with <see cref="HistoryEntry.Added"/> or <see cref="HistoryEntry.Removed"/> as fourth column.</summary>
    internal void Append(HistoryRecord record, IEnumerable<QuadKey> rows, CancellationToken cancellation)
    {
        var firstBlock = _blocks.Count;
        long count = 0;
        foreach (var row in rows)
        {
            var at = _rows.Count;
            (_rows.A[at], _rows.B[at], _rows.C[at], _rows.D[at]) = (row.A, row.B, row.C, row.D);
            _rows.Count = at + 1;
            count++;
            if (at + 1 < BlockCodec.Rows)
                continue;
            cancellation.ThrowIfCancellationRequested();
            WriteBlock();
        }

        if (_rows.Count > 0)
            WriteBlock();
        _records.Add(new StoredRecord(record, firstBlock, _blocks.Count - firstBlock, count));
        _rowsInAll += count;
    }

    /// <summary>Ends the file and makes it durable.</summary>
    internal HistoryFileInfo Finish()
    {
        new HistoryFooter([.. _records], [.. _blocks]).Write(_sink);
        _sink.FlushAndSync();
        var (first, last) = (_records.Min(stored => stored.Record.Commit), _records.Max(stored => stored.Record.Commit));
        return new HistoryFileInfo(_file, _access, first, last, _records.Count, _rowsInAll, _sink.Position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sink.Dispose();
        if (_disposed)
            return;
        _disposed = true;
        _rows.Count = 0;
        RowBufferPool.Return(_rows);
        ArrayPool<byte>.Shared.Return(_encoded);
    }

    private void WriteBlock()
    {
        var bytes = _encoder.EncodeBlock(_rows, _encoded);
        var encoded = _encoded.AsSpan(0, bytes);
        _blocks.Add(new HistoryBlock(_sink.Position, bytes, _rows.Count, Crc32C.Of(encoded)));
        _sink.Write(encoded);
        _rows.Count = 0;
    }
}

/// <summary>Writes records to a file of their access level each.</summary>
internal sealed class HistoryWriter(WorkFiles work) : IDisposable
{
    private readonly HistoryFileWriter?[] _writers = new HistoryFileWriter?[2];

    internal void Append(HistoryRecord record, IEnumerable<QuadKey> rows, CancellationToken cancellation)
    {
        ref var writer = ref _writers[(int)record.Access];
        writer ??= new HistoryFileWriter(work.Files, work.NewHistory(), record.Access);
        writer.Append(record, rows, cancellation);
    }

    /// <summary>Ends the files; none if nothing was recorded.</summary>
    internal IReadOnlyList<HistoryFileInfo> Finish() => [.. _writers.OfType<HistoryFileWriter>().Select(writer => writer.Finish())];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in _writers)
            writer?.Dispose();
    }
}
