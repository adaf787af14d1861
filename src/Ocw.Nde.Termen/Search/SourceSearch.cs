using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>One search in one source.</summary>
/// <remarks>
/// 1. Identifiers and notations. 2. Labels with exactly these words. 3. Labels that begin with the text. 4. Labels that hold all words, also in another form; or what the
/// operators say. 5. Notes, if asked. 6. Only where all sources together have little or nothing: compounds and typing errors (<see cref="ForgivingSearch"/>).
/// Labels are numbered best first, so each step scores the front of its list; only the total reads on.
/// </remarks>
internal sealed class SourceSearch : IDisposable
{
    /// <summary>How many labels a step scores; what comes after them keeps the order of its numbers.</summary>
    internal const int Window = 1024;

    private readonly SearchPlan _plan;
    private readonly TermFilter _filter;
    private readonly BitSet _terms;
    private readonly FoundTerms _found = new();

    internal SourceSearch(SourceIndex index, SearchPlan plan, TermFilter filter, int gather)
    {
        Index = index;
        _plan = plan;
        _filter = filter;
        Gather = gather;
        Words = new Vocabulary(index);
        Scorer = new LabelScorer(index, plan.Query.Languages);
        _terms = new BitSet(index.TermCount);
    }

    internal SourceIndex Index { get; }

    internal Vocabulary Words { get; }

    internal LabelScorer Scorer { get; }

    /// <summary>How many terms the page asked for needs.</summary>
    internal int Gather { get; }

    /// <summary>The terms that were found and may be shown.</summary>
    internal IReadOnlyCollection<FoundTerm> Found => _found.Items;

    /// <summary>All terms that were found.</summary>
    internal BitSet Terms => _terms;

    internal bool IsCounted => _plan.Query.IsCounted;

    internal void Run()
    {
        Identifiers();
        Notations();
        if (_plan.FoldedBytes.Length > 0)
            EqualWords();
        if (_plan.Words is { } node)
        {
            if (node.Words.Count > 0)
                AllWords(new LeafQuery(Index, Words, node));
        }
        else
        {
            using var operators = new OperatorSearch(this, _plan.Query.SearchNotes);
            operators.Run(_plan.Parsed.Root);
        }
    }

    internal void Forgive(bool nothingFound)
    {
        if (_plan.Words is { IsPlain: true, Words.Count: > 0 } node)
            new ForgivingSearch(this, node, _plan).Run(nothingFound);
    }

    /// <summary>Whether no filter leaves a term out.</summary>
    internal bool AllowsAll => _filter.IsOpen;

    internal bool Allows(int term) => _filter.Allows(term);

    internal void AddLabel(int label, double score, string reason, int block = 0)
    {
        var term = Index.LabelTerms[label];
        if (Allows(term))
            AddAllowed(term, label, score, reason, block);
    }

    /// <summary>Adds a label of a term that the filter allows.</summary>
    internal void AddAllowed(int term, int label, double score, string reason, int block)
    {
        _terms.Add(term);
        _found.Add(new FoundTerm(term, label, Scorer.Adjust(score, label, term), ReasonOf(label, reason), Index.LabelFoldBytes(label).Length, Index.Facts[term].Popularity, Notation: null, block));
    }

    /// <summary>Adds a term that was found by something else than a label.</summary>
    internal void AddTerm(int term, double score, string reason, string? notation = null, int block = 0)
    {
        if (!Allows(term))
            return;
        _terms.Add(term);
        _found.Add(new FoundTerm(term, Label: -1, Scorer.AdjustTerm(score, term), reason, LabelLength: 0, Index.Facts[term].Popularity, notation, block));
    }

    public void Dispose() => _terms.Dispose();

