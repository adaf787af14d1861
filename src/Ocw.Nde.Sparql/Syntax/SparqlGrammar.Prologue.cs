using System.Text;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>The prologue, and IRIs, which depend on it.</content>
internal sealed partial class SparqlGrammar
{
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);
    private string? baseIri;

    // [4] Prologue ::= ( BaseDecl | PrefixDecl | VersionDecl )*
    private void Prologue()
    {
        while (true)
        {
            if (TryTakeWord("BASE"))
                BaseDecl();
            else if (TryTakeWord("PREFIX"))
                PrefixDecl();
            else if (AtWord("VERSION"))
                VersionDecl(Take());
            else
                return;
        }
    }

    // [5] BaseDecl ::= 'BASE' IRIREF
    private void BaseDecl()
    {
        var token = Expect(TokenKind.Iri, "an IRI between '<' and '>' after BASE");
        baseIri = Resolve(token);
    }

    // [6] PrefixDecl ::= 'PREFIX' PNAME_NS IRIREF
    private void PrefixDecl()
    {
        var name = Expect(TokenKind.PrefixedName, "a prefix with its colon, such as schema:, after PREFIX");
        if (name.Local.Length > 0)
            throw Error(name.Start, $"expected a prefix that ends with its colon after PREFIX, found {Describe(name)}.");
        var iri = Expect(TokenKind.Iri, "an IRI between '<' and '>' for the prefix");
        prefixes[name.Value] = Resolve(iri);
    }

    // [136] iri ::= IRIREF | PrefixedName
    private Iri IriTerm(string expected)
    {
        if (At(TokenKind.Iri))
            return new Iri(Resolve(Take()));
        return At(TokenKind.PrefixedName) ? PrefixedName() : throw Unexpected(expected);
    }

    // [137] PrefixedName ::= PNAME_LN | PNAME_NS
    private Iri PrefixedName()
    {
        var token = Take();
        if (!prefixes.TryGetValue(token.Value, out var start))
            throw Error(token.Start, $"the prefix {token.Value}: is not declared; add PREFIX {token.Value}: <{WellKnownPrefixes.Iris.GetValueOrDefault(token.Value, "…")}> above the query.");
        return new Iri(start + token.Local);
    }

    private bool AtIri => current.Kind is TokenKind.Iri or TokenKind.PrefixedName;

    private string Resolve(Token iri) => IriResolver.IsAbsolute(iri.Value) ? iri.Value
        : baseIri is not null ? IriResolver.Resolve(baseIri, iri.Value)
        : throw Error(iri.Start, $"<{iri.Value}> is a relative IRI and there is no base; write it in full, or add BASE <…> above the query.");

    // The prologue in its resolved form, for a SERVICE whose pattern is sent as it was written.
    private string PrologueText()
    {
        var text = new StringBuilder();
        if (baseIri is not null)
            text.Append("BASE <").Append(baseIri).Append(">\n");
        foreach (var (prefix, iri) in prefixes)
            text.Append("PREFIX ").Append(prefix).Append(": <").Append(iri).Append(">\n");
        return text.ToString();
    }
}
