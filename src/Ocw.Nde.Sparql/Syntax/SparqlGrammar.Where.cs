using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Graph patterns.</content>
internal sealed partial class SparqlGrammar
{
    // The offset after the brace that closed the last group.
    private int groupEnd;

    // [53] GroupGraphPattern ::= '{' ( SubSelect | GroupGraphPatternSub ) '}'
    private TranslatedGroup GroupGraphPattern()
    {
        Enter();
        var open = Expect(TokenKind.LeftBrace, "'{' and a graph pattern");
        var outside = currentBgp;
        currentBgp = ++bgps;
        var group = WithAggregates(allowed: false, () => AtWord("SELECT") ? SubSelect() : GroupGraphPatternSub());
        currentBgp = outside;
        if (!At(TokenKind.RightBrace))
            throw Unexpected($"'}}' to close the group of line {source.Position(open.Start).Line}, or another pattern");
        groupEnd = Take().End;
        Leave();
        return group;
    }

    // [54] GroupGraphPatternSub ::= TriplesBlock? ( GraphPatternNotTriples '.'? TriplesBlock? )*
    // [55] TriplesBlock ::= TriplesSameSubjectPath ( '.' TriplesBlock? )?
    private TranslatedGroup GroupGraphPatternSub()
    {
        var group = new GroupTranslation(MakeVariable);
        var triplesMayFollow = true;
        while (true)
        {
            if (AtGraphNode)
            {
                if (!triplesMayFollow)
                    throw Unexpected("'.', ';', ',' or '}' after a triple pattern");
                TriplesSameSubject(group);
                triplesMayFollow = TryTake(TokenKind.Dot);
            }
            else if (GraphPatternNotTriples(group))
            {
                TryTake(TokenKind.Dot);
                triplesMayFollow = true;
            }
            else
            {
                return group.Translate();
            }
        }
    }

    // [56] GraphPatternNotTriples ::= GroupOrUnionGraphPattern | OptionalGraphPattern | MinusGraphPattern | GraphGraphPattern
    //                              | ServiceGraphPattern | Filter | Bind | InlineData
    private bool GraphPatternNotTriples(GroupTranslation group)
    {
        if (At(TokenKind.LeftBrace))
            GroupOrUnionGraphPattern(group);
        else if (!At(TokenKind.Word))
            return false;
        else if (TryTakeWord("FILTER"))
            group.AddFilter(Constraint());
        else if (TryTakeWord("OPTIONAL"))
            group.AddOptional(GroupGraphPattern());
        else if (TryTakeWord("MINUS"))
            group.AddMinus(GroupGraphPattern());
        else if (TryTakeWord("GRAPH"))
            GraphGraphPattern(group);
        else if (TryTakeWord("SERVICE"))
            ServiceGraphPattern(group);
        else if (TryTakeWord("BIND"))
            Bind(group);
        else if (TryTakeWord("VALUES"))
            group.AddInlineData(DataBlock());
        else
            return false;
        if (group.LastEndsBgp)
            currentBgp = ++bgps;
        return true;
    }

    // [67] GroupOrUnionGraphPattern ::= GroupGraphPattern ( 'UNION' GroupGraphPattern )*
    private void GroupOrUnionGraphPattern(GroupTranslation group)
    {
        var branches = new List<TranslatedGroup> { GroupGraphPattern() };
        while (TryTakeWord("UNION"))
            branches.Add(GroupGraphPattern());
        group.AddUnion(branches);
    }

    // [58] GraphGraphPattern ::= 'GRAPH' VarOrIri GroupGraphPattern
    private void GraphGraphPattern(GroupTranslation group)
    {
        var name = VarOrIri("a variable or the IRI of a graph after GRAPH");
        group.AddGraph(name, GroupGraphPattern());
    }

    // [59] ServiceGraphPattern ::= 'SERVICE' 'SILENT'? VarOrIri GroupGraphPattern
    private void ServiceGraphPattern(GroupTranslation group)
    {
        var silent = TryTakeWord("SILENT");
        var endpoint = VarOrIri("a variable or the IRI of an endpoint after SERVICE");
        var start = current.Start;
        var pattern = GroupGraphPattern();
        group.AddService(new ServicePattern(endpoint, pattern.Node, source.Text[start..groupEnd], PrologueText(), silent), pattern.Scope);
    }

    // [60] Bind ::= 'BIND' '(' Expression 'AS' Var ')'
    private void Bind(GroupTranslation group)
    {
        Expect(TokenKind.LeftParenthesis, "'(' after BIND");
        var expression = TopExpression();
        ExpectWord("AS");
        var at = current.Start;
        var variable = Var();
        Expect(TokenKind.RightParenthesis, "')' after the variable of BIND");
        if (group.Scope.Contains(variable))
            throw Error(at, $"{variable} is already used in this group, so BIND cannot give it a value; choose another name.");
        group.AddBind(variable, expression);
    }
}
