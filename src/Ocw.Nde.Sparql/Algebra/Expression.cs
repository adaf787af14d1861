using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>An expression of FILTER, BIND, SELECT, GROUP BY, HAVING or ORDER BY (SPARQL 1.1 §17).</summary>
public abstract record Expression
{
    private protected Expression()
    {
    }
}

/// <summary>The value of a variable; unbound is an error, except where a function takes variables (BOUND, COALESCE).</summary>
public sealed record VariableExpression(Variable Variable) : Expression;

/// <summary>A fixed term.</summary>
public sealed record ConstantExpression(RdfTerm Term) : Expression;

/// <summary><c>||</c>.</summary>
public sealed record OrExpression(Expression Left, Expression Right) : Expression;

/// <summary><c>&amp;&amp;</c>.</summary>
public sealed record AndExpression(Expression Left, Expression Right) : Expression;

/// <summary><c>!</c>.</summary>
public sealed record NotExpression(Expression Operand) : Expression;

/// <summary><c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c>.</summary>
public sealed record ComparisonExpression(ComparisonOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary>The comparison operators.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,
}

/// <summary><c>+</c>, <c>-</c>, <c>*</c>, <c>/</c>.</summary>
public sealed record ArithmeticExpression(ArithmeticOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary>The arithmetic operators.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,
}

/// <summary>Unary <c>-</c> (or <c>+</c>).</summary>
public sealed record SignExpression(bool Negative, Expression Operand) : Expression;

/// <summary><c>expr IN (…)</c> or <c>NOT IN</c>.</summary>
public sealed record InExpression(Expression Operand, IReadOnlyList<Expression> List, bool Negated) : Expression;

/// <summary><c>EXISTS { … }</c> or <c>NOT EXISTS</c>.</summary>
public sealed record ExistsExpression(AlgebraNode Pattern, bool Negated) : Expression;

/// <summary>A built-in call; <paramref name="Name"/> is upper case as in the grammar (<c>STRLEN</c>, <c>IF</c>, <c>COALESCE</c>, <c>BOUND</c>, <c>isIRI</c> as <c>ISIRI</c>, …).</summary>
public sealed record BuiltInCall(string Name, IReadOnlyList<Expression> Arguments) : Expression;

/// <summary>A function named by an IRI: casts (<c>xsd:integer(…)</c>) and extensions.</summary>
public sealed record FunctionCall(Iri Function, IReadOnlyList<Expression> Arguments, bool Distinct = false) : Expression;

/// <summary>An aggregate (§18.5.1), only inside <see cref="AggregateBinding"/> after translation.</summary>
/// <param name="Function">Which one.</param>
/// <param name="Argument">Its argument; <see langword="null"/> for <c>COUNT(*)</c>.</param>
/// <param name="Distinct">Whether DISTINCT is given.</param>
/// <param name="Separator">The separator of GROUP_CONCAT; a single space when absent.</param>
public sealed record Aggregate(AggregateFunction Function, Expression? Argument, bool Distinct, string? Separator = null);

/// <summary>An aggregate as the parser meets it inside an expression; the translation replaces it by a variable.</summary>
public sealed record AggregateExpression(Aggregate Aggregate) : Expression;

/// <summary>The aggregate functions.</summary>
public enum AggregateFunction
{
    /// <summary>COUNT.</summary>
    Count,

    /// <summary>SUM.</summary>
    Sum,

    /// <summary>AVG.</summary>
    Avg,

    /// <summary>MIN.</summary>
    Min,

    /// <summary>MAX.</summary>
    Max,

    /// <summary>SAMPLE.</summary>
    Sample,

    /// <summary>GROUP_CONCAT.</summary>
    GroupConcat,
}
