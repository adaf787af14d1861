using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>Finds terms by their definitions and notes: after all that were found by a label.</summary>
internal static class NoteSearch
{
    private const double Score = 0.09;

    internal static void Run(SourceSearch search, LeafQuery leaf)
    {
        var visitor = new Collector(search, leaf, into: null);
        Visit(search, leaf, ref visitor);
    }

    /// <summary>Marks the terms whose notes hold the words of a leaf.</summary>
    internal static void Mark(SourceSearch search, LeafQuery leaf, BitSet terms)
    {
        var visitor = new Collector(search, leaf, terms);
        Visit(search, leaf, ref visitor);
    }

    private static void Visit(SourceSearch search, LeafQuery leaf, ref Collector visitor)
    {
        if (leaf.IsEverything || !search.Index.HasNotes)
            return;
        using var matcher = new ItemMatcher(search.Index, leaf.Sets, inNotes: true);
        matcher.ForEach(ref visitor);
    }

    private struct Collector(SourceSearch search, LeafQuery leaf, BitSet? into) : IItemVisitor
    {
        private int _kept;

        public Next Visit(int item)
        {
            if (!leaf.HasNoPhrases && !HasPhrases(item))
                return Next.More;
            if (into is not null)
            {
                into.Add(item);
                return Next.More;
            }

            if (!search.Allows(item))
                return Next.More;
            if (_kept < SourceSearch.Window || _kept < search.Gather)
                search.AddTerm(item, Score, SearchReasons.NoteContained, block: _kept++ / SourceSearch.Window);
            else
                search.Terms.Add(item);
            return Next.More;
        }

        // Notes ask for every term: there is nothing to count apart.
        public readonly void Count(BitSet items, int from) => throw new NotSupportedException();

        public readonly void CountAll() => throw new NotSupportedException();

        public readonly void VisitRest() => throw new NotSupportedException();

        // A phrase stands within one note.
        private readonly bool HasPhrases(int term)
        {
            var folds = search.Index.Record(term).Notes.Select(note => Encoding.UTF8.GetBytes(TextFolder.Fold(note.Text))).ToList();
            return leaf.Phrases.All(phrase => folds.Exists(fold => LabelText.HasPhrase(fold, phrase)));
        }
    }
}
