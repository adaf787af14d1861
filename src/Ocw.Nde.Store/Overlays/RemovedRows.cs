using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>The rows that an overlay takes from a segment's rows, met in their order. Each cursor has its own: it remembers its place.</summary>
internal sealed class RemovedRows(SortedRuns removed)
{
    private RunPlace _place;

    private bool IsAtEnd => _place.Run >= removed.RunCount;

    private ref readonly QuadKey Next => ref removed.Run(_place.Run)[_place.Row];

    /// <summary>Moves on to the first removed row that is not before <paramref name="first"/>.</summary>
    /// <returns>Whether it is before <paramref name="end"/>.</returns>
    internal bool AnyBetween(in QuadKey first, in QuadKey end)
    {
        if (!IsAtEnd && Next.CompareTo(first) < 0)
            _place = removed.PlaceOf(first);
        return !IsAtEnd && Next.CompareTo(end) < 0;
    }

    /// <summary>Whether a row is removed; rows are asked in ascending order.</summary>
    internal bool Contains(in QuadKey row)
    {
        while (!IsAtEnd)
        {
            var order = Next.CompareTo(row);
            if (order >= 0)
                return order == 0;
            _place = _place.Row + 1 < removed.Run(_place.Run).Length ? new RunPlace(_place.Run, _place.Row + 1) : new RunPlace(_place.Run + 1, 0);
        }

        return false;
    }
}
