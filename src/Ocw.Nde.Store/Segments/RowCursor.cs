using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Sorted rows of one source, a window at a time: the rows from <see cref="Position"/> to <see cref="End"/> of four columns in the order of the
/// scan, the graph last.
/// </summary>
internal abstract class RowCursor : IDisposable
{
    internal ulong[] A { get; private protected set; } = [];

    internal ulong[] B { get; private protected set; } = [];

    internal ulong[] C { get; private protected set; } = [];

    /// <summary>The graphs; not filled where the scan does not ask for them.</summary>
    internal ulong[] D { get; private protected set; } = [];

    internal int Position { get; set; }

    internal int End { get; private protected set; }

    internal bool HasRows => Position < End;

    internal QuadKey Head => new(A[Position], B[Position], C[Position], D[Position]);

    /// <summary>Whether two rows of this cursor can differ in their graph only.</summary>
    internal abstract bool MayRepeatTriples { get; }

    /// <summary>Says before the first <see cref="Fill"/> what will be looked at: a cursor need not fill the other columns.</summary>
    /// <param name="columns">The columns that are looked at; those by which <see cref="SkipTo"/> compares are filled too.</param>
    /// <param name="distinct">Whether each triple is wanted once, whatever the graphs.</param>
    /// <returns>Whether the cursor sees to that itself.</returns>
    internal virtual bool Need(RowColumns columns, bool distinct) => !distinct || !MayRepeatTriples;

    /// <summary>Exchanges the arrays of the columns that were asked for with those of a batch instead of copying rows, if the window is a whole block.</summary>
    internal virtual bool TryExchange(QuadBatch batch, QuadOrder stored) => false;

    /// <summary>Puts the next rows into the window, which must be used up.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    internal abstract bool Fill();

    /// <summary>Moves on to the first row that is not before <paramref name="target"/>; never back. The window may be empty afterwards.</summary>
    internal abstract void SkipTo(in QuadKey target);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>The first place from <see cref="Position"/> on whose row is after <paramref name="key"/>, found by galloping.</summary>
    internal int PlaceAfter(in QuadKey key)
    {
        var (low, step) = (Position, 1);
        while (low + step < End && Compare(low + step, key) <= 0)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(End, low + step);
        low++;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(middle, key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The first place from <see cref="Position"/> on whose row is not before <paramref name="key"/>.</summary>
    private protected int PlaceFrom(in QuadKey key)
    {
        var (low, high) = (Position, End);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(middle, key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private int Compare(int place, in QuadKey key)
    {
        if (A[place] != key.A)
            return A[place] < key.A ? -1 : 1;
        if (B[place] != key.B)
            return B[place] < key.B ? -1 : 1;

        // Nothing comes before zero: the columns behind need not be there.
        if (key.C == 0 && key.D == 0)
            return 1;
        if (C[place] != key.C)
            return C[place] < key.C ? -1 : 1;
        return D[place].CompareTo(key.D);
    }
}

/// <summary>The columns of a <see cref="RowCursor"/>.</summary>
[Flags]
internal enum RowColumns : byte
{
    None = 0,
    A = 1,
    B = 2,
    C = 4,
    D = 8,
    Triple = A | B | C,
    All = Triple | D,
}

/// <summary>A cursor over rows in memory.</summary>
internal sealed class SortedRowsCursor : RowCursor
{
    internal SortedRowsCursor(List<QuadKey> rows)
    {
        var (a, b, c, d) = (new ulong[rows.Count], new ulong[rows.Count], new ulong[rows.Count], new ulong[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
            (a[i], b[i], c[i], d[i]) = (rows[i].A, rows[i].B, rows[i].C, rows[i].D);
        (A, B, C, D) = (a, b, c, d);
        End = rows.Count;
    }

    internal override bool MayRepeatTriples => true;

    internal override bool Fill() => false;

    internal override void SkipTo(in QuadKey target) => Position = PlaceFrom(target);
}
