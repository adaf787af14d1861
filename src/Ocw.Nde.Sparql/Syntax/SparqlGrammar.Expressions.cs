using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Expressions, from <c>||</c> down to a primary one.</content>
internal sealed partial class SparqlGrammar
{
    // An expression that is not part of another one; its height is bounded before anything walks it.
    private Expression TopExpression()
    {
        var expression = Expression();
        RequireHeight(TreeHeight.Of(expression, options.MaximumTreeHeight));
        return expression;
    }

    // [110] Expression ::= ConditionalOrExpression
    private Expression Expression()
    {
        Enter();
        var expression = ConditionalOrExpression();
        Leave();
        return expression;
    }

    // [111] ConditionalOrExpression ::= ConditionalAndExpression ( '||' ConditionalAndExpression )*
    private Expression ConditionalOrExpression()
    {
        var first = ConditionalAndExpression();
        if (!At(TokenKind.Or))
            return first;
        var operands = new List<Expression> { AsCondition(first) };
        while (TryTake(TokenKind.Or))
            operands.Add(AsCondition(ConditionalAndExpression()));
        return Balanced.Fold(operands, static (left, right) => new OrExpression(left, right));
    }

    // [112] ConditionalAndExpression ::= ValueLogical ( '&&' ValueLogical )*   [113] ValueLogical ::= RelationalExpression
    private Expression ConditionalAndExpression()
    {
        var first = RelationalExpression();
        if (!At(TokenKind.And))
            return first;
        var operands = new List<Expression> { AsCondition(first) };
        while (TryTake(TokenKind.And))
            operands.Add(AsCondition(RelationalExpression()));
        return Balanced.Fold(operands, static (left, right) => new AndExpression(left, right));
    }

    // [114] RelationalExpression ::= NumericExpression ( '=' NumericExpression | '!=' … | 'IN' ExpressionList | 'NOT' 'IN' ExpressionList )?
    private Expression RelationalExpression()
    {
        var left = AdditiveExpression();
        if (Comparison(current.Kind) is { } comparison)
        {
            Take();
            return new ComparisonExpression(comparison, left, AdditiveExpression());
        }

        if (TryTakeWord("IN"))
            return new InExpression(left, ExpressionList(), Negated: false);
        if (!TryTakeWord("NOT"))
            return left;
        ExpectWord("IN");
        return new InExpression(left, ExpressionList(), Negated: true);
    }

