namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Cuts the text into the terminals of the grammar, the longest first (§19.8); nothing is allocated but the values of tokens.</summary>
internal sealed partial class Tokenizer(SourceText source, Ocw.Nde.Rdf.Terms.RdfVersion version)
{
    private readonly string text = source.Text;

    // A byte order mark, which some editors put before the text, says nothing.
    private int position = source.Text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The next token; <see cref="TokenKind.End"/> at the end, again and again.</summary>
    internal Token Next()
    {
        SkipWhiteSpaceAndComments();
        if (position >= text.Length)
            return new Token(TokenKind.End, text.Length, text.Length);
        var c = text[position];
        if (Is12 && Bracket12(c) is { } bracket)
            return bracket;
        return c switch
        {
            '<' => IriOrLess(),
            '?' or '$' => VariableOrQuestion(),
            '"' or '\'' => String(),
            '@' => LanguageTag(),
            '_' => BlankNodeLabel(),
            ':' => PrefixedName(position, position),
            '+' or '-' => Digit(1) || (Peek(1) == '.' && Digit(2)) ? Number() : Single(c == '+' ? TokenKind.Plus : TokenKind.Minus),
            '.' => Digit(1) ? Number() : Single(TokenKind.Dot),
            >= '0' and <= '9' => Number(),
            _ => Punctuation(c) ?? Name(),
        };
    }

    // [162] WS, and comments: from '#', outside an IRI or string, to the end of the line (§19.4).
    private void SkipWhiteSpaceAndComments()
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case ' ' or '\t' or '\r' or '\n':
                    position++;
                    break;
                case '#':
                    var end = text.AsSpan(position).IndexOfAny('\n', '\r');
                    position = end < 0 ? text.Length : position + end;
                    break;
                default:
                    return;
            }
        }
    }

    private Token? Punctuation(char c) => c switch
    {
        '{' => Single(TokenKind.LeftBrace),
        '}' => Single(TokenKind.RightBrace),
        '(' => Single(TokenKind.LeftParenthesis),
        ')' => Single(TokenKind.RightParenthesis),
        '[' => Single(TokenKind.LeftBracket),
        ']' => Single(TokenKind.RightBracket),
        ';' => Single(TokenKind.Semicolon),
        ',' => Single(TokenKind.Comma),
        '*' => Single(TokenKind.Star),
        '/' => Single(TokenKind.Slash),
        '=' => Single(TokenKind.Equal),
        '!' => SingleOrDouble('=', TokenKind.NotEqual, TokenKind.Not),
        '>' => SingleOrDouble('=', TokenKind.GreaterOrEqual, TokenKind.Greater),
        '|' => SingleOrDouble('|', TokenKind.Or, TokenKind.Bar),
        '^' => SingleOrDouble('^', TokenKind.DatatypeMark, TokenKind.Caret),
        '&' when Peek(1) == '&' => SingleOrDouble('&', TokenKind.And, TokenKind.And),
        _ => null,
    };

    private Token Single(TokenKind kind)
    {
        var start = position++;
        return new Token(kind, start, position);
    }

    private Token SingleOrDouble(char second, TokenKind both, TokenKind alone)
    {
        if (Peek(1) != second)
            return Single(alone);
        var start = position;
        position += 2;
        return new Token(both, start, position);
    }

    // [139] IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>'; where no IRI fits, '<' and '<=' are operators.
    private Token IriOrLess()
    {
        var start = position;
        var length = text.AsSpan(start + 1).IndexOfAny(SparqlCharacters.EndOfIri);
        if (Is12 && length >= 0 && text[start + 1 + length] == '\\' && EscapedIri(start) is { } escaped)
            return escaped;
        if (length < 0 || text[start + 1 + length] != '>')
            return SingleOrDouble('=', TokenKind.LessOrEqual, TokenKind.Less);
        position = start + length + 2;
        var iri = text.Substring(start + 1, length);
        RequireWholeCharacters(iri, start + 1);
        return new Token(TokenKind.Iri, start, position, iri);
    }

    private void RequireWholeCharacters(ReadOnlySpan<char> value, int start)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                throw source.Error(start + i, "half a surrogate pair is not a character.");
            i++;
        }
    }

    /// <summary>Whether the next token is an opening bracket.</summary>
    internal bool AtParenthesis
    {
        get
        {
            SkipWhiteSpaceAndComments();
            return Peek(0) == '(';
        }
    }

    private char Peek(int ahead) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private bool Digit(int ahead) => SparqlCharacters.IsDigit(Peek(ahead));
}
