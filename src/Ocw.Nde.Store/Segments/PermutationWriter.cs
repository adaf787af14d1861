using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Writes one permutation of a segment: rows in its order and without equal ones. Several may write to one segment at the same time; each hands over its
/// blocks in stretches.
/// </summary>
internal sealed class PermutationWriter(QuadSegmentWriter segment, Permutation permutation) : IDisposable
{
    private const int StretchBytes = 1 << 18;

    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private readonly ColumnEncoder _encoder = ColumnEncoder.Rent();
    private readonly List<BlockEntry> _blocks = [];
    private readonly SortedDictionary<ulong, long> _graphs = [];
    private byte[] _stretch = new byte[BlockCodec.MaxBytes];
    private int _used;
    private int _firstOfStretch;
    private bool _disposed;

    /// <summary>The number of rows that were written.</summary>
    internal long Count { get; private set; }

    internal Permutation Permutation => permutation;

    /// <summary>The graphs and their rows.</summary>
    internal SortedDictionary<ulong, long> Graphs => _graphs;

    /// <summary>The blocks; complete after <see cref="End"/>.</summary>
    internal IReadOnlyList<BlockEntry> Blocks => _blocks;

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

    /// <summary>Appends a row that is in the columns of the permutation already.</summary>
    internal void Append(in QuadKey row) => Append(row.A, row.B, row.C, row.D);

    /// <summary>Appends quads (subject, predicate, object, graph) in the sequence of their numbers.</summary>
    internal void Append(ReadOnlySpan<QuadKey> quads, ReadOnlySpan<int> order)
    {
        var (subjects, predicates, objects, graphs) = permutation switch
        {
            Permutation.Psog => (_rows.B, _rows.A, _rows.C, _rows.D),
            Permutation.Posg => (_rows.C, _rows.A, _rows.B, _rows.D),
            Permutation.Ospg => (_rows.B, _rows.C, _rows.A, _rows.D),
            Permutation.Gspo => (_rows.B, _rows.C, _rows.D, _rows.A),
            _ => (_rows.A, _rows.B, _rows.C, _rows.D),
        };
        while (!order.IsEmpty)
        {
            var count = Math.Min(order.Length, BlockCodec.Rows - _rows.Count);
            for (var i = 0; i < count; i++)
            {
                ref readonly var quad = ref quads[order[i]];
                var at = _rows.Count + i;
                subjects[at] = quad.A;
                predicates[at] = quad.B;
                objects[at] = quad.C;
                graphs[at] = quad.D;
            }

            _rows.Count += count;
            if (_rows.Count == BlockCodec.Rows)
                WriteBlock();
            order = order[count..];
        }
    }

    /// <summary>Hands over the rest; the segment knows the permutation afterwards.</summary>
    internal void End()
    {
        if (_rows.Count > 0)
            WriteBlock();
        HandOver();
        segment.Take(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _rows.Count = 0;
        RowBufferPool.Return(_rows);
        ColumnEncoder.Return(_encoder);
    }

    private void WriteBlock()
    {
        MakeRoom();
        var bytes = _encoder.EncodeBlock(_rows, _stretch.AsSpan(_used));
        var encoded = _stretch.AsSpan(_used, bytes);
        var first = new QuadKey(_rows.A[0], _rows.B[0], _rows.C[0], _rows.D[0]);
        _blocks.Add(new BlockEntry(first, _used, bytes, Crc32C.Of(encoded), _rows.Count, FlagsOf()));
        if (permutation == Permutation.Spog)
            CountGraphs();
        _used += bytes;
        Count += _rows.Count;
        _rows.Count = 0;
    }

    // Most segments of small commits end within the first block; the others are worth a large buffer.
    private void MakeRoom()
    {
        if (_stretch.Length - _used >= BlockCodec.MaxBytes)
            return;
        if (_stretch.Length < StretchBytes)
            Array.Resize(ref _stretch, StretchBytes);
        else
            HandOver();
    }

    private void HandOver()
    {
        if (_used == 0)
            return;
        var offset = segment.Write(_stretch.AsSpan(0, _used));
        for (; _firstOfStretch < _blocks.Count; _firstOfStretch++)
            _blocks[_firstOfStretch] = _blocks[_firstOfStretch].Moved(offset);
        _used = 0;
    }

    private BlockFlags FlagsOf()
    {
        if (permutation == Permutation.Gspo)
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
