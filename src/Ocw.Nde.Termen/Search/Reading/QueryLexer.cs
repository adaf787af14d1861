using System.Buffers;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Reading;

/// <summary>Cuts the text of a query into words, phrases, brackets and operators.</summary>
/// <remarks>
/// Operators are written in capitals: AND, OR, NOT; EN, OF, NIET (those only where the text is not all in capitals), and brackets group only where there is an operator:
/// «houtskool (tekenmateriaal)» and «25F23(LION)» are texts, as they stand in labels and notations.
/// </remarks>
internal sealed class QueryLexer
{
    private const string Quotes = "\"“”„";

    private static readonly SearchValues<char> s_wildcards = SearchValues.Create("*?");

    private readonly string _text;
    private readonly bool _hasLowerCase;
    private readonly List<QueryToken> _tokens = [];
    private int _at;
    private int _depth;

    private QueryLexer(string text)
    {
        _text = text;
        _hasLowerCase = text.Any(char.IsLower);
        HasOperators = text.Split([' ', '\t', '\n', '\r', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Any(word => OperatorOf(word) is not null);
    }

    private bool HasOperators { get; }

    internal static (IReadOnlyList<QueryToken> Tokens, bool UnclosedQuote) Read(string text)
    {
        var lexer = new QueryLexer(text);
        return (lexer._tokens, lexer.ReadAll());
    }

    /// <summary>The words of a text without any syntax.</summary>
    internal static List<QueryWord> Words(string text) => [.. Split(TextFolder.Fold(text)).Select(word => new QueryWord(QueryWordKind.Word, word))];

    private bool ReadAll()
    {
        var unclosed = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c))
                _at++;
            else if (Quotes.Contains(c, StringComparison.Ordinal))
                unclosed |= !ReadPhrase();
            else if (HasOperators && c == '(')
                Open();
            else if (HasOperators && c == ')')
                Close();
            else
                ReadWord();
        }

        return unclosed;
    }

    private void Open()
    {
        _tokens.Add(new QueryToken(QueryTokenKind.Open));
        _depth++;
        _at++;
    }

    private void Close()
    {
        _tokens.Add(new QueryToken(QueryTokenKind.Close));
        _depth--;
        _at++;
    }

    private bool ReadPhrase()
    {
        var end = _text.AsSpan(_at + 1).IndexOfAny(Quotes);
        var text = end < 0 ? _text[(_at + 1)..] : _text.Substring(_at + 1, end);
        _at = end < 0 ? _text.Length : _at + end + 2;
        var words = Split(TextFolder.Fold(text));
        if (end < 0 || words.Count == 1)
            _tokens.AddRange(words.Select(word => new QueryToken(QueryTokenKind.Word, new QueryWord(QueryWordKind.Word, word))));
        else if (words.Count > 1)
            _tokens.Add(new QueryToken(QueryTokenKind.Word, new QueryWord(QueryWordKind.Phrase, TextFolder.Fold(text))));
        return end >= 0;
    }

    // Up to white space, a quote, or a bracket that closes a group; a bracket within a word, as in «25F23(LION)», belongs to it.
    private void ReadWord()
    {
        var start = _at;
        var own = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c) || Quotes.Contains(c, StringComparison.Ordinal))
                break;
            if (c == '(')
                own++;
            else if (c == ')' && own-- == 0 && HasOperators && _depth > 0)
                break;
        }

        var word = _text.AsSpan(start, _at - start);
        if (OperatorOf(word) is { } kind)
            _tokens.Add(new QueryToken(kind));
        else
            AddWords(word);
    }

    private QueryTokenKind? OperatorOf(ReadOnlySpan<char> word) => word switch
    {
        "AND" or "&&" => QueryTokenKind.And,
        "OR" or "||" => QueryTokenKind.Or,
        "NOT" => QueryTokenKind.Not,
        "EN" when _hasLowerCase => QueryTokenKind.And,
        "OF" when _hasLowerCase => QueryTokenKind.Or,
        "NIET" when _hasLowerCase => QueryTokenKind.Not,
        _ => null,
    };

    private void AddWords(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(s_wildcards))
        {
            foreach (var word in Split(TextFolder.Fold(text)))
                Add(QueryWordKind.Word, word);
            return;
        }

        var pattern = "";
        while (!text.IsEmpty)
        {
            var wild = text.IndexOfAny(s_wildcards);
            var parts = TextFolder.Fold(wild < 0 ? text : text[..wild]).Split(' ');
            pattern += parts[0];
            foreach (var part in parts.Skip(1))
            {
                AddPattern(pattern);
                pattern = part;
            }

            if (wild < 0)
                break;
            if (text[wild] == '?' || !pattern.EndsWith('*'))
                pattern += text[wild];
            text = text[(wild + 1)..];
        }

        AddPattern(pattern);
    }

    private void AddPattern(string pattern)
    {
        var literal = pattern.AsSpan().Trim("*?");
        if (literal.IsEmpty)
        {
            // A question mark that stands alone is punctuation.
            if (pattern.Contains('*', StringComparison.Ordinal))
                Add(QueryWordKind.Pattern, "*");
        }
        else if (literal.IndexOfAnyInRange('\u3040', '\uD7AF') >= 0)
        {
            // Each ideograph is a word of its own: there is nothing before or after it to leave open.
            foreach (var word in Split(TextFolder.Fold(pattern)))
                Add(QueryWordKind.Word, word);
        }
        else if (!pattern.AsSpan().ContainsAny(s_wildcards))
        {
            Add(QueryWordKind.Word, pattern);
        }
        else if (pattern.AsSpan().IndexOfAny(s_wildcards) == pattern.Length - 1 && pattern[^1] == '*')
        {
            Add(QueryWordKind.Prefix, pattern[..^1]);
        }
        else
        {
            Add(QueryWordKind.Pattern, pattern);
        }
    }

    private void Add(QueryWordKind kind, string text) => _tokens.Add(new QueryToken(QueryTokenKind.Word, new QueryWord(kind, text)));

    private static List<string> Split(string folded)
    {
        var words = new List<string>();
        foreach (var word in SearchWords.Of(folded))
            words.Add(word.ToString());
        return words;
    }
}

/// <summary>A piece of a query.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, QueryWord Word = default);

/// <summary>The kinds of <see cref="QueryToken"/>.</summary>
internal enum QueryTokenKind
{
    Word,
    And,
    Or,
    Not,
    Open,
    Close,
}
