using System.Runtime.CompilerServices;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary><c>+ - * /</c>.</summary>
internal sealed class ArithmeticScalar(ArithmeticOperator @operator, Scalar left, Scalar right) : Scalar
{
    internal override Value Evaluate(in Row row) => Numbers.Apply(@operator, left.Evaluate(row), right.Evaluate(row));

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        right.Rewind(what);
    }
}

/// <summary>Unary minus and plus.</summary>
internal sealed class SignScalar(bool negative, Scalar operand) : Scalar
{
    internal override Value Evaluate(in Row row)
    {
        var value = operand.Evaluate(row);
        return !value.Kind.IsNumeric ? Value.Error : negative ? Numbers.Negate(value) : value;
    }

    internal override void Rewind(Rewinding what) => operand.Rewind(what);
}

/// <summary>IF (§17.4.1.2).</summary>
internal sealed class IfScalar(Scalar condition, Scalar then, Scalar otherwise) : Scalar
{
    internal override Value Evaluate(in Row row) => condition.Test(row) switch
    {
        Truth.True => then.Evaluate(row),
        Truth.False => otherwise.Evaluate(row),
        _ => Value.Error,
    };

    internal override void Rewind(Rewinding what)
    {
        condition.Rewind(what);
        then.Rewind(what);
        otherwise.Rewind(what);
    }
}

/// <summary>COALESCE (§17.4.1.3): the first that is no error.</summary>
internal sealed class CoalesceScalar(IReadOnlyList<Scalar> operands) : Scalar
{
    internal override Value Evaluate(in Row row)
    {
        foreach (var operand in operands)
        {
            var value = operand.Evaluate(row);
            if (!value.IsError)
                return value;
        }

        return Value.Error;
    }

    internal override void Rewind(Rewinding what)
    {
        foreach (var operand in operands)
            operand.Rewind(what);
    }
}

/// <summary>A function of the <see cref="FunctionTable"/>.</summary>
internal sealed class CallScalar(QueryContext context, FunctionBody body, IReadOnlyList<Scalar> arguments) : Scalar
{
    internal override Value Evaluate(in Row row)
    {
        if (arguments.Count > Few.Size)
            return EvaluateMany(row);
        var few = default(Few);
        Span<Value> values = few;
        for (var i = 0; i < arguments.Count; i++)
            values[i] = arguments[i].Evaluate(row);
        return body(context, values[..arguments.Count]);
    }

    internal override void Rewind(Rewinding what)
    {
        foreach (var argument in arguments)
            argument.Rewind(what);
    }

    private Value EvaluateMany(in Row row)
    {
        var values = new Value[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(row);
        return body(context, values);
    }

    [InlineArray(Size)]
    private struct Few
    {
        internal const int Size = 4;

        private Value first;
    }
}
