using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Rows in the sequence in which they came, until they are read sorted by graph, subject, predicate, object. Spills sorted runs when memory is full.</summary>
internal sealed class StagedRows(WorkFiles work, int chunkRows) : IDisposable
{
    private const int RowsForThread = 1 << 14;

    private readonly RowChunk _chunk = new(chunkRows);
    private readonly List<SpillFile> _spills = [];
    private Task<NativeArray<int>>? _sorting;

    internal void Add(in QuadKey row)
    {
        if (_chunk.IsFull)
        {
            _spills.Add(SpillFile.Write(work, Spill));
            _chunk.Count = 0;
        }

        _chunk.Add(row);
    }

    /// <summary>Begins to sort what is in memory on another thread, if that is worth it; nothing may be added afterwards.</summary>
    internal void BeginSort()
    {
        if (_chunk.Count >= RowsForThread)
            _sorting ??= Task.Run(Sort);
    }

    /// <summary>All rows, each once; dispose it before this.</summary>
    internal GroupedRows ReadSorted()
    {
        var order = _sorting is null ? Sort() : _sorting.GetAwaiter().GetResult();
        _sorting = null;
        return new(_chunk, order, _spills);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The rows may go only when nobody sorts them any more.
        if (_sorting is not null)
            ReadSorted().Dispose();
        _chunk.Dispose();
        foreach (var spill in _spills)
            spill.Dispose();
    }

    private void Spill(QuadSegmentWriter writer)
    {
        using var order = Sort();
        using var target = new PermutationWriter(writer, Permutation.Gspo);
        target.Append(_chunk.Rows, order.Span);
        target.End();
    }

    private NativeArray<int> Sort()
    {
        var order = new NativeArray<int>(_chunk.Count);
        for (var i = 0; i < order.Length; i++)
            order.Span[i] = i;
        using var sort = new RowSort();
        sort.ByGraphAndSubject(order.Span, _chunk.Rows);
        return order;
    }
}
