using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>Writes terms, paths and expressions in SPARQL syntax, IRIs in full; for messages, explanations and <c>SparqlWriter</c>.</summary>
/// <param name="variableName">How a variable is written, mark included.</param>
/// <param name="pattern">How the pattern of EXISTS is written, braces included.</param>
internal sealed class ExpressionText(Func<Variable, string> variableName, Func<AlgebraNode, string> pattern)
{
    internal string Of(PatternTerm term) => term switch
    {
        Constant constant => Of(constant.Term),
        TripleTermPattern triple => $"<<( {Of(triple.Subject)} {Of(triple.Predicate)} {Of(triple.Object)} )>>",
        _ => variableName((Variable)term),
    };

    internal static string Of(RdfTerm term) => term is BlankNode node ? "_:" + node.Label : term.ToString()!;

    internal string Of(TriplePattern triple) => $"{Of(triple.Subject)} {Of(triple.Predicate)} {Of(triple.Object)}";

    internal string Of(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression);
        return text.ToString();
    }

    internal string Of(Aggregate aggregate)
    {
        var text = new StringBuilder();
        Append(text, aggregate);
        return text.ToString();
    }

    /// <summary>A path; a part that binds less tightly than its surroundings stands between brackets.</summary>
    internal static string Of(PropertyPath path) => path switch
    {
        LinkPath p => p.Predicate.ToString(),
        InversePath p => "^" + Primary(p.Path),
        SequencePath p => $"{Step(p.First)}/{Step(p.Second)}",
        AlternativePath p => $"{Of(p.First)}|{Of(p.Second)}",
        ZeroOrMorePath p => Primary(p.Path) + "*",
        OneOrMorePath p => Primary(p.Path) + "+",
        ZeroOrOnePath p => Primary(p.Path) + "?",
        NegatedPropertySet p => $"!({string.Join('|', p.Forward.Select(iri => iri.ToString()).Concat(p.Inverse.Select(iri => "^" + iri)))})",
        _ => throw new NotSupportedException($"Unknown path {path.GetType().Name}."),
    };

    private static string Step(PropertyPath path) => path is AlternativePath ? $"({Of(path)})" : Of(path);

    private static string Primary(PropertyPath path) => path is LinkPath or NegatedPropertySet ? Of(path) : $"({Of(path)})";

    private void Append(StringBuilder text, Expression expression)
    {
        switch (expression)
        {
            case VariableExpression e:
                text.Append(variableName(e.Variable));
                break;
            case ConstantExpression e:
                text.Append(Of(e.Term));
                break;
            case OrExpression e:
                Infix(text, e.Left, " || ", e.Right);
                break;
            case AndExpression e:
                Infix(text, e.Left, " && ", e.Right);
                break;
            case ComparisonExpression e:
                Infix(text, e.Left, Symbol(e.Operator), e.Right);
                break;
            case ArithmeticExpression e:
                Infix(text, e.Left, Symbol(e.Operator), e.Right);
                break;
            case NotExpression e:
                Prefix(text, "!", e.Operand);
                break;
            case SignExpression e:
                Prefix(text, e.Negative ? "-" : "+", e.Operand);
                break;
            case InExpression e:
                Append(text.Append('('), e.Operand);
                Call(text, e.Negated ? " NOT IN " : " IN ", e.List);
                text.Append(')');
                break;
            case ExistsExpression e:
                text.Append(e.Negated ? "NOT EXISTS " : "EXISTS ").Append(pattern(e.Pattern));
                break;
            case BuiltInCall { Name: Syntax.BuiltIns.EffectiveBooleanValue } e:
                Append(text, e.Arguments[0]);
                break;
            case BuiltInCall e:
                Call(text, e.Name, e.Arguments);
                break;
            case FunctionCall e:
                Call(text, e.Function.ToString(), e.Arguments, e.Distinct);
                break;
            case AggregateExpression e:
                Append(text, e.Aggregate);
                break;
        }
    }

    private void Infix(StringBuilder text, Expression left, string symbol, Expression right)
    {
        Append(text.Append('('), left);
        Append(text.Append(symbol), right);
        text.Append(')');
    }

    // Brackets always: «- 1» and «-1» are different expressions, and «!» takes a primary one.
    private void Prefix(StringBuilder text, string symbol, Expression operand)
    {
        Append(text.Append(symbol).Append('('), operand);
        text.Append(')');
    }

    private void Call(StringBuilder text, string name, IReadOnlyList<Expression> arguments, bool distinct = false)
    {
        text.Append(name).Append(distinct ? "(DISTINCT " : "(");
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, arguments[i]);
        }

        text.Append(')');
    }

    private void Append(StringBuilder text, Aggregate aggregate)
    {
        text.Append(aggregate.Function == AggregateFunction.GroupConcat ? "GROUP_CONCAT" : aggregate.Function.ToString().ToUpperInvariant());
        text.Append(aggregate.Distinct ? "(DISTINCT " : "(");
        if (aggregate.Argument is { } argument)
            Append(text, argument);
        else
            text.Append('*');
        if (aggregate.Separator is { } separator)
            text.Append("; SEPARATOR = ").Append(Of(new Literal(separator)));
        text.Append(')');
    }

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => " = ",
        ComparisonOperator.NotEqual => " != ",
        ComparisonOperator.Less => " < ",
        ComparisonOperator.Greater => " > ",
        ComparisonOperator.LessOrEqual => " <= ",
        _ => " >= ",
    };

    private static string Symbol(ArithmeticOperator arithmetic) => arithmetic switch
    {
        ArithmeticOperator.Add => " + ",
        ArithmeticOperator.Subtract => " - ",
        ArithmeticOperator.Multiply => " * ",
        _ => " / ",
    };
}
