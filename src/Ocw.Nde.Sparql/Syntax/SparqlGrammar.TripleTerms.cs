using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>What SPARQL 1.2 adds: triple terms, reified triples, annotations, and the announcement of a version.</content>
internal sealed partial class SparqlGrammar
{
    private static readonly Constant RdfReifies = new(RdfNs.Reifies);

    private bool Is12 => options.Version == RdfVersion.Rdf12;

    private bool AtAnnotation => current.Kind is TokenKind.Tilde or TokenKind.AnnotationStart;

    // [8] VersionDecl ::= 'VERSION' VersionSpecifier   [9] VersionSpecifier ::= STRING_LITERAL1 | STRING_LITERAL2
    private void VersionDecl(Token version)
    {
        if (!Is12)
            throw Error(version.Start, $"VERSION is of {RdfVersions.HowToSwitchOn}.");
        var label = Expect(TokenKind.String, RdfVersions.Expected);
        if (label.End - label.Start >= 6 && source.Text[label.Start] == source.Text[label.Start + 1])
            throw Error(label.Start, $"expected {RdfVersions.Expected} between single quotation marks or double ones, not three.");
        if (!RdfVersions.TryParse(label.Value, out _))
            throw Error(label.Start, $"expected {RdfVersions.Expected}, found \"{label.Value}\".");
    }

    // [116] TripleTerm ::= '<<(' TripleTermSubject Verb TripleTermObject ')>>'
    private PatternTerm TripleTerm(TripleTarget target)
    {
        Enter();
        var start = Take().Start;
        var subject = TermInTriple(target, "the subject of a triple term (a variable, an IRI or a blank node)", mayBeReified: false);
        var predicate = SimpleVerb(target);
        var @object = TermInTriple(target, "the object of a triple term", mayBeReified: false);
        Expect(TokenKind.TripleTermEnd, "')>>' at the end of the triple term");
        Leave();
        if (!target.BindsLabels && subject is Constant { Term: not Iri } or TripleTermPattern)
            throw Error(start, $"the subject of a triple term in {target.Place} is an IRI or a blank node.");
        return (subject, predicate, @object) is (Constant { Term: var s }, Constant { Term: var p }, Constant { Term: var o })
            ? new Constant(new TripleTerm(new(s, p, o)))
            : new TripleTermPattern(subject, predicate, @object);
    }

    // [113] ReifiedTriple ::= '<<' ReifiedTripleSubject Verb ReifiedTripleObject Reifier? '>>'
    private PatternTerm ReifiedTriple(TripleTarget target)
    {
        Enter();
        Take();
        var subject = TermInTriple(target, "the subject of a reified triple", mayBeReified: true);
        var predicate = SimpleVerb(target);
        var @object = TermInTriple(target, "the object of a reified triple", mayBeReified: true);
        var reifier = At(TokenKind.Tilde) ? Reifier(target) : MadeReifier(target);
        Expect(TokenKind.ReifiedEnd, "'>>' at the end of the reified triple, or '~' and a reifier");
        Leave();
        AddReifies(target, reifier, subject, predicate, @object);
        return reifier;
    }

    // [70] Reifier ::= '~' VarOrReifierId?   [71] VarOrReifierId ::= Var | iri | BlankNode
    private PatternTerm Reifier(TripleTarget target)
    {
        Take();
        return current.Kind switch
        {
            TokenKind.Variable or TokenKind.Iri or TokenKind.PrefixedName or TokenKind.BlankNodeLabel => GraphNode(target, out _),
            TokenKind.LeftBracket => Anon(target),
            _ => MadeReifier(target),
        };
    }

    private Variable MadeReifier(TripleTarget target)
    {
        RequireBlankNodes(target);
        return MakeVariable("anon");
    }

