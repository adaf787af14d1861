using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>SPARQL 1.1 Update: the request and its operations.</content>
internal sealed partial class SparqlGrammar
{
    private const string Operations = "INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY";

    // [3] UpdateUnit ::= Update   [29] Update ::= Prologue ( Update1 ( ';' Update )? )?
    internal SparqlUpdate UpdateUnit()
    {
        var operations = new List<UpdateOperation>();
        do
        {
            Prologue();
            if (At(TokenKind.End))
                break;
            operations.Add(Update1());
        }
        while (TryTake(TokenKind.Semicolon));
        if (!At(TokenKind.End))
            throw Unexpected(operations.Count == 0 ? Operations : "';' or the end of the update");
        return new SparqlUpdate(operations, baseIri);
    }

    // [30] Update1 ::= Load | Clear | Drop | Add | Move | Copy | Create | InsertData | DeleteData | DeleteWhere | Modify
    private UpdateOperation Update1()
    {
        if (!At(TokenKind.Word))
            throw Unexpected(Operations);
        switch (current.Value)
        {
            case "LOAD":
                return Load();
            case "CLEAR":
                return new Clear(GraphRefAll(out var silent), silent);
            case "DROP":
                return new Drop(GraphRefAll(out silent), silent);
            case "CREATE":
                silent = TakeSilent();
                return new Create(GraphRef(), silent);
            case "ADD":
                var (origin, destination) = FromTo(out silent);
                return new Add(origin, destination, silent);
            case "MOVE":
                (origin, destination) = FromTo(out silent);
                return new Move(origin, destination, silent);
            case "COPY":
                (origin, destination) = FromTo(out silent);
                return new Copy(origin, destination, silent);
            case "INSERT" or "DELETE" or "WITH":
                return Change();
            default:
                throw Unexpected(Operations);
        }
    }

    // [31] Load ::= 'LOAD' 'SILENT'? iri ( 'INTO' GraphRef )?
    private Load Load()
    {
        var silent = TakeSilent();
        var document = IriTerm("the IRI of a document");
        return new Load(document, TryTakeWord("INTO") ? GraphRef() : null, silent);
    }

    // [32] Clear ::= 'CLEAR' 'SILENT'? GraphRefAll   [33] Drop ::= 'DROP' 'SILENT'? GraphRefAll   [47] GraphRefAll ::= GraphRef | 'DEFAULT' | 'NAMED' | 'ALL'
    private GraphTarget GraphRefAll(out bool silent)
    {
        silent = TakeSilent();
        if (TryTakeWord("DEFAULT"))
            return new GraphTarget(GraphTargetKind.Default);
        if (TryTakeWord("NAMED"))
            return new GraphTarget(GraphTargetKind.Named);
        if (TryTakeWord("ALL"))
            return new GraphTarget(GraphTargetKind.All);
        return AtWord("GRAPH") ? new GraphTarget(GraphTargetKind.Graph, GraphRef()) : throw Unexpected("GRAPH and an IRI, DEFAULT, NAMED or ALL");
    }

    // [46] GraphRef ::= 'GRAPH' iri
    private Iri GraphRef()
    {
        ExpectWord("GRAPH");
        return IriTerm("the IRI of a graph");
    }

    // [35] Add ::= 'ADD' 'SILENT'? GraphOrDefault 'TO' GraphOrDefault   [36] Move   [37] Copy
    private (Iri? From, Iri? To) FromTo(out bool silent)
    {
        silent = TakeSilent();
        var origin = GraphOrDefault();
        ExpectWord("TO");
        return (origin, GraphOrDefault());
    }

    // [45] GraphOrDefault ::= 'DEFAULT' | 'GRAPH'? iri
    private Iri? GraphOrDefault()
    {
        if (TryTakeWord("DEFAULT"))
            return null;
        TryTakeWord("GRAPH");
        return IriTerm("DEFAULT or the IRI of a graph");
    }

    // The keyword of the operation, and SILENT.
    private bool TakeSilent()
    {
        Take();
        return TryTakeWord("SILENT");
    }

