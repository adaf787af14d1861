using System.Text;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>One search in one source.</summary>
/// <remarks>
/// 1. Notation. 2. Labels with exactly these words. 3. Labels that begin with the text. 4. Labels that hold all words. 5. Only if nothing was found: near labels.
/// Labels are numbered best first, so each step reads the front of its list and stops when the window is full; only the total reads on.
/// </remarks>
internal sealed class SourceSearch
{
    private const int SmallestWindow = 1024;

    private readonly SourceIndex _index;
    private readonly TermQuery _query;
    private readonly string _text;
    private readonly string _folded;
    private readonly byte[] _foldedBytes;
    private readonly int _window;
    private readonly Dictionary<int, FoundTerm> _found = [];
    private readonly LabelScorer _scorer;

    internal SourceSearch(SourceIndex index, TermQuery query, string text)
    {
        _index = index;
        _query = query;
        _text = text;
        _folded = TextFolder.Fold(text);
        _foldedBytes = Encoding.UTF8.GetBytes(_folded);
        _window = SmallestWindow;
        while (_window < 2 * (query.Offset + query.Limit))
            _window *= 2;
        _scorer = new LabelScorer(index, query.Languages);
    }

    internal (IReadOnlyCollection<FoundTerm> Terms, long Total) Run()
    {
        Notations();
        if (_folded.Length == 0)
            return (_found.Values, _found.Count);

        EqualWords();
        LabelStarts();
        var total = AllWords();
        if (_found.Count == 0)
            NearLabels();
        return (_found.Values, Math.Max(total, _found.Count));
    }

    private void Notations()
    {
        var notations = NotationFinder.Find(_index, _text);
        foreach (var term in notations.Terms)
        {
            var exact = notations.Composed is null;
            Add(new FoundTerm(term, Label: -1, exact ? 1.0 : 0.95, exact ? SearchReasons.NotationEqual : SearchReasons.NotationComposed, 0, notations.Notation));
        }
    }

    private void EqualWords()
    {
        foreach (var label in _index.Find(StableHash.Of(TermKeyKind.Words, TextFolder.SortWords(_folded))))
        {
            // The key of a label with a qualifier leads here too; it scores as what it is.
            var fold = _index.LabelFoldBytes(label);
            var (score, reason) = fold.SequenceEqual(_foldedBytes) ? (1.0, SearchReasons.LabelEqual)
                : LabelKeys.WordCount(_folded) == CountWords(fold) ? (0.97, SearchReasons.WordsEqual)
                : fold.StartsWith(_foldedBytes) ? (0.94, SearchReasons.LabelStarts)
                : (0.90, SearchReasons.WordsContained);
            AddLabel(label, score, reason);
        }
    }

    private void LabelStarts()
    {
        var (first, last) = FoldRange();
        var order = _index.LabelOrder[first..last];
        if (order.Length <= _window)
        {
            foreach (var label in order)
                AddStart(label);
            return;
        }

        // Too many to score: the best-numbered ones.
        var best = new PriorityQueue<int, int>(_window + 1);
        foreach (var label in order)
        {
            if (best.Count < _window)
                best.Enqueue(label, -label);
            else if (label < best.Peek())
                best.EnqueueDequeue(label, -label);
        }

        foreach (var (label, _) in best.UnorderedItems)
            AddStart(label);
    }

    private void AddStart(int label)
    {
        var fold = _index.LabelFoldBytes(label);
        if (fold.Length == _foldedBytes.Length)
        {
            AddLabel(label, 1.0, SearchReasons.LabelEqual);
            return;
        }

        // «hout» begins «hout (materiaal)» and «houtsnede»: a whole word counts for more, unless it is still being typed.
        var whole = _query.IsPrefix || fold[_foldedBytes.Length] == (byte)' ';
        if (whole)
            AddLabel(label, 0.80 + (0.12 * _foldedBytes.Length / fold.Length), SearchReasons.LabelStarts);
    }

    private long AllWords()
    {
        using var words = new WordMatcher(_index, _folded, _query.IsPrefix);
        if (words.IsEmpty)
            return 0;
        using var terms = new BitSet(_index.TermCount);
        var labelTerms = _index.LabelTerms;
        long total = 0;
        var scored = 0;
        foreach (var label in words.Labels())
        {
            var term = labelTerms[label];
            if (!IsWanted(term))
                continue;
            if (terms.Add(term))
                total++;
            if (scored < _window)
            {
                scored++;
                AddLabel(label, 0.50 + (0.25 * _foldedBytes.Length / Math.Max(_foldedBytes.Length, _index.LabelFoldBytes(label).Length)), SearchReasons.WordsContained);
            }
        }

        foreach (var term in _found.Keys)
        {
            if (terms.Add(term))
                total++;
        }

        return total;
    }

    private void NearLabels()
    {
        if (LabelKeys.WordCount(_folded) > LabelKeys.MaxWordsForVariants)
            return;
        Near(StableHash.Of(TermKeyKind.Stems, Spelling.Stems(_folded)));
        Near(StableHash.Of(TermKeyKind.Skeleton, Spelling.Skeleton(_folded)));
    }

    private void Near(ulong key)
    {
        foreach (var label in _index.Find(key))
        {
            var similarity = Similarity.Edits(_folded, Encoding.UTF8.GetString(_index.LabelFoldBytes(label)));
            AddLabel(label, 0.70 * similarity, SearchReasons.LabelNear);
        }
    }

    // The labels whose folded text begins with the query: binary search at both ends of the range.
    private (int First, int Last) FoldRange()
    {
        var order = _index.LabelOrder;
        return (Boundary(order, below: true), Boundary(order, below: false));
    }

    private int Boundary(ReadOnlySpan<int> order, bool below)
    {
        int low = 0, high = order.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var fold = _index.LabelFoldBytes(order[middle]);
            var compared = fold[..Math.Min(fold.Length, _foldedBytes.Length)].SequenceCompareTo(_foldedBytes);
            if (below ? compared < 0 : compared <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void AddLabel(int label, double score, string reason)
    {
        var term = _index.LabelTerms[label];
        if (IsWanted(term))
            Add(new FoundTerm(term, label, _scorer.Adjust(score, label, term), ReasonOf(label, reason), _index.LabelFoldBytes(label).Length, Notation: null));
    }

    private string ReasonOf(int label, string reason) =>
        (TermLabelKind)_index.LabelKinds[label] != IndexFormat.NotationKind ? reason
        : reason is SearchReasons.LabelEqual or SearchReasons.WordsEqual ? SearchReasons.NotationEqual
        : SearchReasons.NotationStarts;

    private bool IsWanted(int term)
    {
        ref readonly var facts = ref _index.Facts[term];
        return (_query.Genres == TermGenres.None || facts.Genres == TermGenres.None || (facts.Genres & _query.Genres) != TermGenres.None) && (_query.IncludeDeprecated || facts.Deprecated == 0);
    }

    private void Add(FoundTerm found)
    {
        if (!_found.TryGetValue(found.Term, out var other) || found.Score > other.Score)
            _found[found.Term] = found;
    }

    private static int CountWords(ReadOnlySpan<byte> fold) => fold.IsEmpty ? 0 : fold.Count((byte)' ') + 1;
}

/// <summary>A term found in one source.</summary>
internal readonly record struct FoundTerm(int Term, int Label, double Score, string Reason, int LabelLength, string? Notation);
