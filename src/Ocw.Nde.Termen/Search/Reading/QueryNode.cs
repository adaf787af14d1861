namespace Ocw.Nde.Termen.Search.Reading;

/// <summary>A part of a query as it was read.</summary>
internal abstract record QueryNode;

/// <summary>Words, word beginnings, patterns and phrases that one label must hold, all of them.</summary>
internal sealed record WordsNode(IReadOnlyList<QueryWord> Words) : QueryNode
{
    /// <summary>Whether these are words only, the last of them perhaps unfinished: what a label can be equal to or begin with.</summary>
    internal bool IsPlain => Words.All(word => word.Kind is QueryWordKind.Word or QueryWordKind.Prefix);

    public override string ToString() => string.Join(' ', Words);
}

/// <summary>Terms for which all parts hold.</summary>
internal sealed record AllNode(IReadOnlyList<QueryNode> Parts) : QueryNode
{
    public override string ToString() => string.Join(" AND ", Parts.Select(part => part is AnyNode ? $"({part})" : part.ToString()));
}

/// <summary>Terms for which a part holds.</summary>
internal sealed record AnyNode(IReadOnlyList<QueryNode> Parts) : QueryNode
{
    public override string ToString() => string.Join(" OR ", Parts);
}

/// <summary>Terms for which the part does not hold.</summary>
internal sealed record NotNode(QueryNode Part) : QueryNode
{
    public override string ToString() => Part is WordsNode ? $"NOT {Part}" : $"NOT ({Part})";
}

/// <summary>One thing that a label must hold.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The folded text; a pattern with its <c>*</c> and <c>?</c>, a phrase with its spaces, a prefix without its <c>*</c>.</param>
internal readonly record struct QueryWord(QueryWordKind Kind, string Text)
{
    public override string ToString() => Kind switch
    {
        QueryWordKind.Prefix => Text + "*",
        QueryWordKind.Phrase => $"\"{Text}\"",
        _ => Text,
    };
}

/// <summary>The kinds of <see cref="QueryWord"/>.</summary>
internal enum QueryWordKind
{
    /// <summary>A whole word.</summary>
    Word,

    /// <summary>The beginning of a word.</summary>
    Prefix,

    /// <summary>A word in which <c>*</c> stands for any letters and <c>?</c> for one.</summary>
    Pattern,

    /// <summary>Words that stand together, in this order.</summary>
    Phrase,
}
