using System.Text;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search;

/// <summary>The labels that hold all words of a query, in order of number, which is order of rank.</summary>
internal sealed class WordMatcher : IDisposable
{
    private const int MaxWords = 16;

    private readonly SourceIndex _index;
    private readonly List<(int First, int Last)> _words = [];
    private readonly List<BitSet> _sets = [];

    internal WordMatcher(SourceIndex index, string folded, bool lastIsPrefix)
    {
        _index = index;
        var words = new List<string>();
        foreach (var word in SearchWords.Of(folded))
        {
            var text = word.ToString();
            if (words.Count < MaxWords && !words.Contains(text, StringComparer.Ordinal))
                words.Add(text);
        }

        for (var i = 0; i < words.Count; i++)
        {
            var range = Range(Encoding.UTF8.GetBytes(words[i]), lastIsPrefix && i == words.Count - 1);
            if (range.First == range.Last)
            {
                IsEmpty = true;
                return;
            }

            _words.Add(range);
        }

        IsEmpty = _words.Count == 0;
    }

    /// <summary>Whether a word is in no label at all.</summary>
    internal bool IsEmpty { get; }

    internal IEnumerable<int> Labels()
    {
        // The rarest word leads; the others are looked up. A range of words (a prefix) becomes a set of labels first.
        var ordered = _words.OrderBy(PostingCount).ToList();
        if (ordered.Count == 1 && ordered[0].Last - ordered[0].First == 1)
            return Postings(ordered[0].First);

        IEnumerable<int>? leader = null;
        var others = new List<(int First, int Last, BitSet? Set)>();
        foreach (var range in ordered)
        {
            var isRange = range.Last - range.First > 1;
            var set = isRange ? SetOf(range) : null;
            if (leader is null)
                leader = set?.Items() ?? Postings(range.First);
            else
                others.Add((range.First, range.Last, set));
        }

        return others.Count == 0 ? leader! : leader!.Where(label => others.TrueForAll(other => other.Set?.Contains(label) ?? Contains(other.First, label)));
    }

    public void Dispose()
    {
        foreach (var set in _sets)
            set.Dispose();
    }

    private long PostingCount((int First, int Last) range)
    {
        long count = 0;
        for (var word = range.First; word < range.Last; word++)
            count += _index.Postings(word).Length;
        return count;
    }

    private IEnumerable<int> Postings(int word)
    {
        // Spans do not live across yields: read by place.
        var count = _index.Postings(word).Length;
        for (var i = 0; i < count; i++)
            yield return _index.Postings(word)[i];
    }

    private bool Contains(int word, int label) => _index.Postings(word).BinarySearch(label) >= 0;

    private BitSet SetOf((int First, int Last) range)
    {
        var set = new BitSet(_index.LabelCount);
        _sets.Add(set);
        for (var word = range.First; word < range.Last; word++)
        {
            foreach (var label in _index.Postings(word))
                set.Add(label);
        }

        return set;
    }

    private (int First, int Last) Range(byte[] word, bool isPrefix)
    {
        var first = Boundary(word, isPrefix, below: true);
        return (first, Boundary(word, isPrefix, below: false));
    }

    private int Boundary(byte[] word, bool isPrefix, bool below)
    {
        int low = 0, high = _index.WordCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = _index.Word(middle);
            var compared = (isPrefix ? other[..Math.Min(other.Length, word.Length)] : other).SequenceCompareTo(word);
            if (below ? compared < 0 : compared <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
