using System.Buffers;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Writes a quad segment, one permutation after the other, each given in its order and without equal rows.</summary>
internal sealed class QuadSegmentWriter : IDisposable
{
    private readonly FileSink _sink;
    private readonly long _file;
    private readonly AccessLevel _access;
    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private readonly ColumnEncoder _encoder = new();
    private readonly byte[] _encoded = ArrayPool<byte>.Shared.Rent(BlockCodec.MaxBytes);
    private readonly List<BlockEntry> _blocks = [];
    private readonly BlockEntry[][] _directories = [[], [], [], [], []];
    private readonly SortedDictionary<ulong, long> _graphs = [];
    private Permutation _permutation;
    private long _count;
    private bool _disposed;

    internal QuadSegmentWriter(IStoreFiles files, long file, AccessLevel access)
    {
        _file = file;
        _access = access;
        _sink = new FileSink(files, StoreFileNames.Segment(file));
    }

    internal void Begin(Permutation permutation)
    {
        _permutation = permutation;
        _count = 0;
    }

    internal void Append(ulong a, ulong b, ulong c, ulong d)
    {
        var at = _rows.Count;
        _rows.A[at] = a;
        _rows.B[at] = b;
        _rows.C[at] = c;
        _rows.D[at] = d;
        _rows.Count = at + 1;
        if (at + 1 == BlockCodec.Rows)
            WriteBlock();
    }

    internal void Append(in QuadKey row) => Append(row.A, row.B, row.C, row.D);

    internal void End()
    {
        if (_rows.Count > 0)
            WriteBlock();
        _directories[(int)_permutation] = [.. _blocks];
        _blocks.Clear();
    }

    /// <summary>Ends the file and makes it durable.</summary>
    internal QuadSegmentInfo Finish()
    {
        _sink.Align();
        new SegmentFooter(_count, [.. _graphs.Select(graph => new GraphRows(graph.Key, graph.Value))], _directories).Write(_sink);
        _sink.FlushAndSync();
        return new QuadSegmentInfo(_file, _access, _count, _sink.Position);
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
        var first = new QuadKey(_rows.A[0], _rows.B[0], _rows.C[0], _rows.D[0]);
        _blocks.Add(new BlockEntry(first, _sink.Position, bytes, Crc32C.Of(encoded), _rows.Count, FlagsOf()));
        _sink.Write(encoded);
        if (_permutation == Permutation.Spog)
            CountGraphs();
        _count += _rows.Count;
        _rows.Count = 0;
    }

    private BlockFlags FlagsOf()
    {
        if (_permutation == Permutation.Gspo)
            return BlockFlags.None;

        var (a, b, c, d) = (_rows.A, _rows.B, _rows.C, _rows.D);
        var flags = d.AsSpan(1, _rows.Count - 1).ContainsAnyExcept(d[0]) ? BlockFlags.None : BlockFlags.OneGraph;
        if (flags == BlockFlags.OneGraph)
            return flags;

        for (var i = 1; i < _rows.Count; i++)
        {
            if (c[i] == c[i - 1] && b[i] == b[i - 1] && a[i] == a[i - 1])
                return BlockFlags.RepeatsTriples;
        }

        return flags;
    }

    private void CountGraphs()
    {
        var start = 0;
        for (var i = 1; i <= _rows.Count; i++)
        {
            if (i < _rows.Count && _rows.D[i] == _rows.D[start])
                continue;
            _graphs[_rows.D[start]] = _graphs.GetValueOrDefault(_rows.D[start]) + (i - start);
            start = i;
        }
    }
}
