using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>SELECT, sub-select and the solution modifiers: everything of one query level around its pattern.</content>
internal sealed partial class SparqlGrammar
{
    // [8] SubSelect ::= SelectClause WhereClause SolutionModifier ValuesClause
    private TranslatedGroup SubSelect()
    {
        var select = SelectClause();
        var solutions = Level(WhereClause(), select);
        return new TranslatedGroup(solutions.Pattern, null, VariableScope.Of(solutions.Projection));
    }

    // [9] SelectClause ::= 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( Var | ( '(' Expression 'AS' Var ')' ) )+ | '*' )
    private SelectClause SelectClause()
    {
        var start = current.Start;
        ExpectWord("SELECT");
        var distinct = TryTakeWord("DISTINCT");
        var reduced = !distinct && TryTakeWord("REDUCED");
        if (TryTake(TokenKind.Star))
            return new SelectClause(start, distinct, reduced, null);
        var items = new List<SelectItem>();
        while (At(TokenKind.Variable) || At(TokenKind.LeftParenthesis))
        {
            var at = current.Start;
            items.Add(At(TokenKind.Variable) ? new SelectItem(at, Var(), null) : SelectExpression(at));
        }

        return items.Count > 0
            ? new SelectClause(start, distinct, reduced, items)
            : throw Unexpected("a variable, '(' expression AS variable ')' or '*' after SELECT");
    }

    private SelectItem SelectExpression(int at)
    {
        Take();
        var expression = WithAggregates(allowed: true, TopExpression);
        ExpectWord("AS");
        var item = new SelectItem(at, Var(), expression);
        Expect(TokenKind.RightParenthesis, "')' after the variable");
        return item;
    }

    // What follows the pattern of one level, and its translation. [18] SolutionModifier ::= GroupClause? HavingClause? OrderClause? LimitOffsetClauses?
    private Solutions Level(TranslatedGroup where, SelectClause? select)
    {
        var keys = GroupClause();
        var afterKeys = current.Start;
        var modifiers = new SolutionModifiers(
            keys,
            HavingClause(),
            OrderClause(),
            LimitOffsetClauses(out var limit),
            limit,
            ValuesClause());
        return new LevelTranslation(where, select, modifiers, Is12, MakeVariable, Error, NotGrouped).Translate();

        // The commonest mistake of all has a repair: the variables become keys.
        SparqlSyntaxException NotGrouped(int at, string message, IEnumerable<Variable> variables) =>
            source.Error(at, message, repair: source.With(afterKeys, (keys.Count == 0 ? "GROUP BY " : "") + string.Join(' ', variables)));
    }

    // [19] GroupClause ::= 'GROUP' 'BY' GroupCondition+
    private List<GroupKey> GroupClause()
    {
        var keys = new List<GroupKey>();
        if (!TryTakeWord("GROUP"))
            return keys;
        ExpectWord("BY");
        while (GroupCondition() is { } key)
        {
            var known = keys.Find(other => other.Variable == key.Variable);
            if (known is null)
                keys.Add(key);
            else if (known.Expression is not VariableExpression || key.Expression is not VariableExpression)
                throw Error(current.Start, $"{key.Variable} is already a key of this GROUP BY.");
        }

        return keys.Count > 0 ? keys : throw Unexpected("a variable, a call or '(' expression ')' after GROUP BY");
    }

    // [20] GroupCondition ::= BuiltInCall | FunctionCall | '(' Expression ( 'AS' Var )? ')' | Var
    private GroupKey? GroupCondition()
    {
        if (At(TokenKind.Variable))
        {
            var variable = Var();
            return new GroupKey(variable, new VariableExpression(variable));
        }

        if (!TryTake(TokenKind.LeftParenthesis))
            return AtConstraintCall ? Key(Constraint()) : null;
        var expression = TopExpression();
        var key = TryTakeWord("AS") ? new GroupKey(Var(), expression) : Key(expression);
        Expect(TokenKind.RightParenthesis, "')' or AS and a variable");
        return key;
    }

    // Brackets around a variable change nothing: GROUP BY (?x) is GROUP BY ?x.
    private GroupKey Key(Expression expression) =>
        new(expression is VariableExpression { Variable: var variable } ? variable : MakeVariable("key"), expression);

    // [21] HavingClause ::= 'HAVING' HavingCondition+   [22] HavingCondition ::= Constraint
    private List<Expression> HavingClause()
    {
        var conditions = new List<Expression>();
        if (!TryTakeWord("HAVING"))
            return conditions;
        do
            conditions.Add(WithAggregates(allowed: true, Constraint));
        while (AtConstraint);
        return conditions;
    }

