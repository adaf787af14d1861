using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>How two sides of a join share variables: by equal keys where both always bind them, by compatibility where one may not (SPARQL 1.1 §18.3).</summary>
internal sealed class JoinColumns
{
    private readonly (int Left, int Right)[] compatible;

    internal JoinColumns(Schema left, Schema right, Func<Variable, bool>? counts = null)
    {
        Variable[] shared = [.. left.Shared(right).Where(counts ?? (static _ => true))];
        Variable[] certain = [.. shared.Where(variable => left.IsCertain(variable) && right.IsCertain(variable))];
        LeftKeys = [.. certain.Select(left.IndexOf)];
        RightKeys = [.. certain.Select(right.IndexOf)];
        compatible = [.. shared.Except(certain).Select(variable => (left.IndexOf(variable), right.IndexOf(variable)))];
    }

    /// <summary>The key columns of the left side.</summary>
    internal int[] LeftKeys { get; }

    /// <summary>The same keys on the right side.</summary>
    internal int[] RightKeys { get; }

    /// <summary>Whether some shared variable may be unbound on a side.</summary>
    internal bool HasUncertain => compatible.Length > 0;

    internal bool SharesAny => LeftKeys.Length + compatible.Length > 0;

    /// <summary>Whether a left row and a right row can be joined.</summary>
    internal bool Match(Batch left, int leftRow, RowTable right, int rightRow)
    {
        if (!right.HasKeys(rightRow, left, leftRow, LeftKeys))
            return false;
        foreach (var (l, r) in compatible)
        {
            var (a, b) = (left.Columns[l][leftRow], right.Column(r)[rightRow]);
            if (a != b && a != 0 && b != 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether the rows bind a shared variable both.</summary>
    internal bool Overlap(Batch left, int leftRow, RowTable right, int rightRow)
    {
        if (LeftKeys.Length > 0)
            return true;
        foreach (var (l, r) in compatible)
        {
            if (left.Columns[l][leftRow] != 0 && right.Column(r)[rightRow] != 0)
                return true;
        }

        return false;
    }
}
