using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Property paths.</content>
internal sealed partial class SparqlGrammar
{
    // [88] Path ::= PathAlternative   [89] PathAlternative ::= PathSequence ( '|' PathSequence )*
    private PropertyPath Path()
    {
        Enter();
        var alternatives = new List<PropertyPath> { PathSequence() };
        while (TryTake(TokenKind.Bar))
            alternatives.Add(PathSequence());
        Leave();
        return Balanced.Fold(alternatives, static (first, second) => new AlternativePath(first, second));
    }

    // [90] PathSequence ::= PathEltOrInverse ( '/' PathEltOrInverse )*
    private PropertyPath PathSequence()
    {
        var steps = new List<PropertyPath> { PathEltOrInverse() };
        while (TryTake(TokenKind.Slash))
            steps.Add(PathEltOrInverse());
        return Balanced.Fold(steps, static (first, second) => new SequencePath(first, second));
    }

    // [92] PathEltOrInverse ::= PathElt | '^' PathElt
    private PropertyPath PathEltOrInverse() => TryTake(TokenKind.Caret) ? new InversePath(PathElt()) : PathElt();

    // [91] PathElt ::= PathPrimary PathMod?   [93] PathMod ::= '?' | '*' | '+'
    private PropertyPath PathElt()
    {
        var primary = PathPrimary();
        if (TryTake(TokenKind.Question))
            return new ZeroOrOnePath(primary);
        if (TryTake(TokenKind.Star))
            return new ZeroOrMorePath(primary);
        return TryTake(TokenKind.Plus) ? new OneOrMorePath(primary) : primary;
    }

    // [94] PathPrimary ::= iri | 'a' | '!' PathNegatedPropertySet | '(' Path ')'
    private PropertyPath PathPrimary()
    {
        if (TryTake(TokenKind.Not))
            return PathNegatedPropertySet();
        if (!TryTake(TokenKind.LeftParenthesis))
            return new LinkPath(IriOrA("an IRI, 'a', '!' or '(' in a property path"));
        var path = Path();
        Expect(TokenKind.RightParenthesis, "'|', '/' or ')' in a property path");
        return path;
    }

    // [95] PathNegatedPropertySet ::= PathOneInPropertySet | '(' ( PathOneInPropertySet ( '|' PathOneInPropertySet )* )? ')'
    private NegatedPropertySet PathNegatedPropertySet()
    {
        var forward = new List<Iri>();
        var inverse = new List<Iri>();
        if (!TryTake(TokenKind.LeftParenthesis))
        {
            PathOneInPropertySet(forward, inverse);
        }
        else if (!TryTake(TokenKind.RightParenthesis))
        {
            do
                PathOneInPropertySet(forward, inverse);
            while (TryTake(TokenKind.Bar));
            Expect(TokenKind.RightParenthesis, "'|' or ')' in a negated property set");
        }

        return new NegatedPropertySet(forward, inverse);
    }

    // [96] PathOneInPropertySet ::= iri | 'a' | '^' ( iri | 'a' )
    private void PathOneInPropertySet(List<Iri> forward, List<Iri> inverse)
    {
        var target = TryTake(TokenKind.Caret) ? inverse : forward;
        target.Add(IriOrA("an IRI, 'a' or '^' in a negated property set"));
    }

    private Iri IriOrA(string expected) => TryTakeWord("a") ? RdfNs.Type : IriTerm(expected);
}
