using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Rows in the sequence in which they came, until they are read sorted by graph, subject, predicate, object. Spills sorted runs when memory is full.</summary>
internal sealed class StagedRows(WorkFiles work, int chunkRows) : IDisposable
{
    private readonly RowChunk _chunk = new(chunkRows);
    private readonly List<SpillFile> _spills = [];

    internal void Add(in QuadKey row)
    {
        if (_chunk.IsFull)
        {
            _spills.Add(SpillFile.Write(work, SortedChunk()));
            _chunk.Count = 0;
        }

        _chunk.Add(row);
    }

    /// <summary>All rows, each once, as keys of graph, subject, predicate, object.</summary>
    internal IEnumerable<QuadKey> ReadSorted() =>
        RowMerge.Distinct([.. _spills.Select(spill => spill.Read()), SortedChunk()]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var spill in _spills)
            spill.Dispose();
    }

    private IEnumerable<QuadKey> SortedChunk()
    {
        var sorter = new RadixSort(0);
        var order = new int[_chunk.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        foreach (var column in new[] { 2, 1, 0, 3 })
            sorter.Sort(order, order.Length, _chunk.Rows, column);
        foreach (var place in order)
        {
            var row = _chunk.Rows[place];
            yield return new QuadKey(row.D, row.A, row.B, row.C);
        }
    }
}
