using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax.Translation;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Variables, literals and blank-node labels.</content>
internal sealed partial class SparqlGrammar
{
    // A label belongs to one basic graph pattern (§19.6): which one, by number.
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);

    // A label of INSERT DATA belongs to one operation (SPARQL 1.1 Update §3.1.1): those of this one, and of the ones before.
    private readonly HashSet<string> earlierLabels = new(StringComparer.Ordinal);
    private HashSet<string>? dataLabels;
    private int bgps;
    private int currentBgp;

    private bool AtNumber => current.Kind is TokenKind.Integer or TokenKind.Decimal or TokenKind.Double;

    private bool AtLiteral => At(TokenKind.String) || AtNumber || AtWord("TRUE") || AtWord("FALSE");

    // [108] Var ::= VAR1 | VAR2
    private Variable Var() => new(Expect(TokenKind.Variable, "a variable").Value);

    private Variable Var(TripleTarget target)
    {
        var variable = Var();
        target.Mention(variable);
        return variable;
    }

    // [107] VarOrIri ::= Var | iri
    private PatternTerm VarOrIri(string expected) => At(TokenKind.Variable) ? Var() : new Constant(IriTerm(expected));

    // [129] RDFLiteral ::= String ( LANGTAG | ( '^^' iri ) )?   [130] NumericLiteral   [134] BooleanLiteral ::= 'true' | 'false'
    private Literal Literal()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return new Literal(token.Value, XsdNs.Integer);
            case TokenKind.Decimal:
                return new Literal(token.Value, XsdNs.Decimal);
            case TokenKind.Double:
                return new Literal(token.Value, XsdNs.Double);
            case TokenKind.Word:
                return new Literal(string.Equals(token.Value, "TRUE", StringComparison.Ordinal) ? "true" : "false", XsdNs.Boolean);
        }

        if (At(TokenKind.LanguageTag))
            return Functions.TaggedLanguage.Literal(token.Value, Take().Value);
        return TryTake(TokenKind.DatatypeMark) ? new Literal(token.Value, IriTerm("the IRI of a datatype after '^^'")) : new Literal(token.Value);
    }

    private Variable BlankNode(TripleTarget target)
    {
        RequireBlankNodes(target);
        var token = Take();
        if (target.BindsLabels)
        {
            if (labels.TryGetValue(token.Value, out var bgp) && bgp != currentBgp)
                throw Error(token.Start, $"the label _:{token.Value} is already used in another basic graph pattern; blank nodes join inside one pattern only, so use a variable.");
            labels[token.Value] = currentBgp;
        }
        else if (dataLabels is not null)
        {
            if (earlierLabels.Contains(token.Value))
                throw Error(token.Start, $"the label _:{token.Value} is already used in an earlier operation; each operation makes blank nodes of its own.");
            dataLabels.Add(token.Value);
        }

        return new Variable(".label:" + token.Value);
    }
}
