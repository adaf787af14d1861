using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Sorted rows that did not fit in memory, in a file of the same disk: a segment of its own, 3 bytes a row and order, not durable, removed when no longer
/// needed.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private readonly WorkFiles _work;
    private readonly string _name;
    private readonly QuadSegment _segment;

    private SpillFile(WorkFiles work, string name, QuadSegment segment) => (_work, _name, _segment) = (work, name, segment);

    /// <summary>The number of rows.</summary>
    internal long Rows => _segment.Rows;

    /// <summary>Writes a file of the orders that <paramref name="write"/> gives.</summary>
    internal static SpillFile Write(WorkFiles work, Action<QuadSegmentWriter> write)
    {
        var name = work.NewSpill();
        QuadSegmentInfo info;
        using (var writer = new QuadSegmentWriter(work.Files, 0, AccessLevel.Closed, name))
        {
            write(writer);
            info = writer.Finish(durable: false);
        }

        return new SpillFile(work, name, QuadSegment.Open(work.Files, info, name));
    }

    /// <summary>Reads all rows of one order, in its columns; may be called again, also while another order is read.</summary>
    internal IEnumerable<QuadKey> Read(Permutation permutation)
    {
        var rows = RowBufferPool.Rent();
        try
        {
            byte[] scratch = [];
            for (var block = 0; block < _segment.Directory(permutation).Length; block++)
            {
                Decode(permutation, block, rows, ref scratch);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        _segment.Dispose();
        _work.Remove(_name);
    }

    private void Decode(Permutation permutation, int block, RowBuffer rows, ref byte[] scratch)
    {
        var bytes = _segment.ReadBlock(permutation, block, ref scratch);
        rows.Count = _segment.Directory(permutation)[block].Rows;
        for (var column = 0; column < 4; column++)
            BlockCodec.Decode(bytes, column, rows.Count, rows.Column(column));
    }
}
