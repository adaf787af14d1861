using System.Text;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Rdf.Terms;

/// <summary>Writes one term in canonical N-Triples form, for messages and tests.</summary>
internal static class NTriplesText
{
    internal static string Write(RdfTerm term)
    {
        var text = new StringBuilder();
        Append(text, term);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RdfTerm term)
    {
        switch (term)
        {
            case Iri iri:
                text.Append('<').Append(iri.Value).Append('>');
                break;
            case BlankNode node:
                text.Append("_:").Append(node.Label);
                break;
            case Literal literal:
                AppendLiteral(text, literal);
                break;
            case TripleTerm { Triple: var triple }:
                text.Append("<<( ");
                Append(text, triple.Subject);
                text.Append(' ');
                Append(text, triple.Predicate);
                text.Append(' ');
                Append(text, triple.Object);
                text.Append(" )>>");
                break;
        }
    }

    private static void AppendLiteral(StringBuilder text, Literal literal)
    {
        text.Append('"');
        foreach (var c in literal.LexicalForm)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
        if (literal.Language is { } language)
        {
            text.Append('@').Append(language);
            if (literal.Direction != BaseDirection.None)
                text.Append(literal.Direction == BaseDirection.LeftToRight ? "--ltr" : "--rtl");
        }
        else if (literal.Datatype != XsdNs.String)
        {
            text.Append("^^<").Append(literal.Datatype.Value).Append('>');
        }
    }
}
