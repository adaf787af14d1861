using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The order of ORDER BY, MIN and MAX: unbound, blank nodes, IRIs, literals, triple terms (SPARQL 1.1 §15.1, 1.2 §15.1), made total where the standard leaves it open.</summary>
/// <remarks>
/// Numbers come before texts (plain and language-tagged ones together, by code point), then booleans, dates and times, durations and the
/// literals of unknown datatypes. Values that are equal by value keep the order in which they came.
/// </remarks>
internal static class TermOrder
{
    internal static int Compare(in Value left, in Value right, QueryTerms terms)
    {
        var (leftRank, rightRank) = (Rank(left.Kind), Rank(right.Kind));
        if (leftRank != rightRank)
            return leftRank.CompareTo(rightRank);
        if (left.Id != 0 && left.Id == right.Id)
            return 0;

        switch (left.Kind)
        {
            case ValueKind.Error:
                return 0;
            case ValueKind.TripleTerm:
                return CompareTriples(left.Id, right.Id, terms);
            case ValueKind.BlankNode:
                return left.Id.CompareTo(right.Id);
            case ValueKind.Iri:
                return CodePoints.Compare(terms.TextOf(left), terms.TextOf(right));
            case ValueKind.String or ValueKind.LangString:
                var order = CodePoints.Compare(left.Text!, right.Text!);
                return order != 0 ? order : string.Compare(left.Detail, right.Detail, StringComparison.OrdinalIgnoreCase);
            case ValueKind.Boolean:
                return left.AsBoolean.CompareTo(right.AsBoolean);
            case ValueKind.Other:
                order = CodePoints.Compare(left.Text!, right.Text!);
                return order != 0 ? order : CodePoints.Compare(left.Detail!, right.Detail!);
            default:
                return left.Kind.IsNumeric ? CompareNumbers(left, right)
                    : left.Kind.IsMoment ? Moment.CompareAsUtc(left.AsMoment, right.AsMoment)
                    : CompareDurations(left.AsDuration, right.AsDuration);
        }
    }

    // By subject, predicate and object (SPARQL 1.2 §15.1).
    private static int CompareTriples(ulong left, ulong right, QueryTerms terms)
    {
        if (!terms.TryReadTriple(left, out var subject, out var predicate, out var @object)
            || !terms.TryReadTriple(right, out var otherSubject, out var otherPredicate, out var otherObject))
        {
            return left.CompareTo(right);
        }

        var order = Compare(terms.ValueOf(subject), terms.ValueOf(otherSubject), terms);
        if (order == 0)
            order = Compare(terms.ValueOf(predicate), terms.ValueOf(otherPredicate), terms);
        return order != 0 ? order : Compare(terms.ValueOf(@object), terms.ValueOf(otherObject), terms);
    }

    /// <summary>The place of a kind of value among the others.</summary>
    internal static int Rank(ValueKind kind) => kind switch
    {
        ValueKind.Error => 0,
        ValueKind.BlankNode => 1,
        ValueKind.Iri => 2,
        >= ValueKind.Integer and <= ValueKind.Double => 3,
        ValueKind.String or ValueKind.LangString => 4,
        ValueKind.Boolean => 5,
        >= ValueKind.DateTime and <= ValueKind.Day => 6 + kind - ValueKind.DateTime,
        >= ValueKind.DayTimeDuration and <= ValueKind.Duration => 20,
        ValueKind.Other => 21,
        _ => 22,
    };

    // NaN before every other number, so that the order is total.
    private static int CompareNumbers(in Value left, in Value right) =>
        Numbers.Compare(left, right) ?? Numbers.ToDouble(left).CompareTo(Numbers.ToDouble(right));

    // A month counts as 30.44 days where the standard gives no order.
    private static int CompareDurations(in Duration left, in Duration right)
    {
        const long month = 2_630_016;
        return Duration.Compare(left, right) ?? ((left.Months * month) + left.Seconds).CompareTo((right.Months * month) + right.Seconds);
    }
}
