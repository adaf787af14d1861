using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Cuts rows that are sorted by graph first into those of one graph after the other. Graphs must be asked for in their order.</summary>
internal sealed class GroupedRows : IDisposable
{
    private readonly IEnumerator<QuadKey> _rows;
    private bool _hasRow;

    /// <param name="rows">Keys of graph, subject, predicate, object.</param>
    internal GroupedRows(IEnumerable<QuadKey> rows)
    {
        _rows = rows.GetEnumerator();
        _hasRow = _rows.MoveNext();
    }

    /// <summary>The rows of a graph, without the graph.</summary>
    internal IEnumerable<QuadKey> Of(ulong graph)
    {
        while (_hasRow && _rows.Current.A < graph)
            _hasRow = _rows.MoveNext();
        for (; _hasRow && _rows.Current.A == graph; _hasRow = _rows.MoveNext())
        {
            var row = _rows.Current;
            yield return new QuadKey(row.B, row.C, row.D, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