    // [67] AnnotationPath ::= ( Reifier | AnnotationBlockPath )*   [68] AnnotationBlockPath ::= '{|' PropertyListPathNotEmpty '|}'
    private void Annotations(TripleTarget target, PatternTerm subject, PatternTerm? predicate, PatternTerm @object)
    {
        if (predicate is null)
            throw Error(current.Start, "only a triple can be annotated, not a path; its predicate is an IRI, 'a' or a variable.");
        Enter();
        PatternTerm? named = null;
        while (AtAnnotation)
        {
            if (At(TokenKind.Tilde))
            {
                named = Reifier(target);
                AddReifies(target, named, subject, predicate, @object);
                continue;
            }

            Take();
            var reifier = named ?? MadeReifier(target);
            if (named is null)
                AddReifies(target, reifier, subject, predicate, @object);
            named = null;
            PropertyListNotEmpty(target, reifier);
            Expect(TokenKind.AnnotationEnd, "';', ',' or '|}' at the end of the annotation");
        }

        Leave();
    }

    private static void AddReifies(TripleTarget target, PatternTerm reifier, PatternTerm subject, PatternTerm predicate, PatternTerm @object) => target.Add(new TriplePattern(
        reifier,
        RdfReifies,
        (subject, predicate, @object) is (Constant { Term: var s }, Constant { Term: var p }, Constant { Term: var o })
            ? new Constant(new TripleTerm(new(s, p, o)))
            : new TripleTermPattern(subject, predicate, @object)));

    // [114] ReifiedTripleSubject   [115] ReifiedTripleObject   [117] TripleTermSubject   [118] TripleTermObject
    private PatternTerm TermInTriple(TripleTarget target, string expected, bool mayBeReified) => current.Kind switch
    {
        TokenKind.LeftBracket => Anon(target),
        TokenKind.LeftParenthesis => throw Unexpected(expected + ", and no collection"),
        TokenKind.ReifiedStart when !mayBeReified => throw Unexpected(expected + ", and no reified triple"),
        _ => GraphNode(target, out _),
    };

    private Variable Anon(TripleTarget target)
    {
        RequireBlankNodes(target);
        Take();
        Expect(TokenKind.RightBracket, "']': no property list can stand here");
        return MakeVariable("anon");
    }

    // [78] Verb ::= VarOrIri | 'a'
    private PatternTerm SimpleVerb(TripleTarget target)
    {
        if (At(TokenKind.Variable))
            return target.AllowsVariables ? Var(target) : throw Error(current.Start, $"a variable cannot stand in {target.Place}; only terms can.");
        return new Constant(TryTakeWord("a") ? RdfNs.Type : IriTerm("an IRI, 'a' or a variable as predicate"));
    }

    // [120] TripleTermData ::= '<<(' TripleTermDataSubject ( iri | 'a' ) TripleTermDataObject ')>>'
    private TripleTerm TripleTermData()
    {
        Enter();
        Take();
        var subject = IriTerm("an IRI as subject of the triple term");
        var predicate = TryTakeWord("a") ? RdfNs.Type : IriTerm("an IRI or 'a' as predicate");
        var @object = At(TokenKind.TripleTermStart) ? TripleTermData() : AtLiteral ? Literal() : (RdfTerm)IriTerm("an IRI, a literal or a triple term as object");
        Expect(TokenKind.TripleTermEnd, "')>>' at the end of the triple term");
        Leave();
        return new TripleTerm(new(subject, predicate, @object));
    }

    // [136] ExprTripleTerm ::= '<<(' ExprTripleTermSubject Verb ExprTripleTermObject ')>>'
    private BuiltInCall ExprTripleTerm()
    {
        Enter();
        Take();
        Expression subject = At(TokenKind.Variable) ? new VariableExpression(Var()) : new ConstantExpression(IriTerm("an IRI or a variable as subject of the triple term"));
        Expression predicate = At(TokenKind.Variable) ? new VariableExpression(Var())
            : new ConstantExpression(TryTakeWord("a") ? RdfNs.Type : IriTerm("an IRI, 'a' or a variable as predicate"));
        Expression @object = At(TokenKind.TripleTermStart) ? ExprTripleTerm()
            : At(TokenKind.Variable) ? new VariableExpression(Var())
            : new ConstantExpression(AtLiteral ? Literal() : IriTerm("an IRI, a literal, a variable or a triple term as object"));
        Expect(TokenKind.TripleTermEnd, "')>>' at the end of the triple term");
        Leave();
        return new BuiltInCall("TRIPLE", [subject, predicate, @object]);
    }
}
