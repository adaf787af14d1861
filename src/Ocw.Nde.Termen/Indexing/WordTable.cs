using System.Text;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The words of the labels of an index in the making.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];
    private readonly List<int> _labelStarts = [];
    private readonly List<int> _labelWords = [];

    internal WordTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Takes the words of the next label.</summary>
    /// <returns>Their number.</returns>
    internal int Add(string folded)
    {
        _labelStarts.Add(_labelWords.Count);
        var count = 0;
        foreach (var word in SearchWords.Of(folded))
        {
            var span = word.Span;
            if (!_lookup.TryGetValue(span, out var number))
            {
                number = _words.Count;
                var text = span.ToString();
                _words.Add(text);
                _numbers.Add(text, number);
            }

            _labelWords.Add(number);
            count++;
        }

        return count;
    }

    /// <summary>Writes words and postings; <paramref name="order"/> gives the labels in order of their final number.</summary>
    internal void Write(IndexFileWriter file, int[] order, CancellationToken cancellation)
    {
        var texts = new byte[_words.Count][];
        var sorted = new int[_words.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetBytes(_words[i]);
            sorted[i] = i;
        }

        Array.Sort(sorted, (left, right) => texts[left].AsSpan().SequenceCompareTo(texts[right]));
        var place = new int[sorted.Length];
        var starts = new uint[sorted.Length + 1];
        file.Begin(IndexSection.Words);
        for (var i = 0; i < sorted.Length; i++)
        {
            var text = texts[sorted[i]];
            place[sorted[i]] = i;
            starts[i + 1] = starts[i] + (uint)text.Length;
            file.Append(text);
        }

        file.Write<uint>(IndexSection.WordStarts, starts);
        cancellation.ThrowIfCancellationRequested();
        WritePostings(file, order, place);
    }

    private void WritePostings(IndexFileWriter file, int[] order, int[] place)
    {
        var counts = new uint[_words.Count + 1];
        foreach (var word in _labelWords)
            counts[place[word] + 1]++;
        for (var i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];

        var next = counts.AsSpan(0, _words.Count).ToArray();
        var last = new int[_words.Count];
        last.AsSpan().Fill(-1);
        var postings = new int[_labelWords.Count];
        var lost = 0;
        for (var label = 0; label < order.Length; label++)
        {
            var from = _labelStarts[order[label]];
            var to = order[label] + 1 < _labelStarts.Count ? _labelStarts[order[label] + 1] : _labelWords.Count;
            for (var i = from; i < to; i++)
            {
                var word = place[_labelWords[i]];
                if (last[word] == label)
                {
                    lost++;
                    continue;
                }

                last[word] = label;
                postings[next[word]++] = label;
            }
        }

        if (lost > 0)
            postings = Compact(postings, counts, next, lost);
        file.Write<uint>(IndexSection.PostingStarts, counts);
        file.Write<int>(IndexSection.Postings, postings);
    }

    // A word that stands twice in one label counts once: closes the gaps that this leaves.
    private static int[] Compact(int[] postings, uint[] starts, uint[] ends, int lost)
    {
        var compact = new int[postings.Length - lost];
        uint at = 0;
        for (var word = 0; word < ends.Length; word++)
        {
            var count = ends[word] - starts[word];
            postings.AsSpan((int)starts[word], (int)count).CopyTo(compact.AsSpan((int)at));
            starts[word] = at;
            at += count;
        }

        starts[^1] = at;
        return compact;
    }
}
