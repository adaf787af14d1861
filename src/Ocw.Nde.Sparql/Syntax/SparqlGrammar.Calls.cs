using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Constraints, built-in calls and aggregates.</content>
internal sealed partial class SparqlGrammar
{
    private bool aggregatesAllowed;
    private bool insideAggregate;

    private bool AtConstraintCall => AtIri || (At(TokenKind.Word) && BuiltIns.BeginsCall(current.Value));

    private bool AtConstraint => At(TokenKind.LeftParenthesis) || AtConstraintCall;

    // Aggregates may stand in SELECT, HAVING and ORDER BY, not in what is nested there (§19.8, note 14).
    private T WithAggregates<T>(bool allowed, Func<T> read)
    {
        var (outsideAllowed, outsideInside) = (aggregatesAllowed, insideAggregate);
        (aggregatesAllowed, insideAggregate) = (allowed, false);
        var result = read();
        (aggregatesAllowed, insideAggregate) = (outsideAllowed, outsideInside);
        return result;
    }

    // [69] Constraint ::= BrackettedExpression | BuiltInCall | FunctionCall
    private Expression Constraint()
    {
        Expression constraint = At(TokenKind.LeftParenthesis) ? BrackettedExpression()
            : AtIri ? FunctionCall(IriTerm("an IRI"))
            : AtConstraintCall ? BuiltInCall()
            : throw Unexpected("'(' expression ')' or a call");
        RequireHeight(TreeHeight.Of(constraint, options.MaximumTreeHeight));
        return AsCondition(constraint);
    }

    // [121] BuiltInCall ::= Aggregate | 'STR' '(' Expression ')' | …
    private Expression BuiltInCall()
    {
        var name = Take();
        if (BuiltIns.TryGetAggregate(name.Value, out var aggregate))
            return Aggregate(name, aggregate);
        if (name.Value is "EXISTS" or "NOT")
            return Exists(negated: name.Value.Length == 3);
        if (!Is12 && BuiltIns.IsOf12(name.Value))
            throw Error(name.Start, $"the function {name.Value} is of {RdfVersions.HowToSwitchOn}.");
        BuiltIns.TryGetArity(name.Value, out var least, out var most);
        Expect(TokenKind.LeftParenthesis, $"'(' after {name.Value}");
        if (string.Equals(name.Value, "BOUND", StringComparison.Ordinal))
            return Bound();
        var arguments = Arguments(mayBeEmpty: true);
        if (arguments.Count < least || arguments.Count > most)
            throw Error(name.Start, $"{name.Value} takes {Range(least, most)}, found {arguments.Count.ToString(CultureInfo.InvariantCulture)}.");
        if (string.Equals(name.Value, "IF", StringComparison.Ordinal))
            arguments[0] = AsCondition(arguments[0]);
        return new BuiltInCall(name.Value, arguments);
    }

    private BuiltInCall Bound()
    {
        var variable = Var();
        Expect(TokenKind.RightParenthesis, "')' after the variable of BOUND");
        return new BuiltInCall("BOUND", [new VariableExpression(variable)]);
    }

    private static string Range(int least, int most)
    {
        var count = least == most
            ? least.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        return most == 1 ? $"{count} argument" : $"{count} arguments";
    }

    // [125] ExistsFunc ::= 'EXISTS' GroupGraphPattern   [126] NotExistsFunc ::= 'NOT' 'EXISTS' GroupGraphPattern
    private ExistsExpression Exists(bool negated)
    {
        if (negated)
            ExpectWord("EXISTS");
        return new ExistsExpression(GroupGraphPattern().Node, negated);
    }

    // [127] Aggregate ::= 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | 'SUM' … | 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' String )? ')'
    private AggregateExpression Aggregate(Token name, AggregateFunction function)
    {
        if (insideAggregate)
            throw Error(name.Start, $"the aggregate {name.Value} stands inside another aggregate; use a sub-select for the inner one.");
        if (!aggregatesAllowed)
            throw Error(name.Start, $"the aggregate {name.Value} cannot stand here; aggregates belong in SELECT, HAVING and ORDER BY.");
        Expect(TokenKind.LeftParenthesis, $"'(' after {name.Value}");
        insideAggregate = true;
        var distinct = TryTakeWord("DISTINCT");
        var argument = function == AggregateFunction.Count && TryTake(TokenKind.Star) ? null : Expression();
        var separator = function == AggregateFunction.GroupConcat && TryTake(TokenKind.Semicolon) ? Separator() : null;
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        insideAggregate = false;
        return new AggregateExpression(new Aggregate(function, argument, distinct, separator));
    }

    private string Separator()
    {
        ExpectWord("SEPARATOR");
        Expect(TokenKind.Equal, "'=' after SEPARATOR");
        return Expect(TokenKind.String, "a string as separator").Value;
    }
}
