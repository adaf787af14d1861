using System.Text;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>COUNT(expression): errors are not counted.</summary>
internal sealed class CountValues(QueryContext context, Scalar argument, bool distinct) : ValueAccumulator(context, argument, distinct)
{
    private long[] counts = [];

    internal override ulong Result(int group) => Context.Terms.IdOf(Value.Integer(group < counts.Length ? counts[group] : 0));

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        Drop(ref counts, sizeof(long));
    }

    protected override void Reserve(int groupCount) => Grow(ref counts, groupCount, sizeof(long));

    protected override void Add(in Row row, int group)
    {
        // A value that is computed needs an id only to be compared with others.
        if (IsDistinct || Argument is ColumnScalar)
        {
            var id = Argument.EvaluateId(row, Context.Terms);
            if (id != 0 && Counts(group, id))
                counts[group]++;
        }
        else if (!Argument.Evaluate(row).IsError)
        {
            counts[group]++;
        }
    }
}

/// <summary>SUM and AVG: any error in a group is the group's error; of no values both are 0.</summary>
internal sealed class SumValues(QueryContext context, Scalar argument, bool distinct, bool isAverage) : ValueAccumulator(context, argument, distinct)
{
    private const int StateBytes = 64;

    private (Value Sum, long Count)[] states = [];

    internal override ulong Result(int group)
    {
        if (group >= states.Length || states[group].Count == 0)
            return Context.Terms.IdOf(Value.Integer(0));
        var (sum, count) = states[group];
        return Context.Terms.IdOf(isAverage ? Numbers.Apply(ArithmeticOperator.Divide, sum, Value.Integer(count)) : sum);
    }

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        Drop(ref states, StateBytes);
    }

    protected override void Reserve(int groupCount) => Grow(ref states, groupCount, StateBytes);

    protected override void Add(in Row row, int group)
    {
        var value = Argument.Evaluate(row);
        if (IsDistinct && !value.IsError && !Counts(group, Context.Terms.IdOf(value)))
            return;
        ref var state = ref states[group];
        if (!value.Kind.IsNumeric)
            state.Sum = Value.Error;
        else if (state.Count == 0)
            state.Sum = value.WithId(0);
        else if (!state.Sum.IsError)
            state.Sum = Numbers.Apply(ArithmeticOperator.Add, state.Sum, value);
        state.Count++;
    }
}

/// <summary>MIN and MAX by the order of ORDER BY: any error in a group is the group's error, and so is an empty group.</summary>
internal sealed class ExtremeValues(QueryContext context, Scalar argument, bool isMaximum) : ValueAccumulator(context, argument, distinct: false)
{
    private const int StateBytes = 56;

    private (Value Best, bool HasError)[] states = [];

    internal override ulong Result(int group) => group >= states.Length || states[group].HasError ? 0 : Context.Terms.IdOf(states[group].Best);

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        Drop(ref states, StateBytes);
    }

    protected override void Reserve(int groupCount) => Grow(ref states, groupCount, StateBytes);

    protected override void Add(in Row row, int group)
    {
        var value = Argument.Evaluate(row);
        ref var state = ref states[group];
        if (value.IsError)
        {
            state.HasError = true;
            return;
        }

        var order = state.Best.IsError ? 0 : TermOrder.Compare(value, state.Best, Context.Terms);
        if (state.Best.IsError || (isMaximum ? order > 0 : order < 0))
            state.Best = value;
    }
}

/// <summary>SAMPLE: the first value that is no error.</summary>
internal sealed class SampleValue(QueryContext context, Scalar argument) : ValueAccumulator(context, argument, distinct: false)
{
    private ulong[] samples = [];

    internal override ulong Result(int group) => group < samples.Length ? samples[group] : 0;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        Drop(ref samples, sizeof(ulong));
    }

    protected override void Reserve(int groupCount) => Grow(ref samples, groupCount, sizeof(ulong));

    protected override void Add(in Row row, int group)
    {
        if (samples[group] == 0)
            samples[group] = Argument.EvaluateId(row, Context.Terms);
    }
}

/// <summary>GROUP_CONCAT: the texts of the values with a separator; any error in a group is the group's error.</summary>
internal sealed class ConcatValues(QueryContext context, Scalar argument, bool distinct, string separator) : ValueAccumulator(context, argument, distinct)
{
    private const int StateBytes = 64;

    private (StringBuilder? Text, bool HasError)[] states = [];
    private long charged;

    internal override ulong Result(int group)
    {
        if (group >= states.Length)
            return Context.Terms.IdOf(Value.String(""));
        var (text, hasError) = states[group];
        return hasError ? 0 : Context.Terms.IdOf(Value.String(text?.ToString() ?? ""));
    }

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        Drop(ref states, StateBytes);
        Context.Memory.Release(charged);
        charged = 0;
    }

    protected override void Reserve(int groupCount) => Grow(ref states, groupCount, StateBytes);

    protected override void Add(in Row row, int group)
    {
        var value = Argument.Evaluate(row);
        ref var state = ref states[group];
        if (value.Kind is ValueKind.Error or ValueKind.BlankNode or ValueKind.TripleTerm)
        {
            state.HasError = true;
            return;
        }

        if (IsDistinct && !Counts(group, Context.Terms.IdOf(value)))
            return;
        if (state.Text is null)
            state.Text = new StringBuilder();
        else
            state.Text.Append(separator);
        var text = Context.Terms.TextOf(value);
        state.Text.Append(text);
        var bytes = (text.Length + separator.Length) * (long)sizeof(char);
        Context.Memory.Charge(bytes);
        charged += bytes;
    }
}
