using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>
/// The rows of one object sorted by predicate, then subject: no stored order has them so, but each predicate's rows with this object lie together in
/// predicate-object-subject, and there are few predicates.
/// </summary>
internal sealed class PredicateScan(IQuadSource source, QuadPattern pattern, QuadScan predicates) : QuadScan
{
    private readonly QuadBatch _one = new(1);
    private QuadScan? _current;
    private ulong _predicate;

    public override int Next(QuadBatch batch)
    {
        while (true)
        {
            if (_current is not null)
            {
                var count = _current.Next(batch);
                if (count > 0)
                    return count;
                _current.Dispose();
                _current = null;
            }

            if (!NextPredicate())
                return 0;
            _current = source.Scan(pattern with { Predicate = new TermId(_predicate) }, QuadOrder.Pos);
        }
    }

    public override void SkipTo(TermId first, TermId second)
    {
        if (first.Value <= _predicate)
            return;

        // Only whole predicates are passed over: a skip is a hint.
        _current?.Dispose();
        _current = null;
        _predicate = first.Value - 1;
    }

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        predicates.Dispose();
        base.Dispose(disposing);
    }

    private bool NextPredicate()
    {
        predicates.SkipTo(new TermId(_predicate + 1), TermId.Unbound);
        do
        {
            if (predicates.Next(_one) == 0)
                return false;
        }
        while (_one.Predicates[0] <= _predicate);

        _predicate = _one.Predicates[0];
        return true;
    }
}
