namespace Ocw.Nde.Termen.Indexing;

/// <summary>Which words stand in which items, in order of items, to be turned into which items hold which word.</summary>
internal sealed class WordLists
{
    private readonly List<int> _items = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _words = [];

    /// <summary>How many lists there are.</summary>
    internal int Count => _items.Count;

    /// <summary>Begins the list of an item; an item may have several lists, one after another.</summary>
    internal void Begin(int item)
    {
        _items.Add(item);
        _starts.Add(_words.Count);
    }

    internal void Add(int word) => _words.Add(word);

    /// <summary>The items of each word, ascending and each once.</summary>
    /// <param name="place">The final number of each word.</param>
    /// <param name="order">The lists in the order of their final numbers, which then are the items; <see langword="null"/>: the lists as they came, with their own items.</param>
    internal (uint[] Starts, int[] Postings) Invert(int[] place, int[]? order)
    {
        var starts = new uint[place.Length + 1];
        foreach (var word in _words)
            starts[place[word] + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];

        var next = starts.AsSpan(0, place.Length).ToArray();
        var last = new int[place.Length];
        last.AsSpan().Fill(-1);
        var postings = new int[_words.Count];
        var lost = 0;
        for (var i = 0; i < _items.Count; i++)
        {
            var list = order is null ? i : order[i];
            var item = order is null ? _items[i] : i;
            var to = list + 1 < _starts.Count ? _starts[list + 1] : _words.Count;
            for (var at = _starts[list]; at < to; at++)
            {
                var word = place[_words[at]];
                if (last[word] == item)
                {
                    lost++;
                    continue;
                }

                last[word] = item;
                postings[next[word]++] = item;
            }
        }

        return (starts, lost > 0 ? Compact(postings, starts, next, lost) : postings);
    }

    // A word that stands twice in one item counts once: closes the gaps that this leaves.
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