    private void Identifiers()
    {
        if (_plan.IsIri)
        {
            if (Index.FindIri(_plan.Text) is var term and >= 0)
                AddTerm(term, 1.0, SearchReasons.IdentifierEqual);
            foreach (var matched in First(Index.Find(StableHash.Of(TermKeyKind.ExactMatch, _plan.Text))))
                AddTerm(matched, 0.98, SearchReasons.IdentifierMatched);
        }
        else if (_plan.MayBeLocalId)
        {
            foreach (var term in First(Index.Find(StableHash.Of(TermKeyKind.LocalId, NotationText.Fold(_plan.Text)))))
                AddTerm(term, 0.99, SearchReasons.LocalIdEqual);
        }
    }

    private void Notations()
    {
        var notations = NotationFinder.Find(Index, _plan.Text);
        foreach (var term in First(notations.Terms))
        {
            var exact = notations.Composed is null;
            AddTerm(term, exact ? 1.0 : 0.95, exact ? SearchReasons.NotationEqual : SearchReasons.NotationComposed, notations.Notation);
        }
    }

    private void EqualWords()
    {
        foreach (var label in First(Index.Find(_plan.WordsKey)))
        {
            // The key of a label with a qualifier leads here too; it scores as what it is.
            var (score, reason) = LabelScorer.OfEqualWords(Index.LabelFoldBytes(label), _plan.FoldedBytes, _plan.FoldedWords);
            AddLabel(label, score, reason);
        }
    }

    private void AllWords(LeafQuery leaf)
    {
        if (leaf.Node.IsPlain)
            LabelStarts(leaf);

        // Labels that begin so are better than those that hold the words elsewhere.
        if (!IsCounted && _found.Count >= Gather)
            return;
        var visitor = new LabelVisitor(this, leaf, Finding.Words, _terms);
        Visit(leaf, ref visitor);
        if (_plan.Query.SearchNotes)
            NoteSearch.Run(this, leaf);
    }

    /// <summary>Shows the labels that hold the words of a leaf to a visitor.</summary>
    internal void Visit<TVisitor>(LeafQuery leaf, ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor
    {
        if (leaf.IsEverything)
        {
            var next = Next.More;
            for (var label = 0; label < Index.LabelCount && next == Next.More; label++)
                next = visitor.Visit(label);
            if (next == Next.CountOnly)
                visitor.CountAll();
            else if (next == Next.More)
                visitor.VisitRest();
            return;
        }

        using var matcher = new ItemMatcher(Index, leaf.Sets, inNotes: false);
        matcher.ForEach(ref visitor);
    }

    private void LabelStarts(LeafQuery leaf)
    {
        var (first, last) = FoldRange.Of(Index, leaf.Bytes);
        var order = Index.LabelOrder[first..last];
        if (order.Length <= Window)
        {
            foreach (var label in order)
                AddStart(label, leaf);
            return;
        }

        // Too many to score: the best-numbered ones.
        var best = new PriorityQueue<int, int>(Window + 1);
        var worst = int.MaxValue;
        foreach (var label in order)
        {
            if (label >= worst)
                continue;
            if (best.Count < Window)
                best.Enqueue(label, -label);
            else
                best.EnqueueDequeue(label, -label);
            if (best.Count == Window)
                worst = best.Peek();
        }

        foreach (var (label, _) in best.UnorderedItems)
            AddStart(label, leaf);
    }

    private void AddStart(int label, LeafQuery leaf)
    {
        if (LabelScorer.OfStart(Index.LabelFoldBytes(label), leaf) is { Reason: not "" } start)
            AddLabel(label, start.Score, start.Reason);
    }

    private string ReasonOf(int label, string reason) =>
        (TermLabelKind)Index.LabelKinds[label] != IndexFormat.NotationKind ? reason
        : reason is SearchReasons.LabelEqual or SearchReasons.WordsEqual ? SearchReasons.NotationEqual
        : SearchReasons.NotationStarts;

    // Any number of terms may share a name or a match.
    private static ReadOnlySpan<int> First(ReadOnlySpan<int> items) => items[..Math.Min(items.Length, Window)];
}
