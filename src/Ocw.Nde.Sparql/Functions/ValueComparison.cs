using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The operators <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c> (SPARQL 1.1 §17.3 and RDFterm-equal, §17.4.1.7).</summary>
internal static class ValueComparison
{
    internal static Truth Test(ComparisonOperator @operator, in Value left, in Value right, QueryTerms terms)
    {
        switch (@operator)
        {
            case ComparisonOperator.Equal:
                return Equal(left, right, terms);
            case ComparisonOperator.NotEqual:
                return Equal(left, right, terms) switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Error };
            default:
                break;
        }

        var order = Compare(left, right);
        return order switch
        {
            Ordering.Error => Truth.Error,
            Ordering.Unordered => Truth.False,
            _ => Truths.Of(@operator switch
            {
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.Greater => order > 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                _ => order >= 0,
            }),
        };
    }

    internal static Truth Equal(in Value left, in Value right, QueryTerms terms)
    {
        if (left.IsError || right.IsError)
            return Truth.Error;
        if (left.Kind.IsNumeric && right.Kind.IsNumeric)
            return Truths.Of(Numbers.Compare(left, right) == 0);
        if (left.Id != 0 && left.Id == right.Id)
            return Truth.True;
        if (left.Kind.IsDuration && right.Kind.IsDuration)
            return Truths.Of(left.AsDuration == right.AsDuration);
        if (left.Kind != right.Kind)
            return OfDifferentKinds(left.Kind, right.Kind);
        return left.Kind switch
        {
            ValueKind.Iri => Truths.Of(left.Id != 0 && right.Id != 0 ? left.Id == right.Id : terms.TextOf(left) == terms.TextOf(right)),
            ValueKind.String => Truths.Of(left.Text == right.Text),
            ValueKind.LangString => Truths.Of(left.Text == right.Text && SameLanguage(left, right)),
            ValueKind.Boolean => Truths.Of(left.AsBoolean == right.AsBoolean),
            ValueKind.TripleTerm => EqualTriples(left.Id, right.Id, terms),
            ValueKind.Other => left.Text == right.Text && left.Detail == right.Detail ? Truth.True : Truth.Error,
            _ when left.Kind.IsMoment => Moment.Compare(left.AsMoment, right.AsMoment) is { } order ? Truths.Of(order == 0) : Truth.Error,
            _ => Truths.Of(left.Id == right.Id),
        };
    }

    // SPARQL 1.2 §17.4.1.7: triple terms are equal if their subjects, predicates and objects are.
    private static Truth EqualTriples(ulong left, ulong right, QueryTerms terms)
    {
        if (!terms.TryReadTriple(left, out var subject, out var predicate, out var @object)
            || !terms.TryReadTriple(right, out var otherSubject, out var otherPredicate, out var otherObject))
        {
            return Truth.Error;
        }

        return subject != otherSubject || predicate != otherPredicate ? Truth.False : Equal(terms.ValueOf(@object), terms.ValueOf(otherObject), terms);
    }

    /// <summary>The order of two values for <c>&lt;</c> and its kin; an error for values that SPARQL does not order.</summary>
    internal static int Compare(in Value left, in Value right)
    {
        if (left.Kind.IsNumeric && right.Kind.IsNumeric)
            return Numbers.Compare(left, right) ?? Ordering.Unordered;
        if (left.Kind.IsDuration && right.Kind.IsDuration)
            return Duration.Compare(left.AsDuration, right.AsDuration) ?? Ordering.Error;
        if (left.Kind != right.Kind)
            return Ordering.Error;
        return left.Kind switch
        {
            ValueKind.String => Math.Sign(CodePoints.Compare(left.Text!, right.Text!)),
            ValueKind.LangString when SameLanguage(left, right) => Math.Sign(CodePoints.Compare(left.Text!, right.Text!)),
            ValueKind.Boolean => left.AsBoolean.CompareTo(right.AsBoolean),
            _ when left.Kind.IsMoment => Moment.Compare(left.AsMoment, right.AsMoment) ?? Ordering.Error,
            _ => Ordering.Error,
        };
    }

    internal static bool SameLanguage(in Value left, in Value right) => string.Equals(left.Detail, right.Detail, StringComparison.OrdinalIgnoreCase);

    // Known value spaces are disjoint, so their values differ; of an unknown datatype nobody can tell, but that its values have no language.
    private static Truth OfDifferentKinds(ValueKind left, ValueKind right) =>
        (left == ValueKind.Other && IsComparable(right)) || (right == ValueKind.Other && IsComparable(left)) ? Truth.Error : Truth.False;

    private static bool IsComparable(ValueKind kind) => kind.IsLiteral && kind != ValueKind.LangString;

    /// <summary>What <see cref="Compare"/> gives beside -1, 0 and 1.</summary>
    internal static class Ordering
    {
        /// <summary>With NaN: every comparison is false.</summary>
        internal const int Unordered = 2;

        internal const int Error = 3;
    }
}
