namespace Ocw.Nde.Termen.Search.Reading;

/// <summary>Reads the text of a query. Never refuses one: what does not follow the grammar is read as words, and the reading says so.</summary>
internal sealed class QueryParser
{
    private const int MaxDepth = 16;
    private const int MaxWords = 32;

    private readonly IReadOnlyList<QueryToken> _tokens;
    private int _at;
    private int _depth;
    private QueryFault _fault;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _tokens = tokens;

    internal static ParsedQuery Parse(string text, bool lastIsPrefix)
    {
        var (tokens, unclosed) = QueryLexer.Read(text);
        var parser = new QueryParser(tokens);
        var root = parser.Query();
        var fault = unclosed ? QueryFault.UnclosedQuote : parser._fault;
        if (fault != QueryFault.None)
            root = AsWords(text, tokens);
        if (lastIsPrefix)
            root = WithLastAsPrefix(root);
        return new ParsedQuery(root, fault);
    }

    /// <summary>The words of the query and nothing of its syntax.</summary>
    internal static WordsNode AsWords(string text, bool lastIsPrefix)
    {
        var node = new WordsNode(Few(QueryLexer.Words(text)));
        return lastIsPrefix ? (WordsNode)WithLastAsPrefix(node) : node;
    }

    private static WordsNode AsWords(string text, IReadOnlyList<QueryToken> tokens)
    {
        var words = tokens.Where(token => token.Kind == QueryTokenKind.Word)
            .SelectMany(token => token.Word.Kind == QueryWordKind.Word ? [token.Word] : QueryLexer.Words(token.Word.Text)).ToList();
        return new WordsNode(Few(words.Count > 0 ? words : QueryLexer.Words(text)));
    }

    private static List<QueryWord> Few(IEnumerable<QueryWord> words) => [.. words.Distinct().Take(MaxWords)];

    // query ::= any
    private QueryNode Query()
    {
        if (_tokens.Count == 0)
            return new WordsNode([]);
        var root = Any();
        if (_at < _tokens.Count)
            Fail(QueryFault.UnbalancedBracket);
        return root;
    }

    // any ::= all ( ( 'OR' | 'OF' ) all )*
    private QueryNode Any()
    {
        var parts = new List<QueryNode> { All() };
        while (Take(QueryTokenKind.Or))
            parts.Add(All());
        return parts.Count == 1 ? parts[0] : new AnyNode(parts);
    }

    // all ::= one ( ( 'AND' | 'EN' )? one )*
    private QueryNode All()
    {
        var parts = new List<QueryNode> { One() };
        while (_fault == QueryFault.None && (Take(QueryTokenKind.And) || Next is QueryTokenKind.Word or QueryTokenKind.Not or QueryTokenKind.Open))
            parts.Add(One());
        return parts.Count == 1 ? parts[0] : new AllNode(parts);
    }

    // one ::= ( 'NOT' | 'NIET' ) one | '(' any ')' | word+
    private QueryNode One()
    {
        if (++_depth > MaxDepth)
            Fail(QueryFault.TooDeep);
        QueryNode node = new WordsNode([]);
        if (_fault != QueryFault.None)
        {
            return node;
        }
        else if (Take(QueryTokenKind.Not))
        {
            node = new NotNode(One());
        }
        else if (Take(QueryTokenKind.Open))
        {
            node = Any();
            if (!Take(QueryTokenKind.Close))
                Fail(QueryFault.UnbalancedBracket);
        }
        else if (Next == QueryTokenKind.Word)
        {
            var words = new List<QueryWord>();
            while (Next == QueryTokenKind.Word)
                words.Add(_tokens[_at++].Word);
            node = new WordsNode(Few(words));
        }
        else
        {
            Fail(Next == QueryTokenKind.Close ? QueryFault.UnbalancedBracket : QueryFault.OperatorWithoutWords);
        }

        _depth--;
        return node;
    }

    private QueryTokenKind? Next => _at < _tokens.Count ? _tokens[_at].Kind : null;

    private bool Take(QueryTokenKind kind)
    {
        if (_fault != QueryFault.None || Next != kind)
            return false;
        _at++;
        return true;
    }

    private void Fail(QueryFault fault)
    {
        if (_fault == QueryFault.None)
            _fault = fault;
    }

    private static QueryNode WithLastAsPrefix(QueryNode node) => node switch
    {
        WordsNode { Words: [.., { Kind: QueryWordKind.Word } last] } words => new WordsNode([.. words.Words.SkipLast(1), last with { Kind = QueryWordKind.Prefix }]),
        AllNode all => new AllNode([.. all.Parts.SkipLast(1), WithLastAsPrefix(all.Parts[^1])]),
        AnyNode any => new AnyNode([.. any.Parts.SkipLast(1), WithLastAsPrefix(any.Parts[^1])]),
        _ => node,
    };
}

/// <summary>A query that was read, and what kept it from being read by its syntax.</summary>
internal readonly record struct ParsedQuery(QueryNode Root, QueryFault Fault);

/// <summary>Why a query is read as words.</summary>
internal enum QueryFault
{
    None,
    UnclosedQuote,
    UnbalancedBracket,
    OperatorWithoutWords,
    TooDeep,
    NothingFits,
}
