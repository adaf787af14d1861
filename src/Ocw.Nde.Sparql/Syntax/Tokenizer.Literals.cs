using System.Text;

namespace Ocw.Nde.Sparql.Syntax;

/// <content>Strings and numbers.</content>
internal sealed partial class Tokenizer
{
    // [156] STRING_LITERAL1 … [159] STRING_LITERAL_LONG2   [160] ECHAR ::= '\' [tbnrf\"']
    private Token String()
    {
        var start = position;
        var quote = text[start];
        var isLong = Peek(1) == quote && Peek(2) == quote;
        var at = start + (isLong ? 3 : 1);
        var value = new StringBuilder();
        while (true)
        {
            var rest = text.AsSpan(at);
            var plain = isLong ? rest.IndexOfAny(quote, '\\') : rest.IndexOfAny([quote, '\\', '\n', '\r']);
            if (plain < 0)
                throw source.Error(start, $"the string that begins here has no closing {new string(quote, isLong ? 3 : 1)}.");
            value.Append(rest[..plain]);
            at += plain;
            if (text[at] == '\\' && Is12 && at + 1 < text.Length && text[at + 1] is 'u' or 'U')
            {
                value.Append(Codepoint(at, out var length));
                at += length;
            }
            else if (text[at] == '\\')
            {
                value.Append(EscapedCharacter(at));
                at += 2;
            }
            else if (text[at] != quote)
            {
                throw source.Error(start, $"the string that begins here has no closing {quote} on its line; a string of several lines stands between {new string(quote, 3)}.");
            }
            else if (!isLong || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote))
            {
                break;
            }
            else
            {
                value.Append(quote);
                at++;
            }
        }

        position = at + (isLong ? 3 : 1);
        var content = value.ToString();
        RequireWholeCharacters(content, start + 1);
        return new Token(TokenKind.String, start, position, content);
    }

    private char EscapedCharacter(int at) => (at + 1 < text.Length ? text[at + 1] : '\0') switch
    {
        't' => '\t',
        'b' => '\b',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        '\\' => '\\',
        '"' => '"',
        '\'' => '\'',
        _ => throw source.Error(at, "expected one of t b n r f \\ \" ' (or uXXXX, UXXXXXXXX) after '\\' in a string; to write a backslash itself, double it."),
    };

    // [146] INTEGER ::= [0-9]+   [147] DECIMAL ::= [0-9]* '.' [0-9]+
    // [148] DOUBLE ::= [0-9]+ '.' [0-9]* EXPONENT | '.' ([0-9])+ EXPONENT | ([0-9])+ EXPONENT, each also with a sign ([149]–[154])
    private Token Number()
    {
        var start = position;
        var at = text[start] is '+' or '-' ? start + 1 : start;
        at = Run(at, SparqlCharacters.IsDigit);
        var kind = TokenKind.Integer;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Run(at + 1, SparqlCharacters.IsDigit);
            if (fraction > at + 1)
            {
                kind = TokenKind.Decimal;
                at = fraction;
            }
            else if (ExponentEnd(fraction) > fraction)
            {
                at = fraction;
            }
        }

        var end = ExponentEnd(at);
        if (end > at)
            kind = TokenKind.Double;
        position = end;
        return new Token(kind, start, end, text[start..end]);
    }

    // [155] EXPONENT ::= [eE] [+-]? [0-9]+
    private int ExponentEnd(int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;
        var digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = Run(digits, SparqlCharacters.IsDigit);
        return end > digits ? end : at;
    }
}
