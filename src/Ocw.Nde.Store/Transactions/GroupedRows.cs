using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Cuts rows that are sorted by graph first into those of one graph after the other. Graphs must be asked for in their order.</summary>
internal sealed class GroupedRows : IDisposable
{
    private const int BatchRows = 4096;

    private readonly RowChunk _chunk;
    private readonly NativeArray<int> _order;
    private readonly IEnumerator<QuadKey>? _merged;
    private readonly QuadKey[] _batch;
    private int _next;
    private bool _hasRow;

    /// <param name="chunk">Rows of subject, predicate, object, graph, in any sequence.</param>
    /// <param name="order">Their numbers, sorted by graph, subject, predicate, object; disposed with this.</param>
    /// <param name="spills">Further rows, sorted, as keys of graph, subject, predicate, object.</param>
    internal GroupedRows(RowChunk chunk, NativeArray<int> order, IReadOnlyList<SpillFile> spills)
    {
        (_chunk, _order) = (chunk, order);
        _batch = new QuadKey[spills.Count == 0 ? Math.Min(BatchRows, chunk.Count) : BatchRows];
        if (spills.Count == 0)
            return;
        _merged = RowMerge.Distinct([.. spills.Select(spill => spill.Read(Permutation.Gspo)), Sorted()]).GetEnumerator();
        _hasRow = _merged.MoveNext();
    }

    /// <summary>Where the next row is, to come back to it; <see langword="null"/> if rows were spilled, which are read once.</summary>
    internal int? Place => _merged is null ? _next : null;

    /// <summary>Goes back to a place.</summary>
    internal void ReturnTo(int? place) => _next = place ?? _next;

    /// <summary>The rows of a graph, each once, without the graph, one at a time.</summary>
    internal IEnumerable<QuadKey> Of(ulong graph)
    {
        QuadKey last = default;
        for (var count = Fill(graph, ref last); count > 0; count = Fill(graph, ref last))
        {
            for (var i = 0; i < count; i++)
                yield return _batch[i];
        }
    }

    /// <summary>The next rows of a graph, each once, without the graph; none at its end. Valid until the next call.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="last">The last row that was given; default at first.</param>
    internal ReadOnlySpan<QuadKey> Next(ulong graph, ref QuadKey last) => _batch.AsSpan(0, Fill(graph, ref last));

    /// <inheritdoc/>
    public void Dispose()
    {
        _merged?.Dispose();
        _order.Dispose();
    }

    private int Fill(ulong graph, ref QuadKey last) => _merged is null ? FillFromChunk(graph, ref last) : FillFromMerge(graph);

    private int FillFromChunk(ulong graph, ref QuadKey last)
    {
        var rows = _chunk.Rows;
        var order = _order.Span;
        var count = 0;
        for (; _next < order.Length && count < _batch.Length; _next++)
        {
            ref readonly var row = ref rows[order[_next]];
            if (row.D > graph)
                break;
            if (row.D < graph || row.SameTriple(last))
                continue;
            _batch[count++] = last = new QuadKey(row.A, row.B, row.C, 0);
        }

        return count;
    }

    private int FillFromMerge(ulong graph)
    {
        while (_hasRow && _merged!.Current.A < graph)
            _hasRow = _merged.MoveNext();
        var count = 0;
        for (; _hasRow && count < _batch.Length && _merged!.Current.A == graph; _hasRow = _merged.MoveNext())
        {
            var row = _merged.Current;
            _batch[count++] = new QuadKey(row.B, row.C, row.D, 0);
        }

        return count;
    }

    private IEnumerable<QuadKey> Sorted()
    {
        for (var i = 0; i < _order.Length; i++)
        {
            var row = _chunk.Rows[_order.Span[i]];
            yield return new QuadKey(row.D, row.A, row.B, row.C);
        }
    }
}
