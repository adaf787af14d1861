using Ocw.Nde.Termen.Search.Reading;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>Answers a query with AND, OR and NOT: these combine terms, whichever of their labels has the words.</summary>
internal sealed class OperatorSearch(SourceSearch search, bool inNotes) : IDisposable
{
    private readonly List<BitSet> _sets = [];
    private readonly List<LeafQuery> _wanted = [];

    internal void Run(QueryNode root)
    {
        var result = Evaluate(root, isWanted: true);
        for (var term = result.Next(0); term >= 0; term = result.Next(term + 1))
        {
            if (!search.Allows(term))
                result.Remove(term);
        }

        if (_wanted.Count == 0)
            _wanted.Add(new LeafQuery(search.Index, search.Words, new WordsNode([new QueryWord(QueryWordKind.Pattern, "*")])));
        var seen = NewSet();
        foreach (var leaf in _wanted)
        {
            using var terms = new BitSet(search.Index.TermCount);
            var visitor = new LabelVisitor(search, leaf, leaf.IsEverything ? Finding.Rest : Finding.Words, terms, result);
            search.Visit(leaf, ref visitor);
            seen.UnionWith(terms);
        }

        AddRest(result, seen);
        search.Terms.UnionWith(result);
    }

    public void Dispose()
    {
        foreach (var set in _sets)
            set.Dispose();
    }

    private BitSet Evaluate(QueryNode node, bool isWanted)
    {
        switch (node)
        {
            case AllNode all:
                return Combine(all.Parts, isWanted, (left, right) => left.IntersectWith(right));
            case AnyNode any:
                return Combine(any.Parts, isWanted, (left, right) => left.UnionWith(right));
            case NotNode not:
                var inner = Evaluate(not.Part, !isWanted);
                inner.Invert();
                return inner;
            default:
                return Leaf((WordsNode)node, isWanted);
        }
    }

    private BitSet Combine(IReadOnlyList<QueryNode> parts, bool isWanted, Action<BitSet, BitSet> combine)
    {
        var result = Evaluate(parts[0], isWanted);
        foreach (var part in parts.Skip(1))
            combine(result, Evaluate(part, isWanted));
        return result;
    }

    private BitSet Leaf(WordsNode node, bool isWanted)
    {
        var leaf = new LeafQuery(search.Index, search.Words, node);
        if (isWanted)
            _wanted.Add(leaf);
        var marker = new Marker(search, leaf, NewSet());
        search.Visit(leaf, ref marker);
        if (inNotes)
            NoteSearch.Mark(search, leaf, marker.Terms);
        return marker.Terms;
    }

    // Terms that only notes have found, or that have no label to be found by.
    private void AddRest(BitSet result, BitSet seen)
    {
        var kept = 0;
        for (var term = result.Next(0); term >= 0 && (kept < SourceSearch.Window || kept < search.Gather); term = result.Next(term + 1))
        {
            if (!seen.Contains(term))
                search.AddTerm(term, inNotes ? 0.09 : 0.04, inNotes ? SearchReasons.NoteContained : SearchReasons.NotExcluded, block: kept++ / SourceSearch.Window);
        }
    }

    private BitSet NewSet()
    {
        var set = new BitSet(search.Index.TermCount);
        _sets.Add(set);
        return set;
    }

    private readonly struct Marker(SourceSearch search, LeafQuery leaf, BitSet terms) : IItemVisitor
    {
        internal BitSet Terms => terms;

        public Next Visit(int item)
        {
            if (leaf.HasNoPhrases || leaf.HasPhrases(item))
                terms.Add(search.Index.LabelTerms[item]);
            return leaf.HasNoPhrases ? Next.CountOnly : Next.More;
        }

        public void Count(BitSet items, int from)
        {
            var labelTerms = search.Index.LabelTerms;
            for (var label = items.Next(from); label >= 0; label = items.Next(label + 1))
                terms.Add(labelTerms[label]);
        }

        public void CountAll() => terms.Fill();

        public void VisitRest() => terms.Fill();
    }
}