    private static ComparisonOperator? Comparison(TokenKind kind) => kind switch
    {
        TokenKind.Equal => ComparisonOperator.Equal,
        TokenKind.NotEqual => ComparisonOperator.NotEqual,
        TokenKind.Less => ComparisonOperator.Less,
        TokenKind.Greater => ComparisonOperator.Greater,
        TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
        TokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    // [116] AdditiveExpression ::= MultiplicativeExpression ( '+' MultiplicativeExpression | '-' MultiplicativeExpression
    //         | ( NumericLiteralPositive | NumericLiteralNegative ) ( ( '*' UnaryExpression ) | ( '/' UnaryExpression ) )* )*
    private Expression AdditiveExpression()
    {
        var left = MultiplicativeExpression(UnaryExpression());
        while (true)
        {
            if (TryTake(TokenKind.Plus))
                left = new ArithmeticExpression(ArithmeticOperator.Add, left, MultiplicativeExpression(UnaryExpression()));
            else if (TryTake(TokenKind.Minus))
                left = new ArithmeticExpression(ArithmeticOperator.Subtract, left, MultiplicativeExpression(UnaryExpression()));
            else if (AtNumber && current.Value[0] is '+' or '-')
                left = SignedTerm(left);
            else
                return left;
        }
    }

    // «?x -1» reads as the two tokens ?x and -1, and means a difference.
    private ArithmeticExpression SignedTerm(Expression left)
    {
        var signed = Literal();
        var number = new ConstantExpression(signed with { LexicalForm = signed.LexicalForm[1..] });
        var @operator = signed.LexicalForm[0] == '-' ? ArithmeticOperator.Subtract : ArithmeticOperator.Add;
        return new ArithmeticExpression(@operator, left, MultiplicativeExpression(number));
    }

    // [117] MultiplicativeExpression ::= UnaryExpression ( '*' UnaryExpression | '/' UnaryExpression )*
    private Expression MultiplicativeExpression(Expression left)
    {
        while (true)
        {
            if (TryTake(TokenKind.Star))
                left = new ArithmeticExpression(ArithmeticOperator.Multiply, left, UnaryExpression());
            else if (TryTake(TokenKind.Slash))
                left = new ArithmeticExpression(ArithmeticOperator.Divide, left, UnaryExpression());
            else
                return left;
        }
    }

    // [118] UnaryExpression ::= '!' PrimaryExpression | '+' PrimaryExpression | '-' PrimaryExpression | PrimaryExpression
    private Expression UnaryExpression()
    {
        if (TryTake(TokenKind.Not))
            return Is12 ? Negated() : new NotExpression(PrimaryExpression());
        if (TryTake(TokenKind.Plus))
            return new SignExpression(Negative: false, PrimaryExpression());
        return TryTake(TokenKind.Minus) ? new SignExpression(Negative: true, PrimaryExpression()) : PrimaryExpression();
    }

    // SPARQL 1.2: UnaryExpression ::= '!' UnaryExpression | …
    private NotExpression Negated()
    {
        Enter();
        var negated = new NotExpression(AsCondition(UnaryExpression()));
        Leave();
        return negated;
    }

    // [119] PrimaryExpression ::= BrackettedExpression | BuiltInCall | iriOrFunction | RDFLiteral | NumericLiteral | BooleanLiteral | Var
    private Expression PrimaryExpression()
    {
        if (At(TokenKind.Variable))
            return new VariableExpression(Var());
        if (AtLiteral)
            return new ConstantExpression(Literal());
        if (At(TokenKind.LeftParenthesis))
            return BrackettedExpression();
        if (AtIri)
            return IriOrFunction();
        if (At(TokenKind.Word) && BuiltIns.BeginsCall(current.Value))
            return BuiltInCall();
        if (At(TokenKind.TripleTermStart))
            return ExprTripleTerm();
        throw At(TokenKind.Word) && tokenizer.AtParenthesis
            ? Error(current.Start, $"there is no function {Describe(current)}; built-in functions have the names of SPARQL 1.1 §17.4, others are named by an IRI.")
            : Unexpected("a variable, a term, a call or '('");
    }

    // [120] BrackettedExpression ::= '(' Expression ')'
    private Expression BrackettedExpression()
    {
        Expect(TokenKind.LeftParenthesis, "'('");
        var expression = Expression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        return expression;
    }

    // [128] iriOrFunction ::= iri ArgList?
    private Expression IriOrFunction()
    {
        var iri = IriTerm("an IRI");
        return At(TokenKind.LeftParenthesis) ? FunctionCall(iri) : new ConstantExpression(iri);
    }

    // [70] FunctionCall ::= iri ArgList   [71] ArgList ::= NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
    private FunctionCall FunctionCall(Iri function)
    {
        Expect(TokenKind.LeftParenthesis, "'(' and the arguments of the function");
        var distinct = TryTakeWord("DISTINCT");
        return new FunctionCall(function, Arguments(mayBeEmpty: !distinct), distinct);
    }

    // [72] ExpressionList ::= NIL | '(' Expression ( ',' Expression )* ')'
    private List<Expression> ExpressionList()
    {
        Expect(TokenKind.LeftParenthesis, "'(' and a list of expressions");
        return Arguments(mayBeEmpty: true);
    }

    // What follows an opening bracket: expressions with commas between them, and the closing one.
    private List<Expression> Arguments(bool mayBeEmpty)
    {
        var arguments = new List<Expression>();
        if (mayBeEmpty && TryTake(TokenKind.RightParenthesis))
            return arguments;
        do
            arguments.Add(Expression());
        while (TryTake(TokenKind.Comma));
        Expect(TokenKind.RightParenthesis, "an operator, ',' or ')'");
        return arguments;
    }
}
