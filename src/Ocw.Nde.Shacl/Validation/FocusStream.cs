using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Reads the triples of focus nodes that come in order of id from one running scan, instead of a look-up for each.</summary>
internal sealed class FocusStream(IQuadSource source, GraphSelector graphs, NodeStars stars) : IDisposable
{
    private readonly QuadBatch _batch = new();
    private readonly List<ulong> _predicates = [];
    private readonly List<ulong> _objects = [];
    private QuadScan? _scan;
    private int _rows;
    private int _at;

    /// <summary>Brings the triples of a node into <see cref="NodeStars"/>, if it is a subject; nodes must come in order.</summary>
    internal void MoveTo(TermId node)
    {
        if (node.Tag is not (TermTag.BlankNode or TermTag.DictionaryIri or TermTag.PackedIri) || !Advance(node.Value))
            return;

        _predicates.Clear();
        _objects.Clear();
        do
        {
            var (predicate, @object) = (_batch.Predicates[_at], _batch.Objects[_at]);
            if (_predicates.Count == 0 || _predicates[^1] != predicate || _objects[^1] != @object)
            {
                _predicates.Add(predicate);
                _objects.Add(@object);
            }

            _at++;
        }
        while ((_at < _rows || Fill()) && _batch.Subjects[_at] == node.Value);

        stars.Keep(node, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_predicates), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_objects));
    }

    public void Dispose() => _scan?.Dispose();

    private bool Advance(ulong node)
    {
        if (_scan is null)
        {
            _scan = source.Scan(new QuadPattern(default, default, default, graphs), QuadOrder.Spo);
            _scan.SkipTo(new TermId(node), default);
        }
        else if (_at < _rows && _batch.Subjects[_rows - 1] < node)
        {
            _scan.SkipTo(new TermId(node), default);
            _at = _rows;
        }

        while (_at < _rows || Fill())
        {
            if (_batch.Subjects[_rows - 1] < node)
            {
                _at = _rows;
                continue;
            }

            _at = LowerBound(node);
            return _batch.Subjects[_at] == node;
        }

        return false;
    }

    private int LowerBound(ulong node)
    {
        var (low, high) = (_at, _rows);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_batch.Subjects[middle] < node)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private bool Fill()
    {
        _at = 0;
        _rows = _scan!.Next(_batch);
        return _rows > 0;
    }
}
