using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Triples, with their property lists, blank nodes and collections: in patterns with paths, in templates and data without.</content>
internal sealed partial class SparqlGrammar
{
    private static readonly Constant RdfFirst = new(RdfNs.First);
    private static readonly Constant RdfRest = new(RdfNs.Rest);
    private static readonly Constant RdfNil = new(RdfNs.Nil);

    private bool AtGraphNode =>
        current.Kind is TokenKind.Variable or TokenKind.Iri or TokenKind.PrefixedName or TokenKind.BlankNodeLabel or TokenKind.LeftBracket or TokenKind.LeftParenthesis
            or TokenKind.TripleTermStart or TokenKind.ReifiedStart
        || AtLiteral;

    // [73] ConstructTemplate ::= '{' ConstructTriples? '}'
    private List<TriplePattern> ConstructTemplate()
    {
        Expect(TokenKind.LeftBrace, "'{' and a template");
        var template = new TemplateTriples("a CONSTRUCT template");
        TriplesTemplate(template);
        Expect(TokenKind.RightBrace, "'.', ';', ',' or the '}' of the template");
        return template.Triples;
    }

    // The short form of CONSTRUCT: the template is the pattern, so its blank-node labels belong to a basic graph pattern.
    private List<TriplePattern> BracedTriplesTemplate()
    {
        Expect(TokenKind.LeftBrace, "'{' and triples");
        currentBgp = ++bgps;
        var template = new TemplateTriples("CONSTRUCT WHERE");
        TriplesTemplate(template);
        Expect(TokenKind.RightBrace, "'.', ';', ',' or '}' (the short form of CONSTRUCT holds plain triples only)");
        return template.Triples;
    }

    // [52] TriplesTemplate ::= TriplesSameSubject ( '.' TriplesTemplate? )?
    private void TriplesTemplate(TripleTarget target)
    {
        while (AtGraphNode)
        {
            TriplesSameSubject(target);
            if (!TryTake(TokenKind.Dot))
                return;
        }
    }

    // [75] TriplesSameSubject ::= VarOrTerm PropertyListNotEmpty | TriplesNode PropertyList   ([81] the same with paths)
    private void TriplesSameSubject(TripleTarget target)
    {
        var subject = GraphNode(target, out var isTriplesNode);
        if (AtVerb(target))
            PropertyListNotEmpty(target, subject);
        else if (!isTriplesNode)
            throw Unexpected("a predicate");
    }

    // [77] PropertyListNotEmpty ::= Verb ObjectList ( ';' ( Verb ObjectList )? )*   ([83] the same with paths)
    private void PropertyListNotEmpty(TripleTarget target, PatternTerm subject)
    {
        VerbAndObjects(target, subject);
        while (TryTake(TokenKind.Semicolon))
        {
            if (AtVerb(target))
                VerbAndObjects(target, subject);
        }
    }

    private bool AtVerb(TripleTarget target) =>
        AtIri
        || (At(TokenKind.Variable) && target.AllowsVariables)
        || AtA
        || (target.AllowsPaths && current.Kind is TokenKind.Caret or TokenKind.Not or TokenKind.LeftParenthesis);

    private bool AtA => AtWord("a");

    // [78] Verb ::= VarOrIri | 'a'   [84] VerbPath ::= Path   [85] VerbSimple ::= Var   [79] ObjectList ::= Object ( ',' Object )*
    private void VerbAndObjects(TripleTarget target, PatternTerm subject)
    {
        PropertyPath? path = null;
        PatternTerm? predicate = null;
        if (At(TokenKind.Variable))
            predicate = Var(target);
        else if (target.AllowsPaths)
            path = Path();
        else
            predicate = new Constant(TryTakeWord("a") ? RdfNs.Type : IriTerm("an IRI or 'a' as predicate"));
        do
        {
            var @object = GraphNode(target, out _);
            if (path is null)
                target.Add(new TriplePattern(subject, predicate!, @object));
            else
                PathTranslation.Translate(subject, path, @object, target, MakeVariable);
            if (AtAnnotation)
                Annotations(target, subject, predicate ?? (path is LinkPath link ? new Constant(link.Predicate) : null), @object);
        }
        while (TryTake(TokenKind.Comma));
    }

    // [104] GraphNode ::= VarOrTerm | TriplesNode   [106] VarOrTerm ::= Var | GraphTerm
    // [109] GraphTerm ::= iri | RDFLiteral | NumericLiteral | BooleanLiteral | BlankNode | NIL
    private PatternTerm GraphNode(TripleTarget target, out bool isTriplesNode)
    {
        isTriplesNode = false;
        switch (current.Kind)
        {
            case TokenKind.Variable when !target.AllowsVariables:
                throw Error(current.Start, $"a variable cannot stand in {target.Place}; only terms can.");
            case TokenKind.Variable:
                return Var(target);
            case TokenKind.Iri or TokenKind.PrefixedName:
                return new Constant(IriTerm("an IRI"));
            case TokenKind.BlankNodeLabel:
                return BlankNode(target);
            case TokenKind.LeftBracket:
                return BlankNodePropertyList(target, out isTriplesNode);
            case TokenKind.LeftParenthesis:
                return Collection(target, out isTriplesNode);
            case TokenKind.TripleTermStart:
                return TripleTerm(target);
            case TokenKind.ReifiedStart:
                isTriplesNode = true;
                return ReifiedTriple(target);
            default:
                return AtLiteral ? new Constant(Literal()) : throw Unexpected(target.AllowsVariables ? "a variable, a term, '[' or '('" : "a term, '[' or '('");
        }
    }

    // [138] BlankNode ::= BLANK_NODE_LABEL | ANON   [99] BlankNodePropertyList ::= '[' PropertyListNotEmpty ']'
    private Variable BlankNodePropertyList(TripleTarget target, out bool isTriplesNode)
    {
        Enter();
        RequireBlankNodes(target);
        Take();
        var node = MakeVariable("anon");
        isTriplesNode = AtVerb(target);
        if (isTriplesNode)
            PropertyListNotEmpty(target, node);
        Expect(TokenKind.RightBracket, isTriplesNode ? "';', ',' or ']'" : "a predicate or ']'");
        Leave();
        return node;
    }

    // [102] Collection ::= '(' GraphNode+ ')'   [161] NIL ::= '(' WS* ')'
    private PatternTerm Collection(TripleTarget target, out bool isTriplesNode)
    {
        Enter();
        var open = Take();
        isTriplesNode = false;
        Variable? cell = null;
        PatternTerm list = RdfNil;
        while (!TryTake(TokenKind.RightParenthesis))
        {
            if (!target.AllowsBlankNodes)
                throw Error(open.Start, $"a collection makes blank nodes, and none may stand in {target.Place}.");
            var next = MakeVariable("cell");
            if (cell is null)
                list = next;
            else
                target.Add(new TriplePattern(cell, RdfRest, next));
            cell = next;
            target.Add(new TriplePattern(cell, RdfFirst, GraphNode(target, out _)));
        }

        if (cell is not null)
        {
            isTriplesNode = true;
            target.Add(new TriplePattern(cell, RdfRest, RdfNil));
        }

        Leave();
        return list;
    }

    private void RequireBlankNodes(TripleTarget target)
    {
        if (!target.AllowsBlankNodes)
            throw Error(current.Start, $"a blank node cannot stand in {target.Place}: it would match nothing; use a variable in a WHERE instead.");
    }
}
