using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

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
