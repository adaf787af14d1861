using System.Globalization;

namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>Cuts a document into tokens (§2.1).</summary>
internal sealed class Lexer(string text, int maxTokens)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _tokens;

    private SourceLocation Here => new(_line, _at - _lineStart + 1);

    private char Current => _at < text.Length ? text[_at] : '\0';

    /// <summary>The next token.</summary>
    /// <exception cref="GraphQlSyntaxException">There is none.</exception>
    public Token Next()
    {
        SkipIgnored();
        if (_at == text.Length)
            return new Token(TokenKind.EndOfFile, "", Here);
        if (++_tokens > maxTokens)
            throw new GraphQlSyntaxException($"The document has more than {maxTokens} tokens; ask in several requests.", Here, GraphQlCodes.TooComplex);
        var c = text[_at];
        if (IsNameStart(c))
            return Name();
        if (char.IsAsciiDigit(c) || c == '-')
            return Number();
        if (c == '"')
            return text.AsSpan(_at).StartsWith("\"\"\"", StringComparison.Ordinal) ? BlockString() : String();
        return Punctuator(c);
    }

    // Ignored :: UnicodeBOM | WhiteSpace | LineTerminator | Comment | Comma
    private void SkipIgnored()
    {
        for (; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '\uFEFF' or '\t' or ' ' or ',':
                    break;
                case '\n':
                    NewLine();
                    break;
                case '\r':
                    if (_at + 1 < text.Length && text[_at + 1] == '\n')
                        _at++;
                    NewLine();
                    break;
                case '#':
                    while (_at + 1 < text.Length && text[_at + 1] is not ('\n' or '\r'))
                        _at++;
                    break;
                default:
                    return;
            }
        }
    }

    private void NewLine()
    {
        _line++;
        _lineStart = _at + 1;
    }

    // Punctuator :: one of ! $ & ( ) ... : = @ [ ] { | }
    private Token Punctuator(char c)
    {
        var location = Here;
        if (c == '.' && text.AsSpan(_at).StartsWith("...", StringComparison.Ordinal))
        {
            _at += 3;
            return new Token(TokenKind.Spread, "...", location);
        }

        var kind = c switch
        {
            '!' => TokenKind.Bang,
            '$' => TokenKind.Dollar,
            '&' => TokenKind.Ampersand,
            '(' => TokenKind.ParenLeft,
            ')' => TokenKind.ParenRight,
            ':' => TokenKind.Colon,
            '=' => TokenKind.EqualsSign,
            '@' => TokenKind.At,
            '[' => TokenKind.BracketLeft,
            ']' => TokenKind.BracketRight,
            '{' => TokenKind.BraceLeft,
            '|' => TokenKind.Pipe,
            '}' => TokenKind.BraceRight,
            '\'' => throw new GraphQlSyntaxException("Unexpected single quote character ('); strings are written between double quotes (\").", location),
            _ => throw new GraphQlSyntaxException($"Unexpected character {Named(c)}.", location),
        };
        _at++;
        return new Token(kind, c.ToString(), location);
    }

    // Name :: NameStart NameContinue* [lookahead != NameContinue]
    private Token Name()
    {
        var (start, location) = (_at, Here);
        while (IsNameStart(Current) || char.IsAsciiDigit(Current))
            _at++;
        return new Token(TokenKind.Name, text[start.._at], location);
    }

    // IntValue :: IntegerPart [lookahead != {Digit, `.`, NameStart}]
    // FloatValue :: IntegerPart FractionalPart | IntegerPart ExponentPart | IntegerPart FractionalPart ExponentPart
    private Token Number()
    {
        var (start, location) = (_at, Here);
        var kind = TokenKind.Int;
        if (Current == '-')
            _at++;
        if (Current == '0')
        {
            _at++;
            if (char.IsAsciiDigit(Current))
                throw new GraphQlSyntaxException($"A number may not have a digit after its leading 0, but has {Named(Current)}.", Here);
        }
        else
        {
            Digits();
        }

        if (Current == '.')
        {
            kind = TokenKind.Float;
            _at++;
            Digits();
        }

        if (Current is 'e' or 'E')
        {
            kind = TokenKind.Float;
            _at++;
            if (Current is '+' or '-')
                _at++;
            Digits();
        }

        if (Current == '.' || IsNameStart(Current))
            throw new GraphQlSyntaxException($"A number may not be followed by {Named(Current)}.", Here);
        return new Token(kind, text[start.._at], location);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(Current))
            throw new GraphQlSyntaxException($"A digit is expected in a number, not {(_at == text.Length ? "the end of the document" : Named(Current))}.", Here);
        while (char.IsAsciiDigit(Current))
            _at++;
    }

    // StringValue :: `"` StringCharacter* `"`
    private Token String()
    {
        var location = Here;
        _at++;
        var start = _at;
        var end = text.AsSpan(_at).IndexOfAny("\"\\\n\r");
        if (end >= 0 && text[_at + end] == '"')
        {
            _at += end + 1;
            return new Token(TokenKind.String, text[start..(_at - 1)], location);
        }

        var value = new System.Text.StringBuilder();
        while (true)
        {
            if (_at == text.Length || Current is '\n' or '\r')
                throw new GraphQlSyntaxException("A string is not closed; its closing quote (\") is expected on the same line.", location);
            var c = text[_at++];
            if (c == '"')
                return new Token(TokenKind.String, value.ToString(), location);
            if (c == '\\')
                Escape(value);
            else
                value.Append(c);
        }
    }

    // EscapedUnicode :: `{` HexDigit+ `}` | HexDigit HexDigit HexDigit HexDigit;  EscapedCharacter :: one of `"` `\` `/` b f n r t
    private void Escape(System.Text.StringBuilder value)
    {
        var location = new SourceLocation(_line, _at - _lineStart);
        var c = Current;
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/':
                value.Append(c);
                break;
            case 'b':
                value.Append('\b');
                break;
            case 'f':
                value.Append('\f');
                break;
            case 'n':
                value.Append('\n');
                break;
            case 'r':
                value.Append('\r');
                break;
            case 't':
                value.Append('\t');
                break;
            case 'u':
                value.Append(Unicode(location));
                break;
            default:
                throw new GraphQlSyntaxException($"\\{(c == '\0' ? "" : c)} is no escape in a string; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX and \\u{{X…}}.", location);
        }
    }

    private string Unicode(SourceLocation location)
    {
        if (Current == '{')
        {
            var close = text.IndexOf('}', _at);
            if (close < 0 || close - _at > 9 || !Hex(_at + 1, close, out var scalar) || !System.Text.Rune.IsValid(scalar))
                throw new GraphQlSyntaxException("\\u{…} in a string needs the hexadecimal number of a Unicode character.", location);
            _at = close + 1;
            return new System.Text.Rune(scalar).ToString();
        }

        if (_at + 4 > text.Length || !Hex(_at, _at + 4, out var unit))
            throw new GraphQlSyntaxException("\\u in a string needs four hexadecimal digits.", location);
        _at += 4;
        if (!char.IsSurrogate((char)unit))
            return ((char)unit).ToString();
        if (char.IsHighSurrogate((char)unit) && text.AsSpan(_at).StartsWith("\\u", StringComparison.Ordinal) && _at + 6 <= text.Length
            && Hex(_at + 2, _at + 6, out var low) && char.IsLowSurrogate((char)low))
        {
            _at += 6;
            return new string([(char)unit, (char)low]);
        }

        throw new GraphQlSyntaxException("\\u in a string names half of a surrogate pair.", location);
    }

    private bool Hex(int from, int to, out int number) =>
        int.TryParse(text.AsSpan(from, to - from), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0;

    // StringValue :: `"""` BlockStringCharacter* `"""`
    private Token BlockString()
    {
        var location = Here;
        _at += 3;
        var value = new System.Text.StringBuilder();
        while (true)
        {
            if (_at == text.Length)
                throw new GraphQlSyntaxException("A block string is not closed; its closing quotes (\"\"\") are expected.", location);
            var rest = text.AsSpan(_at);
            if (rest.StartsWith("\"\"\"", StringComparison.Ordinal))
            {
                _at += 3;
                return new Token(TokenKind.BlockString, Syntax.BlockString.Unindent(value.ToString()), location);
            }

            if (rest.StartsWith("\\\"\"\"", StringComparison.Ordinal))
            {
                value.Append("\"\"\"");
                _at += 4;
                continue;
            }

            var c = text[_at];
            if (c == '\r' && rest.Length > 1 && rest[1] == '\n')
                _at++;
            if (c is '\n' or '\r')
                NewLine();
            value.Append(c == '\r' ? '\n' : c);
            _at++;
        }
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static string Named(char c) => c is > ' ' and < '\u007F' ? $"\"{c}\"" : $"U+{(int)c:X4}";
}
