using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>An immutable file of history records, in order of graph and then commit. All its rows have one access level.</summary>
internal sealed class HistoryFile : IDisposable
{
    private readonly StoreReader _reader;
    private readonly HistoryFooter _footer;
    private readonly VerifiedSet _verified;

    private HistoryFile(HistoryFileInfo info, StoreReader reader, HistoryFooter footer)
    {
        Info = info;
        _reader = reader;
        _footer = footer;
        _verified = new VerifiedSet(footer.Blocks.Length);
        var entries = new HistoryEntry[footer.Records.Length];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new StoredEntry(this, footer.Records[i]);
        Entries = ImmutableArray.Create(entries);
    }

    internal HistoryFileInfo Info { get; }

    /// <summary>In order of graph, then commit.</summary>
    internal ImmutableArray<HistoryEntry> Entries { get; }

    /// <exception cref="StoreDamagedException">The file is not the one that the manifest holds, or its directory is damaged.</exception>
    internal static HistoryFile Open(IStoreFiles files, HistoryFileInfo info)
    {
        var reader = SegmentFiles.Open(files, StoreFileNames.History(info.File), info.Bytes);
        try
        {
            var footer = HistoryFooter.Read(reader);
            if (footer.Records.Length != info.Records || footer.Records.Sum(record => record.Rows) != info.Rows)
                throw new StoreDamagedException(reader.Path, reader.Length, "it is another history file than the manifest holds");
            return new HistoryFile(info, reader, footer);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The place of the first record of a graph whose commit is after <paramref name="commit"/>; it may be of another graph.</summary>
    internal int PlaceAfter(TermId graph, long commit)
    {
        var (low, high) = (0, Entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var record = Entries[middle].Record;
            var order = record.Graph.CompareTo(graph);
            if (order < 0 || (order == 0 && record.Commit <= commit))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Compares every checksum of the file.</summary>
    internal void VerifyAll(Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        byte[] scratch = [];
        foreach (var block in _footer.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            SegmentFiles.Try(
                () => SegmentFiles.Verify(_reader, block.Offset, block.Bytes, block.Checksum, "the checksum of a block does not match", ref scratch),
                damaged);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private IEnumerable<QuadKey> Read(StoredRecord stored)
    {
        var rows = RowBufferPool.Rent();
        byte[] scratch = [];
        try
        {
            for (var block = stored.FirstBlock; block < stored.FirstBlock + stored.Blocks; block++)
            {
                Decode(block, rows, ref scratch);
                for (var i = 0; i < rows.Count; i++)
                    yield return new QuadKey(rows.A[i], rows.B[i], rows.C[i], rows.D[i]);
            }
        }
        finally
        {
            rows.Count = 0;
            RowBufferPool.Return(rows);
        }
    }

    private void Decode(int block, RowBuffer rows, ref byte[] scratch)
    {
        ref readonly var place = ref _footer.Blocks.AsSpan()[block];
        var bytes = _reader.Read(place.Offset, place.Bytes, ref scratch);
        if (!_verified.Contains(block))
        {
            if (Crc32C.Of(bytes) != place.Checksum)
                throw new StoreDamagedException(_reader.Path, place.Offset, $"the checksum of a block of {place.Bytes} bytes does not match");
            _verified.Add(block);
        }

        try
        {
            for (var column = 0; column < 4; column++)
                BlockCodec.Decode(bytes, column, place.Rows, rows.Column(column));
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(_reader.Path, place.Offset, error.Message, error);
        }

        rows.Count = place.Rows;
    }

    private sealed class StoredEntry(HistoryFile file, StoredRecord stored) : HistoryEntry(stored.Record)
    {
        internal override long Rows => stored.Rows;

        internal override IEnumerable<QuadKey> Read() => file.Read(stored);
    }
}