    // [38] InsertData ::= 'INSERT DATA' QuadData   [39] DeleteData ::= 'DELETE DATA' QuadData   [40] DeleteWhere ::= 'DELETE WHERE' QuadPattern
    // [41] Modify ::= ( 'WITH' iri )? ( DeleteClause InsertClause? | InsertClause ) UsingClause* 'WHERE' GroupGraphPattern
    private UpdateOperation Change()
    {
        var with = TryTakeWord("WITH") ? IriTerm("the IRI of a graph after WITH") : null;
        var delete = new QuadTemplates("a DELETE template", allowsVariables: true, allowsBlankNodes: false);
        var insert = new QuadTemplates("an INSERT template", allowsVariables: true, allowsBlankNodes: true);
        if (TryTakeWord("DELETE"))
        {
            if (with is null && TryTakeWord("DATA"))
                return new DeleteData(Quads(new QuadTemplates("DELETE DATA", allowsVariables: false, allowsBlankNodes: false)));
            if (with is null && TryTakeWord("WHERE"))
                return DeleteWhere();
            Quads(delete);
            if (TryTakeWord("INSERT"))
                Quads(insert);
        }
        else
        {
            if (!TryTakeWord("INSERT"))
                throw Unexpected("DELETE or INSERT");
            if (with is null && TryTakeWord("DATA"))
                return InsertData();
            Quads(insert);
        }

        return Modify(with, delete.Quads, insert.Quads);
    }

    // A label of INSERT DATA stands for one node of that operation alone (§3.1.1); a template makes new nodes for each solution in any case.
    private InsertData InsertData()
    {
        var inThis = new HashSet<string>(StringComparer.Ordinal);
        dataLabels = inThis;
        var quads = Quads(new QuadTemplates("INSERT DATA", allowsVariables: false, allowsBlankNodes: true));
        dataLabels = null;
        earlierLabels.UnionWith(inThis);
        return new InsertData(quads);
    }

    private Modify DeleteWhere()
    {
        var quads = new QuadTemplates("DELETE WHERE", allowsVariables: true, allowsBlankNodes: false);
        Quads(quads);
        return new Modify(null, quads.Quads, [], [], [], quads.ToPattern(MakeVariable));
    }

    // [44] UsingClause ::= 'USING' ( iri | 'NAMED' iri )
    private Modify Modify(Iri? with, List<QuadTemplate> delete, List<QuadTemplate> insert)
    {
        var (graphs, named) = (new List<Iri>(), new List<Iri>());
        while (TryTakeWord("USING"))
            (TryTakeWord("NAMED") ? named : graphs).Add(IriTerm("the IRI of a graph after USING"));
        ExpectWord("WHERE");
        var pattern = GroupGraphPattern().Node;
        RequireHeight(TreeHeight.Of(pattern, options.MaximumTreeHeight));
        return new Modify(with, delete, insert, graphs, named, pattern);
    }

    // [48] QuadPattern ::= '{' Quads '}'   [49] QuadData ::= '{' Quads '}'   [50] Quads ::= TriplesTemplate? ( QuadsNotTriples '.'? TriplesTemplate? )*
    private List<QuadTemplate> Quads(QuadTemplates target)
    {
        Expect(TokenKind.LeftBrace, $"'{{' and the triples of {target.Place}");
        TriplesTemplate(target);
        while (AtWord("GRAPH"))
        {
            QuadsNotTriples(target);
            TryTake(TokenKind.Dot);
            TriplesTemplate(target);
        }

        Expect(TokenKind.RightBrace, "'.', ';', ',', GRAPH or '}'");
        return target.Quads;
    }

    // [51] QuadsNotTriples ::= 'GRAPH' VarOrIri '{' TriplesTemplate? '}'
    private void QuadsNotTriples(QuadTemplates target)
    {
        Take();
        if (At(TokenKind.Variable) && !target.AllowsVariables)
            throw Error(current.Start, $"a variable cannot stand in {target.Place}; only terms can.");
        target.Graph = VarOrIri("a variable or the IRI of a graph after GRAPH");
        Expect(TokenKind.LeftBrace, "'{' and triples");
        TriplesTemplate(target);
        Expect(TokenKind.RightBrace, "'.', ';', ',' or '}'");
        target.Graph = null;
    }
}
