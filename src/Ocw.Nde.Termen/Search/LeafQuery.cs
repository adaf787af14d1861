using System.Text;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search.Reading;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>The words of a query that one label must hold, as the words of one index.</summary>
internal sealed class LeafQuery
{
    private readonly SourceIndex _index;
    private readonly List<WordSet> _exact = [];
    private readonly List<WordSet> _stemmed = [];
    private readonly List<byte[]> _phrases = [];

    internal LeafQuery(SourceIndex index, Vocabulary vocabulary, WordsNode node)
    {
        _index = index;
        Node = node;
        foreach (var word in node.Words)
            Add(vocabulary, word);
        Bytes = Encoding.UTF8.GetBytes(string.Join(' ', node.Words.Select(word => word.Text)));
        WordCount = LabelText.WordCount(Bytes);
        Reason = node.Words.Any(word => word.Kind == QueryWordKind.Phrase) ? SearchReasons.PhraseContained
            : node.Words.Any(word => word.Kind == QueryWordKind.Pattern) ? SearchReasons.PatternFits
            : SearchReasons.WordsContained;
    }

    internal WordsNode Node { get; }

    /// <summary>The text, folded, to compare labels with.</summary>
    internal byte[] Bytes { get; }

    internal int WordCount { get; }

    /// <summary>Whether the last word is only the beginning of one.</summary>
    internal bool IsOpen => Node.Words is [.., { Kind: QueryWordKind.Prefix }];

    /// <summary>Whether every label fits: the query is <c>*</c>.</summary>
    internal bool IsEverything => _stemmed.Count == 0 && Node.Words.Count > 0;

    /// <summary>What is said of a label that holds all this.</summary>
    internal string Reason { get; }

    /// <summary>For each word, the words of the index that stand for it, other forms included.</summary>
    internal IReadOnlyList<WordSet> Sets => _stemmed;

    /// <summary>Whether the label holds the phrases; the words alone are matched by <see cref="Sets"/>.</summary>
    internal bool HasPhrases(int label)
    {
        foreach (var phrase in _phrases)
        {
            if (!LabelText.HasPhrase(_index.LabelFoldBytes(label), phrase))
                return false;
        }

        return true;
    }

    /// <summary>Whether a label that fits holds the words themselves, not only other forms of them.</summary>
    internal bool IsExact(int label)
    {
        for (var i = 0; i < _exact.Count; i++)
        {
            if (_exact[i].Words < _stemmed[i].Words && !_exact[i].Each().Any(word => _index.Postings(word).BinarySearch(label) >= 0))
                return false;
        }

        return true;
    }

    internal bool HasNoPhrases => _phrases.Count == 0;

    internal IReadOnlyList<byte[]> Phrases => _phrases;

    private void Add(Vocabulary vocabulary, QueryWord word)
    {
        if (word is { Kind: QueryWordKind.Pattern, Text: "*" })
            return;
        if (word.Kind != QueryWordKind.Phrase)
        {
            _exact.Add(WordSet.Exact(vocabulary, word));
            _stemmed.Add(WordSet.Stemmed(vocabulary, word));
            return;
        }

        _phrases.Add(Encoding.UTF8.GetBytes(word.Text));
        foreach (var inner in SearchWords.Of(word.Text))
        {
            var set = WordSet.Exact(vocabulary, new QueryWord(QueryWordKind.Word, inner.ToString()));
            _exact.Add(set);
            _stemmed.Add(set);
        }
    }
}
