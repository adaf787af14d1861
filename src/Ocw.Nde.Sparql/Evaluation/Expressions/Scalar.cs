using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>An expression, compiled for the columns of one operator.</summary>
internal abstract class Scalar
{
    /// <summary>The value for a row; <see cref="Value.Error"/> where the expression has none.</summary>
    internal abstract Value Evaluate(in Row row);

    /// <summary>The effective boolean value for a row.</summary>
    internal virtual Truth Test(in Row row) => Truths.EffectiveBooleanValue(Evaluate(row));

    /// <summary>Whether a filter keeps the row: only if the effective boolean value is true.</summary>
    internal virtual bool Keeps(in Row row) => Test(row) == Truth.True;

    /// <summary>The id of the value's term for a row; 0 for an error.</summary>
    internal virtual ulong EvaluateId(in Row row, QueryTerms terms) => terms.IdOf(Evaluate(row));

    /// <summary>Forgets what depends on the source.</summary>
    internal virtual void Rewind(Rewinding what)
    {
    }
}

/// <summary>A scalar that is a condition: only its truth is worked out.</summary>
internal abstract class Condition : Scalar
{
    internal sealed override Value Evaluate(in Row row) => Test(row).ToValue();

    internal abstract override Truth Test(in Row row);
}

/// <summary>An expression that is always an error: a variable that no pattern binds, an unknown function.</summary>
internal sealed class ErrorScalar : Scalar
{
    internal override Value Evaluate(in Row row) => Value.Error;
}

/// <summary>The value of a column.</summary>
internal sealed class ColumnScalar(int column, QueryTerms terms) : Scalar
{
    internal override Value Evaluate(in Row row) => terms.ValueOf(row[column]);

    internal override ulong EvaluateId(in Row row, QueryTerms queryTerms) => row[column];
}

/// <summary>The value of a parameter, another one in each run.</summary>
internal sealed class ParameterScalar(ConstantSlot slot, QueryTerms terms) : Scalar
{
    internal override Value Evaluate(in Row row) => terms.ValueOf(slot.Id);

    internal override ulong EvaluateId(in Row row, QueryTerms queryTerms) => slot.Id;
}

/// <summary>A fixed term.</summary>
internal sealed class ConstantScalar(Value value, ConstantSlot slot) : Scalar
{
    internal override Value Evaluate(in Row row) => value.WithId(slot.Id);

    internal override ulong EvaluateId(in Row row, QueryTerms terms) => slot.Id;
}
