using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>The four query forms and the dataset clause.</content>
internal sealed partial class SparqlGrammar
{
    private readonly List<Iri> from = [];
    private readonly List<Iri> fromNamed = [];

    // [1] QueryUnit ::= Query   [2] Query ::= Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause
    internal SparqlQuery QueryUnit()
    {
        Prologue();
        var query = current is { Kind: TokenKind.Word, Value: var word }
            ? word switch
            {
                "SELECT" => SelectQuery(),
                "CONSTRUCT" => ConstructQuery(),
                "DESCRIBE" => DescribeQuery(),
                "ASK" => AskQuery(),
                _ => throw Unexpected("SELECT, CONSTRUCT, DESCRIBE or ASK"),
            }
            : throw Unexpected("SELECT, CONSTRUCT, DESCRIBE or ASK");
        if (!At(TokenKind.End))
            throw Unexpected("the end of the query");
        RequireHeight(TreeHeight.Of(query.Pattern, options.MaximumTreeHeight));
        return query;
    }

    // [7] SelectQuery ::= SelectClause DatasetClause* WhereClause SolutionModifier
    private SparqlQuery SelectQuery()
    {
        var select = SelectClause();
        DatasetClauses();
        var solutions = Level(WhereClause(), select);
        return Query(QueryForm.Select, solutions.Pattern) with { Projection = solutions.Projection };
    }

    // [10] ConstructQuery ::= 'CONSTRUCT' ( ConstructTemplate DatasetClause* WhereClause SolutionModifier
    //                                     | DatasetClause* 'WHERE' '{' TriplesTemplate? '}' SolutionModifier )
    private SparqlQuery ConstructQuery()
    {
        ExpectWord("CONSTRUCT");
        if (At(TokenKind.LeftBrace))
        {
            var template = ConstructTemplate();
            DatasetClauses();
            return Query(QueryForm.Construct, Level(WhereClause(), null).Pattern) with { Template = template };
        }

        DatasetClauses();
        if (!AtWord("WHERE"))
            throw Unexpected("'{' and a template, or WHERE (the short form)");
        Take();
        var triples = BracedTriplesTemplate();
        var where = new TranslatedGroup(new TripleTermTranslation(MakeVariable).Translate([], triples), null, VariableScope.Of(triples));
        return Query(QueryForm.Construct, Level(where, null).Pattern) with { Template = triples };
    }

    // [11] DescribeQuery ::= 'DESCRIBE' ( VarOrIri+ | '*' ) DatasetClause* WhereClause? SolutionModifier
    private SparqlQuery DescribeQuery()
    {
        ExpectWord("DESCRIBE");
        var all = TryTake(TokenKind.Star);
        var described = new List<PatternTerm>();
        while (!all && (At(TokenKind.Variable) || AtIri))
            described.Add(VarOrIri("a variable or an IRI"));
        if (!all && described.Count == 0)
            throw Unexpected("a variable, an IRI or '*' after DESCRIBE");
        DatasetClauses();
        var where = AtWord("WHERE") || At(TokenKind.LeftBrace) ? WhereClause() : new TranslatedGroup(new Bgp([]), null, new VariableScope());
        var solutions = Level(where, null);
        return Query(QueryForm.Describe, solutions.Pattern) with { Described = all ? solutions.Scope.Variables : described.Distinct().ToList() };
    }

    // [12] AskQuery ::= 'ASK' DatasetClause* WhereClause SolutionModifier
    private SparqlQuery AskQuery()
    {
        ExpectWord("ASK");
        DatasetClauses();
        return Query(QueryForm.Ask, Level(WhereClause(), null).Pattern);
    }

    // [13] DatasetClause ::= 'FROM' ( DefaultGraphClause | NamedGraphClause )
    private void DatasetClauses()
    {
        while (TryTakeWord("FROM"))
        {
            if (TryTakeWord("NAMED"))
                fromNamed.Add(IriTerm("the IRI of a graph after FROM NAMED"));
            else
                from.Add(IriTerm("the IRI of a graph, or NAMED, after FROM"));
        }
    }

    // [17] WhereClause ::= 'WHERE'? GroupGraphPattern
    private TranslatedGroup WhereClause()
    {
        TryTakeWord("WHERE");
        return At(TokenKind.LeftBrace) ? GroupGraphPattern() : throw Unexpected("'{' and a graph pattern");
    }

    private SparqlQuery Query(QueryForm form, AlgebraNode pattern) => new(form, pattern, [], [], [], from, fromNamed, baseIri, prefixes);

    private void RequireHeight(bool withinBounds)
    {
        if (!withinBounds)
            throw TooComplex($"too complex: its algebra is more than {options.MaximumTreeHeight} levels high");
    }
}