    // [23] OrderClause ::= 'ORDER' 'BY' OrderCondition+
    private List<OrderCondition> OrderClause()
    {
        var conditions = new List<OrderCondition>();
        if (!TryTakeWord("ORDER"))
            return conditions;
        ExpectWord("BY");
        while (OrderCondition() is { } condition)
            conditions.Add(condition);
        return conditions.Count > 0 ? conditions : throw Unexpected("a variable, a call, ASC(…), DESC(…) or '(' expression ')' after ORDER BY");
    }

    // [24] OrderCondition ::= ( ( 'ASC' | 'DESC' ) BrackettedExpression ) | ( Constraint | Var )
    private OrderCondition? OrderCondition()
    {
        if (At(TokenKind.Variable))
            return new OrderCondition(new VariableExpression(Var()), Descending: false);
        if (AtConstraint)
            return new OrderCondition(WithAggregates(allowed: true, Constraint), Descending: false);
        var descending = AtWord("DESC");
        if (!descending && !AtWord("ASC"))
            return null;
        Take();
        if (!At(TokenKind.LeftParenthesis))
            throw Unexpected($"'(' after {(descending ? "DESC" : "ASC")}");
        return new OrderCondition(WithAggregates(allowed: true, Constraint), descending);
    }

    // [25] LimitOffsetClauses ::= LimitClause OffsetClause? | OffsetClause LimitClause?
    private long LimitOffsetClauses(out long? limit)
    {
        limit = TryTakeWord("LIMIT") ? Count("LIMIT") : null;
        var offset = TryTakeWord("OFFSET") ? Count("OFFSET") : 0;
        if (limit is null && TryTakeWord("LIMIT"))
            limit = Count("LIMIT");
        return offset;
    }

    private long Count(string clause)
    {
        if (!At(TokenKind.Integer) || current.Value[0] is '+' or '-')
            throw Unexpected($"a whole number of 0 or more after {clause}");

        // More rows than a long can count do not exist: the ceiling means the same as the number.
        return long.TryParse(Take().Value, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : long.MaxValue;
    }

    // [28] ValuesClause ::= ( 'VALUES' DataBlock )?
    private InlineData? ValuesClause() => TryTakeWord("VALUES") ? DataBlock() : null;

    // [62] DataBlock ::= InlineDataOneVar | InlineDataFull
    private InlineData DataBlock()
    {
        if (At(TokenKind.Variable))
            return InlineDataOneVar();
        Expect(TokenKind.LeftParenthesis, "a variable or '(' after VALUES");
        return InlineDataFull();
    }

    // [63] InlineDataOneVar ::= Var '{' DataBlockValue* '}'
    private InlineData InlineDataOneVar()
    {
        var variable = Var();
        Expect(TokenKind.LeftBrace, "'{' and the values");
        var rows = new List<IReadOnlyList<RdfTerm?>>();
        while (!TryTake(TokenKind.RightBrace))
            rows.Add([DataBlockValue()]);
        return new InlineData([variable], rows);
    }

    // [64] InlineDataFull ::= ( NIL | '(' Var* ')' ) '{' ( '(' DataBlockValue* ')' | NIL )* '}'
    private InlineData InlineDataFull()
    {
        var variables = new List<Variable>();
        while (!TryTake(TokenKind.RightParenthesis))
        {
            var at = current.Start;
            var variable = Var();
            if (variables.Contains(variable))
                throw Error(at, $"{variable} stands twice in the variables of VALUES.");
            variables.Add(variable);
        }

        Expect(TokenKind.LeftBrace, "'{' and the rows of values");
        var rows = new List<IReadOnlyList<RdfTerm?>>();
        while (!TryTake(TokenKind.RightBrace))
        {
            var at = Expect(TokenKind.LeftParenthesis, "'(' and a row of values, or '}'").Start;
            var row = new List<RdfTerm?>(variables.Count);
            while (!TryTake(TokenKind.RightParenthesis))
                row.Add(DataBlockValue());
            if (row.Count != variables.Count)
                throw Error(at, $"this row has {row.Count} values for {variables.Count} variables; write UNDEF where there is none.");
            rows.Add(row);
        }

        return new InlineData(variables, rows);
    }

    // [65] DataBlockValue ::= iri | RDFLiteral | NumericLiteral | BooleanLiteral | 'UNDEF'
    private RdfTerm? DataBlockValue()
    {
        if (TryTakeWord("UNDEF"))
            return null;
        if (AtIri)
            return IriTerm("an IRI");
        if (At(TokenKind.TripleTermStart))
            return TripleTermData();
        return AtLiteral ? Literal() : throw Unexpected("an IRI, a literal, UNDEF or the end of the values");
    }
}
