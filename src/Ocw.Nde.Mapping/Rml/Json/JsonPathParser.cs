using System.Globalization;
using System.Text;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>Reads JSONPath (RFC 9535). A reference without <c>$</c> is taken from the record: <c>name</c> means <c>$.name</c>, and its names may hold spaces.</summary>
internal sealed class JsonPathParser
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly TimeSpan _timeout;
    private bool _isRelaxed;
    private int _at;
    private int _depth;

    private JsonPathParser(string text, TimeSpan timeout)
    {
        _text = text;
        _timeout = timeout;
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static JsonPath Parse(string text, TimeSpan regexTimeout)
    {
        var parser = new JsonPathParser(text.Trim(), regexTimeout);
        return parser.ParseAll(text);
    }

    private JsonPath ParseAll(string text)
    {
        var segments = new List<Segment>();
        if (!Take('$'))
        {
            _isRelaxed = true;
            if (_at < _text.Length && _text[_at] is not ('[' or '.'))
                segments.Add(new Segment([Shorthand()], IsDescendant: false));
        }

        segments.AddRange(ParseSegments());
        return _at == _text.Length ? Make(text, segments) : throw Expected("the end of the path");
    }

    private static JsonPath Make(string text, List<Segment> segments)
    {
        var isNames = segments.TrueForAll(s => s is { IsDescendant: false, Selectors: [NameSelector] });
        return new JsonPath { Text = text, Segments = segments, Names = isNames ? [.. segments.Select(s => ((NameSelector)s.Selectors[0]).Name)] : null };
    }

    // segments = *(S segment)
    private List<Segment> ParseSegments()
    {
        var segments = new List<Segment>();
        while (_at < _text.Length)
        {
            var start = _at;
            SkipBlank();
            if (Take('['))
            {
                segments.Add(new Segment(Bracketed(), IsDescendant: false));
            }
            else if (Take('.'))
            {
                var isDescendant = Take('.');
                // .['name'] is no RFC 9535, and what many mappings say
                segments.Add(new Segment(Take('[') ? Bracketed() : [Shorthand()], isDescendant));
            }
            else
            {
                _at = start;
                break;
            }
        }

        return segments;
    }

    // wildcard-selector / member-name-shorthand = name-first *name-char
    private Selector Shorthand()
    {
        if (Take('*'))
            return new WildcardSelector();
        var start = _at;
        while (_at < _text.Length && IsNameChar(_text[_at]))
            _at++;
        var name = _text[start.._at];
        return name.Length > 0 && (_isRelaxed || !char.IsAsciiDigit(name[0])) ? new NameSelector(Encoding.UTF8.GetBytes(name)) : throw Expected("a name, * or [");
    }

    private bool IsNameChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' || c >= 0x80 || (_isRelaxed && c is (' ' or '/' or ':' or '@'));

    // bracketed-selection = "[" S selector *(S "," S selector) S "]"
    private List<Selector> Bracketed()
    {
        var selectors = new List<Selector>();
        do
        {
            SkipBlank();
            selectors.Add(One());
            SkipBlank();
        }
        while (Take(','));
        if (!Take(']'))
            throw Expected("] or ,");
        return selectors;
    }

    private Selector One()
    {
        if (Take('*'))
            return new WildcardSelector();
        if (Peek() is '\'' or '"')
            return new NameSelector(Encoding.UTF8.GetBytes(Quoted()));
        if (Take('?'))
        {
            SkipBlank();
            return new FilterSelector(Or());
        }

        long? start = Peek() == ':' ? null : Integer() ?? throw Expected("a name in quotes, a number, *, ? or :");
        SkipBlank();
        if (!Take(':'))
            return new IndexSelector(start!.Value);
        SkipBlank();
        var end = Integer();
        SkipBlank();
        long? step = null;
        if (Take(':'))
        {
            SkipBlank();
            step = Integer();
        }

        return new SliceSelector(start, end, step ?? 1);
    }

    private long? Integer()
    {
        var start = _at;
        if (Peek() == '-')
            _at++;
        while (char.IsAsciiDigit(Peek()))
            _at++;
        if (_at == start)
            return null;
        return long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1L << 53
            ? number
            : throw Expected("a whole number below 2^53");
    }

    // string-literal: 'single' or "double" quotes, with JSON's escapes
    private string Quoted()
    {
        var quote = _text[_at++];
        var value = new StringBuilder();
        while (Peek() != quote)
        {
            if (_at >= _text.Length)
                throw Expected($"a closing {quote}");
            var c = _text[_at++];
            value.Append(c == '\\' ? Escaped() : c);
        }

        _at++;
        return value.ToString();
    }

    private char Escaped()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '/' or '\\' or '\'' or '"': return c;
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Expected("an escape of JSON");
        }
    }

    // logical-or-expr = logical-and-expr *(S "||" S logical-and-expr)
    private FilterTest Or()
    {
        if (++_depth > MaxDepth)
            throw Expected($"filters nested at most {MaxDepth} deep");
        var tests = new List<FilterTest> { And() };
        for (SkipBlank(); Take("||"); SkipBlank())
            tests.Add(And());
        _depth--;
        return tests.Count == 1 ? tests[0] : new AnyOf(tests);
    }

    private FilterTest And()
    {
        SkipBlank();
        var tests = new List<FilterTest> { Basic() };
        for (SkipBlank(); Take("&&"); SkipBlank())
        {
            SkipBlank();
            tests.Add(Basic());
        }

        return tests.Count == 1 ? tests[0] : new AllOf(tests);
    }

    // basic-expr = paren-expr / comparison-expr / test-expr
    private FilterTest Basic()
    {
        if (Take('!'))
        {
            SkipBlank();
            return new Not(Basic());
        }

        if (Take('('))
        {
            var inner = Or();
            SkipBlank();
            return Take(')') ? inner : throw Expected(")");
        }

        if (FunctionTest() is { } test)
            return test;
        var left = ReadOperand();
        SkipBlank();
        foreach (var name in new[] { "==", "!=", "<=", ">=", "<", ">" })
        {
            if (!Take(name))
                continue;
            SkipBlank();
            return new Comparison(left, name, ReadOperand());
        }

        return left is QueryOperand { Query: var query } ? new Exists(query) : throw Expected("==, !=, <, <=, > or >=");
    }

    private Matches? FunctionTest()
    {
        var isWhole = Take("match(");
        if (!isWhole && !Take("search("))
            return null;
        SkipBlank();
        var text = ReadOperand();
        SkipBlank();
        if (!Take(','))
            throw Expected(",");
        SkipBlank();
        var pattern = ReadOperand();
        SkipBlank();
        return Take(')') ? new Matches(text, pattern, isWhole, _timeout) : throw Expected(")");
    }

    private Operand ReadOperand()
    {
        switch (Peek())
        {
            case '\'' or '"':
                return new LiteralOperand(Quoted());
            case '@' or '$':
                return new QueryOperand(Inner());
            case '-' or (>= '0' and <= '9'):
                return new LiteralOperand(Number());
        }

        if (Take("true"))
            return new LiteralOperand(true);
        if (Take("false"))
            return new LiteralOperand(false);
        if (Take("null"))
            return new LiteralOperand(Operand.JsonNull);
        if (Take("length("))
            return new LengthOperand(Argument());
        if (Take("count("))
            return new CountOperand(Argument());
        return Take("value(") ? new QueryOperand(Argument()) : throw Expected("@, $, a literal, length(…), count(…), value(…), match(…) or search(…)");
    }

    private NodeQuery Argument()
    {
        SkipBlank();
        var query = Inner();
        SkipBlank();
        return Take(')') ? query : throw Expected(")");
    }

    private NodeQuery Inner()
    {
        var fromRoot = Peek() == '$';
        if (!fromRoot && Peek() != '@')
            throw Expected("@ or $");
        _at++;
        var (start, relaxed) = (_at, _isRelaxed);
        _isRelaxed = false;
        var segments = ParseSegments();
        _isRelaxed = relaxed;
        return new NodeQuery(Make(_text[start.._at], segments), fromRoot);
    }

    private object Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()) || Peek() is '-' or '+' or '.' or 'e' or 'E')
            _at++;
        return double.TryParse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Expected("a number");
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipBlank()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private bool Take(char c)
    {
        if (Peek() != c)
            return false;
        _at++;
        return true;
    }

    private bool Take(string word)
    {
        if (!_text.AsSpan(Math.Min(_at, _text.Length)).StartsWith(word, StringComparison.Ordinal))
            return false;
        _at += word.Length;
        return true;
    }

    private FormatException Expected(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the JSONPath «{_text}» is not right at character {Math.Min(_at, _text.Length) + 1}: {what} is expected (RFC 9535)."));
}
