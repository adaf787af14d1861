using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>Turns an expression of the algebra into a <see cref="Scalar"/> over the columns of a schema.</summary>
/// <param name="context">The query.</param>
/// <param name="schema">The columns.</param>
/// <param name="exists">Makes the condition for an EXISTS, which needs a plan of its own.</param>
internal sealed class ExpressionCompiler(QueryContext context, Schema schema, Func<ExistsExpression, Scalar> exists)
{
    private static readonly HashSet<string> CheapCalls = new(StringComparer.Ordinal)
    {
        "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "SAMETERM", "BOUND",
        "ABS", "ROUND", "CEIL", "FLOOR", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS",
    };

    internal Scalar Compile(Expression expression)
    {
        if (CompileText(expression) is { } text)
            return text;
        var scalar = CompilePart(expression);
        return scalar is not (ColumnScalar or ConstantScalar) && OnlyColumn(expression) is { } column && IsCostly(expression)
            ? new MemoScalar(column, scalar, context.Memory)
            : scalar;
    }

    private Scalar CompilePart(Expression expression) => expression switch
    {
        VariableExpression e => Column(e.Variable),
        ConstantExpression e => Constant(e.Term),
        OrExpression e => new OrCondition(Compile(e.Left), Compile(e.Right)),
        AndExpression e => new AndCondition(Compile(e.Left), Compile(e.Right)),
        NotExpression e => new NotCondition(Compile(e.Operand)),
        ComparisonExpression { Left: VariableExpression v, Right: ConstantExpression { Term: Literal { Language: null } literal } } e when schema.Contains(v.Variable) =>
            new InlineComparison(e.Operator, schema.IndexOf(v.Variable), context.Constant(literal, isValue: true), Compare(e)),
        ComparisonExpression e => Compare(e),
        ArithmeticExpression e => new ArithmeticScalar(e.Operator, Compile(e.Left), Compile(e.Right)),
        SignExpression e => new SignScalar(e.Negative, Compile(e.Operand)),
        InExpression e => new InCondition(Compile(e.Operand), CompileAll(e.List), e.Negated, context.Terms),
        ExistsExpression e => exists(e),
        BuiltInCall { Name: "BOUND", Arguments: [VariableExpression e] } => new BoundCondition(schema.IndexOf(e.Variable)),
        BuiltInCall { Name: "BOUND", Arguments: [ConstantExpression] } => Constant(new Literal("true", new Iri(Datatypes.IriOf(ValueKind.Boolean)))),
        BuiltInCall { Name: "IF", Arguments: [var condition, var then, var otherwise] } =>
            new IfScalar(Compile(condition), Compile(then), Compile(otherwise)),
        BuiltInCall { Name: "COALESCE" } e => new CoalesceScalar(CompileAll(e.Arguments)),
        BuiltInCall e => Call(FunctionTable.BuiltIn(e.Name), e.Arguments),
        FunctionCall e => Call(FunctionTable.ByIri(e.Function.Value), e.Arguments),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} cannot stand where a value is needed."),
    };

    // Questions about the text of a variable that need no string of it.
    private Scalar? CompileText(Expression expression)
    {
        switch (expression)
        {
            case BuiltInCall { Name: "LANG", Arguments: [VariableExpression { Variable: var variable }] } when schema.Contains(variable):
                return new LanguageScalar(schema.IndexOf(variable), context);
            case ComparisonExpression { Operator: ComparisonOperator.Equal, Left: BuiltInCall { Name: "LANG" } call, Right: ConstantExpression { Term: Literal { Language: null } tag } }
                when tag.Datatype == XsdNs.String && CompileText(call) is LanguageScalar language:
                return new LanguageCondition(language, tag.LexicalForm);
            case BuiltInCall { Name: "CONTAINS" or "STRSTARTS" or "STRENDS", Arguments: [var text, ConstantExpression { Term: Literal { Language: null } part }] } call
                when part.Datatype == XsdNs.String && IsText(text, allowsFold: true, out var column, out var viaStr, out var fold):
                var match = call.Name switch { "CONTAINS" => TextMatch.Contains, "STRSTARTS" => TextMatch.StartsWith, _ => TextMatch.EndsWith };
                return new TextCondition(column, viaStr, fold, match, part.LexicalForm, context);
            case BuiltInCall { Name: "REGEX", Arguments: { Count: 2 or 3 } arguments }
                when arguments.Skip(1).All(argument => argument is ConstantExpression { Term: Literal { Language: null } literal } && literal.Datatype == XsdNs.String)
                    && IsText(arguments[0], allowsFold: false, out var column, out var viaStr, out _):
                string[] constants = [.. arguments.Skip(1).Select(argument => ((Literal)((ConstantExpression)argument).Term).LexicalForm)];
                return new MemoScalar(column, new RegexCondition(column, viaStr, constants[0], constants.Length > 1 ? constants[1] : "", context), context.Memory);
            default:
                return null;
        }
    }

    // ?v, STR(?v), and where it is allowed LCASE of either.
    private bool IsText(Expression expression, bool allowsFold, out int column, out bool viaStr, out bool fold)
    {
        fold = allowsFold && expression is BuiltInCall { Name: "LCASE", Arguments.Count: 1 };
        if (fold)
            expression = ((BuiltInCall)expression).Arguments[0];
        viaStr = expression is BuiltInCall { Name: "STR", Arguments.Count: 1 };
        if (viaStr)
            expression = ((BuiltInCall)expression).Arguments[0];
        column = expression is VariableExpression { Variable: var variable } ? schema.IndexOf(variable) : -1;
        return column >= 0;
    }

    private Scalar Column(Variable variable)
    {
        var column = schema.IndexOf(variable);
        return column < 0 ? new ErrorScalar() : new ColumnScalar(column, context.Terms);
    }

    private ComparisonCondition Compare(ComparisonExpression e) => new(e.Operator, Compile(e.Left), Compile(e.Right), context.Terms);

    private Scalar Constant(RdfTerm term)
    {
        if (ParameterTerm.Is(term))
            return new ParameterScalar(context.Constant(term, isValue: true), context.Terms);
        var value = term switch
        {
            Iri iri => Value.Iri(iri.Value),
            Literal { Language: { } language } literal => Value.LangString(literal.LexicalForm, TaggedLanguage.Of(language, literal.Direction)),
            Literal literal => LiteralReader.Read(literal.LexicalForm, literal.Datatype.Value),
            TripleTerm => Value.TripleTerm(0),
            _ => Value.BlankNode(0),
        };
        return new ConstantScalar(value, context.Constant(term, isValue: true));
    }

    // An unknown function is an error of the expression, not of the query (§17.6); so is a wrong number of arguments.
    private Scalar Call(Function? function, IReadOnlyList<Expression> arguments) =>
        function is null || arguments.Count < function.Least || arguments.Count > function.Most
            ? new ErrorScalar()
            : new CallScalar(context, function.Body, CompileAll(arguments));

    private List<Scalar> CompileAll(IReadOnlyList<Expression> expressions) => [.. expressions.Select(Compile)];

    // The column of the only variable of an expression that always gives the same value for the same term.
    private int? OnlyColumn(Expression expression)
    {
        Variable? only = null;
        foreach (var part in expression.SelfAndOperands())
        {
            switch (part)
            {
                case ExistsExpression:
                case BuiltInCall call when FunctionTable.BuiltIn(call.Name) is { IsPure: false }:
                case VariableExpression e when only is not null && e.Variable != only:
                    return null;
                case VariableExpression e:
                    only = e.Variable;
                    break;
            }
        }

        return only is not null && schema.IndexOf(only) is >= 0 and var column ? column : null;
    }

    // What reads the text where it lies is as cheap as looking up what was remembered.
    private bool IsCostly(Expression expression) => expression switch
    {
        FunctionCall => true,
        BuiltInCall call when CompileText(expression) is not (null or MemoScalar) => false,
        BuiltInCall call when !CheapCalls.Contains(call.Name) => true,
        _ => expression.Operands().Any(IsCostly),
    };
}
