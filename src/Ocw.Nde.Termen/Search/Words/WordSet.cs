using System.Text;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search.Reading;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>The words of one index that a word of the query stands for: a label fits if it has one of them.</summary>
internal sealed class WordSet
{
    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>The words, as ranges without overlap.</summary>
    internal IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    /// <summary>The number of words.</summary>
    internal int Words { get; private set; }

    /// <summary>What all these words begin with, where that says it all.</summary>
    internal byte[]? Prefix { get; private init; }

    internal bool IsEmpty => Words == 0;

    internal static WordSet Of(IEnumerable<int> words)
    {
        var set = new WordSet();
        foreach (var word in words)
            set.AddRange(word, word + 1);
        return set;
    }

    internal static WordSet OfRanges(IEnumerable<(int First, int Last)> ranges)
    {
        var set = new WordSet();
        var end = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (last > end)
                set.AddRange(Math.Max(first, end), last);
            end = Math.Max(end, last);
        }

        return set;
    }

    internal static WordSet OfPrefix(Vocabulary vocabulary, string prefix)
    {
        var bytes = Encoding.UTF8.GetBytes(prefix);
        var set = new WordSet { Prefix = bytes };
        var (first, last) = vocabulary.Range(bytes);
        set.AddRange(first, last);
        return set;
    }

    /// <summary>The words that fit exactly: the word itself, those that begin so, those of the pattern. A phrase has no set of its own.</summary>
    internal static WordSet Exact(Vocabulary vocabulary, QueryWord word) => word.Kind switch
    {
        QueryWordKind.Prefix => OfPrefix(vocabulary, word.Text),
        QueryWordKind.Pattern => Of(vocabulary.Matching(word.Text)),
        _ => vocabulary.Find(word.Text) is var number and >= 0 ? Of([number]) : new WordSet(),
    };

    /// <summary>The words that fit by their stem too.</summary>
    internal static WordSet Stemmed(Vocabulary vocabulary, QueryWord word) =>
        word.Kind == QueryWordKind.Word ? Of(vocabulary.WithStem(word.Text)) : Exact(vocabulary, word);

    /// <summary>How many entries the postings of these words have, the same label counted for each of its words.</summary>
    internal long Count(SourceIndex index, bool inNotes)
    {
        long count = 0;
        foreach (var (first, last) in _ranges)
            count += inNotes ? index.NotePostingCount(first, last) : index.PostingCount(first, last);
        return count;
    }

    internal IEnumerable<int> Each()
    {
        foreach (var (first, last) in _ranges)
        {
            for (var word = first; word < last; word++)
                yield return word;
        }
    }

    private void AddRange(int first, int last)
    {
        if (last <= first)
            return;
        if (_ranges.Count > 0 && _ranges[^1].Last == first)
            _ranges[^1] = (_ranges[^1].First, last);
        else
            _ranges.Add((first, last));
        Words += last - first;
    }
}
