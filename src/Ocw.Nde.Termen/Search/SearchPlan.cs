using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search.Reading;

namespace Ocw.Nde.Termen.Search;

/// <summary>A query made ready once for all sources.</summary>
internal sealed class SearchPlan
{
    private const int MaxText = 500;

    private SearchPlan(TermQuery query, string text, ParsedQuery parsed)
    {
        Query = query;
        Text = text;
        Parsed = parsed;
        Folded = TextFolder.Fold(text);
        FoldedBytes = Encoding.UTF8.GetBytes(Folded);
        FoldedWords = LabelKeys.WordCount(Folded);
        WordsKey = StableHash.Of(TermKeyKind.Words, TextFolder.SortWords(Folded));
    }

    internal TermQuery Query { get; }

    internal string Text { get; }

    internal ParsedQuery Parsed { get; }

    /// <summary>The words and patterns, if the query has no operators.</summary>
    internal WordsNode? Words => Parsed.Root as WordsNode;

    internal string Folded { get; }

    internal byte[] FoldedBytes { get; }

    internal int FoldedWords { get; }

    /// <summary>The key under which labels of exactly these words are found.</summary>
    internal ulong WordsKey { get; }

    /// <summary>Whether the text holds question marks that may be punctuation.</summary>
    internal bool HasQuestion => Folded.Length > 0 && Words is { } node && node.Words.Any(word => word.Kind == QueryWordKind.Pattern && word.Text.Contains('?', StringComparison.Ordinal));

    /// <summary>Whether the text can only be an IRI.</summary>
    internal bool IsIri => !Text.AsSpan().ContainsAny(' ', '\t', '\n') && (Text.Contains("://", StringComparison.Ordinal) || Text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the text may be the last part of an IRI: one piece with a digit, since words are words first.</summary>
    internal bool MayBeLocalId => Text.Length is > 1 and <= 200 && Text.AsSpan().ContainsAnyInRange('0', '9') && !Text.AsSpan().ContainsAny(' ', '\t', '\n');

    internal static SearchPlan Of(TermQuery query)
    {
        var text = query.Text.Length <= MaxText ? query.Text : query.Text[..MaxText];
        text = text.Trim();
        return new SearchPlan(query, text, QueryParser.Parse(text, query.IsPrefix));
    }

    /// <summary>The same query without its syntax.</summary>
    internal SearchPlan AsWords() => new(Query, Text, new ParsedQuery(QueryParser.AsWords(Text, Query.IsPrefix), QueryFault.NothingFits));
}
