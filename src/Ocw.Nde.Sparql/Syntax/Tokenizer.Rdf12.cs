using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>What SPARQL 1.2 adds: brackets of triple terms, base directions, and codepoint escapes in IRIs and strings only.</content>
internal sealed partial class Tokenizer
{
    private bool Is12 => version == RdfVersion.Rdf12;

    // '<<(' ')>>' '<<' '>>' '{|' '|}' '~'
    private Token? Bracket12(char c) => (c, Peek(1), Peek(2)) switch
    {
        ('<', '<', '(') => Several(TokenKind.TripleTermStart, 3),
        ('<', '<', _) => Several(TokenKind.ReifiedStart, 2),
        (')', '>', '>') => Several(TokenKind.TripleTermEnd, 3),
        ('>', '>', _) => Several(TokenKind.ReifiedEnd, 2),
        ('{', '|', _) => Several(TokenKind.AnnotationStart, 2),
        ('|', '}', _) => Several(TokenKind.AnnotationEnd, 2),
        ('~', _, _) => Several(TokenKind.Tilde, 1),
        _ => null,
    };

    private Token Several(TokenKind kind, int length)
    {
        var start = position;
        position += length;
        return new Token(kind, start, position);
    }

    // [164] LANG_DIR ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)* ('--' [a-zA-Z]+)?
    private int DirectionEnd(int at)
    {
        if (at + 1 >= text.Length || text[at] != '-' || text[at + 1] != '-')
            return at;
        if (!Is12)
            throw source.Error(at, $"a base direction is of {RdfVersions.HowToSwitchOn}.");
        var end = Run(at + 2, SparqlCharacters.IsLetter);
        return text.AsSpan(at, end - at) is "--ltr" or "--rtl" ? end : throw source.Error(at, "expected the base direction ltr or rtl, in small letters, after -- in a language tag.");
    }

    // [158] IRIREF ::= '<' (([^<>"{}|^`\]-[#x00-#x20]) | UCHAR)* '>'; null where no IRI is.
    private Token? EscapedIri(int start)
    {
        var iri = new StringBuilder();
        for (var at = start + 1; at < text.Length;)
        {
            var plain = text.AsSpan(at).IndexOfAny(SparqlCharacters.EndOfIri);
            if (plain < 0)
                return null;
            iri.Append(text, at, plain);
            at += plain;
            if (text[at] == '>')
            {
                position = at + 1;
                return new Token(TokenKind.Iri, start, position, iri.ToString());
            }

            if (text[at] != '\\')
                return null;
            var rune = Codepoint(at, out var length);
            if (rune.IsBmp && SparqlCharacters.EndOfIri.Contains((char)rune.Value))
                throw source.Error(at, "the escape names a character that no IRI may hold.");
            iri.Append(rune);
            at += length;
        }

        return null;
    }

    // [177] UCHAR ::= '\u' HEX HEX HEX HEX | '\U' HEX HEX HEX HEX HEX HEX HEX HEX
    private Rune Codepoint(int at, out int length)
    {
        length = at + 1 < text.Length ? text[at + 1] switch { 'u' => 6, 'U' => 10, _ => 0 } : 0;
        if (length == 0 || at + length > text.Length
            || !uint.TryParse(text.AsSpan(at + 2, length - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw source.Error(at, "expected \\u and 4 hexadecimal digits, or \\U and 8.");
        }

        return Rune.TryCreate(code, out var rune)
            ? rune
            : throw source.Error(at, "the escape does not name a Unicode character: surrogates and numbers above 10FFFF are not allowed.");
    }
}
