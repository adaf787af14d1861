using System.Text;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Variables, prefixed names, blank-node labels, language tags and keywords.</content>
internal sealed partial class Tokenizer
{
    // [143] VAR1 ::= '?' VARNAME   [144] VAR2 ::= '$' VARNAME   [166] VARNAME ::= ( PN_CHARS_U | [0-9] ) ( … )*
    private Token VariableOrQuestion()
    {
        var start = position;
        var first = SparqlCharacters.CodepointAt(text, start + 1, out _);
        if (!SparqlCharacters.IsBaseOrUnderscore(first) && !SparqlCharacters.IsDigit(first))
        {
            if (text[start] == '?')
                return Single(TokenKind.Question);
            throw source.Error(start, "expected the name of a variable after '$'.");
        }

        position = Run(start + 1, SparqlCharacters.IsVariablePart);
        return new Token(TokenKind.Variable, start, position, text[(start + 1)..position]);
    }

    // [142] BLANK_NODE_LABEL ::= '_:' ( PN_CHARS_U | [0-9] ) ((PN_CHARS|'.')* PN_CHARS)?
    private Token BlankNodeLabel()
    {
        var start = position;
        var first = SparqlCharacters.CodepointAt(text, start + 2, out _);
        if (Peek(1) != ':' || !(SparqlCharacters.IsBaseOrUnderscore(first) || SparqlCharacters.IsDigit(first)))
            throw source.Error(start, "expected a blank-node label such as _:b1: it begins with a letter, a digit or '_'.");
        position = WithoutTrailingDots(start + 3, Run(start + 2, static c => c == '.' || SparqlCharacters.IsNamePart(c)));
        return new Token(TokenKind.BlankNodeLabel, start, position, text[(start + 2)..position]);
    }

    // [145] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
    private Token LanguageTag()
    {
        var start = position;
        var end = Run(start + 1, SparqlCharacters.IsLetter);
        if (end == start + 1)
            throw source.Error(start, "expected a language tag such as @nl after '@'.");
        while (end < text.Length && text[end] == '-')
        {
            var part = Run(end + 1, static c => SparqlCharacters.IsLetter(c) || SparqlCharacters.IsDigit(c));
            if (part == end + 1)
                break;
            end = part;
        }

        end = DirectionEnd(end);
        position = end;
        return new Token(TokenKind.LanguageTag, start, end, text[(start + 1)..end]);
    }

    // A keyword, or the prefix of a prefixed name: [168] PN_PREFIX ::= PN_CHARS_BASE ((PN_CHARS|'.')* PN_CHARS)?
    private Token Name()
    {
        var start = position;
        var first = SparqlCharacters.CodepointAt(text, start, out var length);
        if (first == '~' && !Is12)
            throw source.Error(start, $"'~' is of {Rdf.Terms.RdfVersions.HowToSwitchOn}.");
        if (!SparqlCharacters.IsBase(first))
            throw source.Error(start, $"the character {Show(text.AsSpan(start, Math.Min(length, text.Length - start)))} cannot begin a word, a term or an operator.");
        var end = WithoutTrailingDots(start + length, Run(start, static c => c == '.' || SparqlCharacters.IsNamePart(c)));
        if (end < text.Length && text[end] == ':')
            return PrefixedName(start, end);
        end = Run(start, static c => c == '_' || SparqlCharacters.IsLetter(c) || SparqlCharacters.IsDigit(c));
        position = end == start ? Run(start, SparqlCharacters.IsNamePart) : end;
        return new Token(TokenKind.Word, start, position, Keywords.Canonical(text.AsSpan(start, position - start)));
    }

    // [140] PNAME_NS ::= PN_PREFIX? ':'   [141] PNAME_LN ::= PNAME_NS PN_LOCAL
    private Token PrefixedName(int start, int colon)
    {
        var local = LocalName(colon + 1);
        return new Token(TokenKind.PrefixedName, start, position, text[start..colon], local);
    }

    // [169] PN_LOCAL ::= (PN_CHARS_U | ':' | [0-9] | PLX ) ((PN_CHARS | '.' | ':' | PLX)* (PN_CHARS | ':' | PLX) )?
    private string LocalName(int start)
    {
        var end = start;
        var at = start;
        var escapes = false;
        while (true)
        {
            var c = SparqlCharacters.CodepointAt(text, at, out var length);
            if (c is '%' or '\\')
            {
                length = EscapeLength(at);
                escapes |= c == '\\';
            }
            else if (at == start ? !(SparqlCharacters.IsBaseOrUnderscore(c) || SparqlCharacters.IsDigit(c) || c == ':') : !(SparqlCharacters.IsNamePart(c) || c is ':' or '.'))
            {
                break;
            }

            at += length;
            if (c != '.')
                end = at;
        }

        position = end;
        return escapes ? Unescape(text.AsSpan(start, end - start)) : text[start..end];
    }

    // [170] PLX ::= PERCENT | PN_LOCAL_ESC   [171] PERCENT ::= '%' HEX HEX
    private int EscapeLength(int at)
    {
        if (text[at] == '%')
        {
            if (at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
                return 3;
            throw source.Error(at, "expected two hexadecimal digits after '%' in a local name.");
        }

        if (at + 1 < text.Length && SparqlCharacters.LocalEscapes.Contains(text[at + 1], StringComparison.Ordinal))
            return 2;
        throw source.Error(at, $"expected one of {SparqlCharacters.LocalEscapes} after '\\' in a local name.");
    }

    private static string Unescape(ReadOnlySpan<char> local)
    {
        var result = new StringBuilder(local.Length);
        for (var i = 0; i < local.Length; i++)
        {
            if (local[i] == '\\')
                i++;
            result.Append(local[i]);
        }

        return result.ToString();
    }

    private int Run(int start, Func<int, bool> belongs)
    {
        var at = start;
        while (belongs(SparqlCharacters.CodepointAt(text, at, out var length)))
            at += length;
        return at;
    }

    private int WithoutTrailingDots(int least, int end)
    {
        while (end > least && text[end - 1] == '.')
            end--;
        return end;
    }

    internal static string Show(ReadOnlySpan<char> characters)
    {
        if (characters.Length == 1 && (char.IsControl(characters[0]) || char.IsSurrogate(characters[0])))
            return $"U+{(int)characters[0]:X4}";
        return $"'{characters}'";
    }
}
