using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary><c>||</c>: true wins over an error (§17.2).</summary>
internal sealed class OrCondition(Scalar left, Scalar right) : Condition
{
    internal override Truth Test(in Row row)
    {
        var first = left.Test(row);
        if (first == Truth.True)
            return Truth.True;
        var second = right.Test(row);
        return second == Truth.True ? Truth.True : first == Truth.Error ? Truth.Error : second;
    }

    internal override bool Keeps(in Row row) => left.Keeps(row) || right.Keeps(row);

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        right.Rewind(what);
    }
}

/// <summary><c>&amp;&amp;</c>: false wins over an error (§17.2).</summary>
internal sealed class AndCondition(Scalar left, Scalar right) : Condition
{
    internal override Truth Test(in Row row)
    {
        var first = left.Test(row);
        if (first == Truth.False)
            return Truth.False;
        var second = right.Test(row);
        return second == Truth.False ? Truth.False : first == Truth.Error ? Truth.Error : second;
    }

    internal override bool Keeps(in Row row) => left.Keeps(row) && right.Keeps(row);

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        right.Rewind(what);
    }
}

/// <summary><c>!</c>.</summary>
internal sealed class NotCondition(Scalar operand) : Condition
{
    internal override Truth Test(in Row row) => operand.Test(row) switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Error,
    };

    internal override void Rewind(Rewinding what) => operand.Rewind(what);
}

/// <summary>BOUND(?v).</summary>
internal sealed class BoundCondition(int column) : Condition
{
    internal override Truth Test(in Row row) => Truths.Of(column >= 0 && row[column] != 0);
}

/// <summary>Compares a variable with a constant by their ids where both carry values of one kind; all else is left to the general comparison.</summary>
internal sealed class InlineComparison(ComparisonOperator @operator, int column, ConstantSlot constant, Scalar general) : Condition
{
    internal override Truth Test(in Row row)
    {
        var id = row[column];
        return Order(id, constant.Id) is { } order ? Truths.Of(Holds(order)) : general.Test(row);
    }

    internal override void Rewind(Rewinding what) => general.Rewind(what);

    // Integers by value; dates of one kind and moments in one zone by the clock. The last bits are the zone.
    private static int? Order(ulong left, ulong right)
    {
        const int ZoneBits = 11;
        var tag = new TermId(left).Tag;
        if (tag != new TermId(right).Tag)
            return null;
        var sameZone = ((left ^ right) & ((1UL << ZoneBits) - 1)) == 0;
        return tag switch
        {
            TermTag.Integer => left.CompareTo(right),
            TermTag.Date when sameZone && left >> (TermId.PayloadBits - 2) == right >> (TermId.PayloadBits - 2) => left.CompareTo(right),

            // Below the instant stands how many digits of the second were written.
            TermTag.DateTime when sameZone => (left >> (ZoneBits + 2)).CompareTo(right >> (ZoneBits + 2)),
            _ => null,
        };
    }

    private bool Holds(int order) => @operator switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        _ => order >= 0,
    };
}

/// <summary>The comparison operators.</summary>
internal sealed class ComparisonCondition(ComparisonOperator @operator, Scalar left, Scalar right, QueryTerms terms) : Condition
{
    internal override Truth Test(in Row row) => ValueComparison.Test(@operator, left.Evaluate(row), right.Evaluate(row), terms);

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        right.Rewind(what);
    }
}

/// <summary>IN and NOT IN (§17.4.1.9): equal to one is true, else an error in any comparison is an error.</summary>
internal sealed class InCondition(Scalar operand, IReadOnlyList<Scalar> list, bool negated, QueryTerms terms) : Condition
{
    internal override Truth Test(in Row row)
    {
        var value = operand.Evaluate(row);
        var result = value.IsError ? Truth.Error : Truth.False;
        foreach (var item in list)
        {
            var equal = ValueComparison.Equal(value, item.Evaluate(row), terms);
            if (equal == Truth.True)
                return Truths.Of(!negated);
            if (equal == Truth.Error)
                result = Truth.Error;
        }

        return result == Truth.Error ? Truth.Error : Truths.Of(negated);
    }

    internal override void Rewind(Rewinding what)
    {
        operand.Rewind(what);
        foreach (var item in list)
            item.Rewind(what);
    }
}
