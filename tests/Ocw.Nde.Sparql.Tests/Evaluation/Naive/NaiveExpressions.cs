using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Solution = System.Collections.Immutable.ImmutableDictionary<Ocw.Nde.Sparql.Algebra.Variable, Ocw.Nde.Rdf.Terms.RdfTerm>;

namespace Ocw.Nde.Sparql.Tests.Evaluation.Naive;

/// <summary>The few expressions that random queries use, over IRIs, integers, booleans and strings; no value is an error.</summary>
internal sealed class NaiveExpressions(Func<AlgebraNode, bool> exists)
{
    internal RdfTerm? Value(Expression expression, Solution solution)
    {
        switch (expression)
        {
            case VariableExpression e:
                return solution.GetValueOrDefault(e.Variable);
            case ConstantExpression e:
                return e.Term;
            case ExistsExpression e:
                return Of(exists(e.Pattern) != e.Negated);
            case BuiltInCall { Name: "BOUND", Arguments: [VariableExpression e] }:
                return Of(solution.ContainsKey(e.Variable));
            case BuiltInCall { Name: "COALESCE" } e:
                return e.Arguments.Select(argument => Value(argument, solution)).FirstOrDefault(value => value is not null);
            case BuiltInCall { Name: "ISIRI" } e:
                return Value(e.Arguments[0], solution) is { } term ? Of(term is Iri) : null;
            case BuiltInCall { Name: "STR" } e:
                return Value(e.Arguments[0], solution) switch { Iri iri => new Literal(iri.Value), Literal literal => new Literal(literal.LexicalForm), _ => null };
            case BuiltInCall { Name: "SAMETERM" } e:
                return Value(e.Arguments[0], solution) is { } first && Value(e.Arguments[1], solution) is { } second ? Of(first == second) : null;
            case NotExpression e:
                return Value(e.Operand, solution) is { } operand && Boolean(operand) is { } truth ? Of(!truth) : null;
            case AndExpression e:
                return Logic(Value(e.Left, solution), Value(e.Right, solution), wins: false);
            case OrExpression e:
                return Logic(Value(e.Left, solution), Value(e.Right, solution), wins: true);
            case ArithmeticExpression e:
                return Integer(Value(e.Left, solution)) is { } a && Integer(Value(e.Right, solution)) is { } b
                    ? Of(e.Operator switch { ArithmeticOperator.Add => a + b, ArithmeticOperator.Subtract => a - b, _ => a * b })
                    : null;
            case ComparisonExpression e:
                return Compare(e.Operator, Value(e.Left, solution), Value(e.Right, solution));
            default:
                throw new NotSupportedException(expression.GetType().Name);
        }
    }

    /// <summary>The effective boolean value; none is an error.</summary>
    internal static bool? Boolean(RdfTerm term) => term switch
    {
        Literal literal when literal.Datatype == XsdNs.Boolean => literal.LexicalForm == "true",
        Literal literal when literal.Datatype == XsdNs.Integer => literal.LexicalForm != "0",
        Literal { Language: null } literal when literal.Datatype == XsdNs.String => literal.LexicalForm.Length > 0,
        Literal { Language: not null } literal => literal.LexicalForm.Length > 0,
        _ => null,
    };

    internal static RdfTerm? Aggregate(Aggregate aggregate, List<RdfTerm?> values)
    {
        if (aggregate.Distinct)
            values = [.. values.Distinct()];
        switch (aggregate.Function)
        {
            case AggregateFunction.Count:
                return Of(values.Count(value => value is not null));
            case AggregateFunction.Sum:
                return values.Exists(value => Integer(value) is null) ? null : Of(values.Sum(value => Integer(value)!.Value));
            case AggregateFunction.Max when values.Count > 0 && values.TrueForAll(value => value is Literal):
                return new Literal(values.Select(value => ((Literal)value!).LexicalForm).Max(StringComparer.Ordinal)!);
            default:
                return null;
        }
    }

    private static Literal? Logic(RdfTerm? left, RdfTerm? right, bool wins)
    {
        var (a, b) = (left is null ? null : Boolean(left), right is null ? null : Boolean(right));
        if (a == wins || b == wins)
            return Of(wins);
        return a is null || b is null ? null : Of(!wins);
    }

    private static Literal? Compare(ComparisonOperator @operator, RdfTerm? left, RdfTerm? right)
    {
        if (left is null || right is null)
            return null;
        if (@operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return Of((left == right) == (@operator == ComparisonOperator.Equal));
        int? order = Integer(left) is { } a && Integer(right) is { } b ? a.CompareTo(b)
            : left is Literal { Language: null } x && right is Literal { Language: null } y && x.Datatype == XsdNs.String && y.Datatype == XsdNs.String
                ? string.CompareOrdinal(x.LexicalForm, y.LexicalForm)
                : null;
        return order is null ? null : Of(@operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            _ => order >= 0,
        });
    }

    private static long? Integer(RdfTerm? term) =>
        term is Literal literal && literal.Datatype == XsdNs.Integer ? long.Parse(literal.LexicalForm, CultureInfo.InvariantCulture) : null;

    private static Literal Of(bool value) => new(value ? "true" : "false", XsdNs.Boolean);

    private static Literal Of(long value) => new(value.ToString(CultureInfo.InvariantCulture), XsdNs.Integer);
}
