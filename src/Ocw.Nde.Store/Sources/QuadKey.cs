using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>A quad's ids in the column order of some <see cref="QuadOrder"/>, the graph last; compares as the order sorts.</summary>
internal readonly struct QuadKey(ulong a, ulong b, ulong c, ulong graph) : IComparable<QuadKey>, IEquatable<QuadKey>
{
    internal readonly ulong A = a;
    internal readonly ulong B = b;
    internal readonly ulong C = c;
    internal readonly ulong D = graph;

    public int CompareTo(QuadKey other)
    {
        if (A != other.A)
            return A < other.A ? -1 : 1;
        if (B != other.B)
            return B < other.B ? -1 : 1;
        if (C != other.C)
            return C < other.C ? -1 : 1;
        return D.CompareTo(other.D);
    }

    public bool Equals(QuadKey other) => A == other.A && B == other.B && C == other.C && D == other.D;

    public override bool Equals(object? obj) => obj is QuadKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(A, B, C, D);

    /// <summary>A column by its place in the order, 0 to 3.</summary>
    internal ulong this[int column] => column switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => D,
    };

    /// <summary>The same row in a graph.</summary>
    internal QuadKey With(TermId graph) => new(A, B, C, graph.Value);

    internal bool SameTriple(in QuadKey other) => A == other.A && B == other.B && C == other.C;

    /// <summary>Puts a quad into the columns of <paramref name="order"/>.</summary>
    internal static QuadKey Create(QuadOrder order, ulong subject, ulong predicate, ulong @object, ulong graph) => order switch
    {
        QuadOrder.Pso => new(predicate, subject, @object, graph),
        QuadOrder.Pos => new(predicate, @object, subject, graph),
        QuadOrder.Osp => new(@object, subject, predicate, graph),
        _ => new(subject, predicate, @object, graph),
    };

    /// <summary>Moves the columns from one order to another.</summary>
    internal QuadKey Reorder(QuadOrder from, QuadOrder to)
    {
        var (subject, predicate, @object) = from switch
        {
            QuadOrder.Pso => (B, A, C),
            QuadOrder.Pos => (C, A, B),
            QuadOrder.Osp => (B, C, A),
            _ => (A, B, C),
        };
        return Create(to, subject, predicate, @object, D);
    }

    /// <summary>The pattern's bound ids in the columns of <paramref name="order"/>, zero where unbound.</summary>
    internal static QuadKey Of(in QuadPattern pattern, QuadOrder order) =>
        Create(order, pattern.Subject.Value, pattern.Predicate.Value, pattern.Object.Value, 0);
}

/// <summary>Which stored order serves a scan, and whether its rows must still be sorted.</summary>
/// <param name="Order">The stored order; all bound columns of the pattern come first in it.</param>
/// <param name="Bound">How many columns are bound.</param>
/// <param name="NeedsSort">Whether the rows come in another order than was asked for.</param>
internal readonly record struct OrderChoice(QuadOrder Order, int Bound, bool NeedsSort)
{
    private const int S = 1;
    private const int P = 2;
    private const int O = 4;

    /// <summary>
    /// Chooses among the four stored orders. An order counts as delivered when the unbound columns come in its sequence: bound columns are
    /// constant. Two combinations have no stored order (SOP and OPS are not kept) and are sorted: (S bound, by object) and (O bound, by predicate).
    /// </summary>
    internal static OrderChoice For(in QuadPattern pattern, QuadOrder wanted)
    {
        var bound = (pattern.Subject.IsBound ? S : 0) | (pattern.Predicate.IsBound ? P : 0) | (pattern.Object.IsBound ? O : 0);
        return bound switch
        {
            0 => new(wanted == QuadOrder.Any ? QuadOrder.Spo : wanted, 0, false),
            S => new(QuadOrder.Spo, 1, wanted == QuadOrder.Osp),
            P => new(wanted is QuadOrder.Pos or QuadOrder.Osp ? QuadOrder.Pos : QuadOrder.Pso, 1, false),
            O => new(QuadOrder.Osp, 1, wanted is QuadOrder.Pso or QuadOrder.Pos),
            S | P => new(QuadOrder.Spo, 2, false),
            S | O => new(QuadOrder.Osp, 2, false),
            P | O => new(QuadOrder.Pos, 2, false),
            _ => new(QuadOrder.Spo, 3, false),
        };
    }

    /// <summary>
    /// Turns a skip target (first and second column of the wanted order) into a key of the stored order that is not after it; columns that
    /// the pattern binds keep their value.
    /// </summary>
    internal static QuadKey SkipKey(in QuadPattern pattern, QuadOrder wanted, QuadOrder stored, TermId first, TermId second)
    {
        if (wanted == QuadOrder.Any)
            wanted = stored;
        var bound = QuadKey.Of(pattern, wanted);
        var (a, b) = (first.Value, second.Value);
        if (bound.A != 0)
        {
            // Before the constant there is nothing to skip; behind it nothing is left.
            if (a < bound.A)
                b = 0;
            else if (a > bound.A)
                return new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
            a = bound.A;
        }

        if (bound.B != 0)
            b = bound.B;
        return new QuadKey(a, b, bound.C, 0).Reorder(wanted, stored);
    }
}
