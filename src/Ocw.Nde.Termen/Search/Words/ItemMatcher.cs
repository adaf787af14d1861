using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>Finds the labels (or the terms with notes) that have a word of every set, in order of number, which for labels is order of rank.</summary>
internal sealed class ItemMatcher : IDisposable
{
    // Fewer entries than this are sorted; more are marked in a set of bits.
    private const int Few = 4096;

    // A look-up in a list costs about as much as marking so many of its entries.
    private const int LookUpCost = 24;

    private readonly SourceIndex _index;
    private readonly bool _inNotes;
    private readonly Other[] _others;
    private readonly WordSet? _leader;
    private readonly long _leaderCount;
    private readonly List<BitSet> _marked = [];

    internal ItemMatcher(SourceIndex index, IReadOnlyList<WordSet> sets, bool inNotes)
    {
        _index = index;
        _inNotes = inNotes;
        _others = [];
        IsEmpty = sets.Count == 0 || sets.Any(set => set.IsEmpty);
        if (IsEmpty)
            return;

        // The rarest words lead; of what they lead to, the others are looked up.
        var ordered = sets.Select(set => (Set: set, Count: set.Count(index, inNotes))).OrderBy(item => item.Count).ToArray();
        (_leader, _leaderCount) = ordered[0];
        IsEmpty = _leaderCount == 0;
        if (!IsEmpty)
            _others = [.. ordered.Skip(1).Select(item => Prepare(item.Set, item.Count))];
    }

    /// <summary>Whether nothing can fit.</summary>
    internal bool IsEmpty { get; }

    /// <summary>Shows every item that fits to the visitor, until that has seen enough.</summary>
    internal void ForEach<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor
    {
        if (IsEmpty)
            return;
        if (_leader!.Words == 1)
            Visit(Postings(_leader.Ranges[0].First), ref visitor);
        else if (_leaderCount <= Few)
            Visit(Gathered(), ref visitor);
        else
            VisitMarked(ref visitor);
    }

    public void Dispose()
    {
        foreach (var set in _marked)
            set.Dispose();
    }

    private void Visit<TVisitor>(ReadOnlySpan<int> items, ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor
    {
        foreach (var item in items)
        {
            if (FitsOthers(item) && visitor.Visit(item) == Next.Stop)
                return;
        }
    }

    private void VisitMarked<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor
    {
        var marked = Mark(_leader!);
        for (var item = marked.Next(0); item >= 0; item = marked.Next(item + 1))
        {
            if (!FitsOthers(item))
                continue;
            var next = visitor.Visit(item);
            if (next == Next.Stop)
                return;
            if (next != Next.CountOnly || _others.Length > 0)
                continue;
            visitor.Count(marked, item + 1);
            return;
        }
    }

    private int[] Gathered()
    {
        var items = new List<int>((int)_leaderCount);
        foreach (var word in _leader!.Each())
            items.AddRange(Postings(word));
        items.Sort();
        var distinct = 0;
        var array = items.ToArray();
        foreach (var item in array)
        {
            if (distinct == 0 || array[distinct - 1] != item)
                array[distinct++] = item;
        }

        return array[..distinct];
    }

    private bool FitsOthers(int item)
    {
        foreach (var other in _others)
        {
            if (!(other.Marked is { } marked ? marked.Contains(item) : other.Prefix is { } prefix ? HasWordWith(item, prefix) : IsIn(other.Set, item)))
                return false;
        }

        return true;
    }

    private bool IsIn(WordSet set, int item)
    {
        foreach (var (first, last) in set.Ranges)
        {
            for (var word = first; word < last; word++)
            {
                if (Postings(word).BinarySearch(item) >= 0)
                    return true;
            }
        }

        return false;
    }

    // With few candidates it is quicker to read their labels than to mark all labels of a short beginning.
    private bool HasWordWith(int label, byte[] prefix) => LabelText.HasWord(_index.LabelFoldBytes(label), prefix, whole: false);

    private Other Prepare(WordSet set, long count)
    {
        if (set.Prefix is { } prefix && !_inNotes && !LabelText.StartsWithIdeograph(prefix) && _leaderCount * LookUpCost < count)
            return new Other(set, null, prefix);
        return _leaderCount * LookUpCost * set.Words < count ? new Other(set, null, null) : new Other(set, Mark(set), null);
    }

    private BitSet Mark(WordSet set)
    {
        var marked = new BitSet(_inNotes ? _index.TermCount : _index.LabelCount);
        _marked.Add(marked);
        foreach (var (first, last) in set.Ranges)
        {
            // The postings of neighbouring words lie behind each other.
            marked.AddAll(_inNotes ? _index.NotePostings(first, last) : _index.Postings(first, last));
        }

        return marked;
    }

    private ReadOnlySpan<int> Postings(int word) => _inNotes ? _index.NotePostings(word, word + 1) : _index.Postings(word, word + 1);

    private sealed record Other(WordSet Set, BitSet? Marked, byte[]? Prefix);
}

/// <summary>Is shown what fits, best first.</summary>
internal interface IItemVisitor
{
    /// <summary>Takes an item.</summary>
    Next Visit(int item);

    /// <summary>Counts the items of a set from this one on.</summary>
    void Count(BitSet items, int from);

    /// <summary>Counts all there is.</summary>
    void CountAll();

    /// <summary>Takes the terms that have no label at all, where every term is wanted.</summary>
    void VisitRest();
}

/// <summary>What a visitor wants of the items that follow.</summary>
internal enum Next
{
    /// <summary>Each of them.</summary>
    More,

    /// <summary>Only how many: they may be given to <see cref="IItemVisitor.Count"/> together.</summary>
    CountOnly,

    /// <summary>None.</summary>
    Stop,
}
