using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search.Reading;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>Looks further in one source where the words as they stand found little: compounds apart or together; where they found nothing, spelling and typing errors too.</summary>
internal sealed class ForgivingSearch(SourceSearch search, WordsNode node, SearchPlan plan)
{
    private const int MaxCorrections = 40;
    private const int ShortestCorrected = 4;
    private const int ShortestTwice = 8;
    private const int ShortestAlone = 3;
    private const int ShortestOfKnown = 5;

    private readonly CompoundSplitter _splitter = new(search.Index, search.Words);

    internal void Run(bool nothingFound)
    {
        if (!plan.Query.IsPrefix)
        {
            Joined();
            Parts();
        }

        if (!nothingFound)
            return;
        NearLabels();
        Typos();
    }

    // «olieverf schilderij» finds «olieverfschilderij».
    private void Joined()
    {
        for (var i = 0; i + 1 < node.Words.Count; i++)
        {
            if (!IsStemmed(node.Words[i]) || !IsStemmed(node.Words[i + 1]))
                continue;
            var joined = new QueryWord(QueryWordKind.Word, node.Words[i].Text + node.Words[i + 1].Text);
            Find([.. node.Words.Take(i), joined, .. node.Words.Skip(i + 2)], Finding.CompoundParts);
        }
    }

    // «olieverfschilderij» finds what has «olieverf» and «schilderij», and after that what has one of them, the last part first.
    private void Parts()
    {
        for (var i = 0; i < node.Words.Count; i++)
        {
            if (node.Words[i].Kind != QueryWordKind.Word || _splitter.Split(node.Words[i].Text) is not { Count: > 1 } parts || !IsPlausible(node.Words[i].Text, parts))
                continue;
            Find([.. node.Words.Take(i), .. parts.Select(Word), .. node.Words.Skip(i + 1)], Finding.CompoundParts);
            if (node.Words.Count > 1)
                continue;
            foreach (var part in parts.Reverse().Where(part => part.Length > ShortestAlone))
                Find([Word(part)], Finding.CompoundPart);
        }
    }

    // A word that the index knows as it stands is taken apart only where the parts are long enough not to be an accident: «brieven» is no «brie» and «ven».
    private bool IsPlausible(string word, IReadOnlyList<string> parts) =>
        parts.All(part => part.Length >= ShortestOfKnown) || search.Words.Find(word) is not (var known and >= 0) || search.Index.Postings(known).IsEmpty;

    private void NearLabels()
    {
        if (LabelKeys.WordCount(plan.Folded) > LabelKeys.MaxWordsForVariants)
            return;
        Near(StableHash.Of(TermKeyKind.Stems, Spelling.Stems(plan.Folded)));
        Near(StableHash.Of(TermKeyKind.Skeleton, Spelling.Skeleton(plan.Folded)));
    }

    private void Near(ulong key)
    {
        var labels = search.Index.Find(key);
        foreach (var label in labels[..Math.Min(labels.Length, SourceSearch.Window)])
        {
            var similarity = Similarity.Edits(plan.Folded, Encoding.UTF8.GetString(search.Index.LabelFoldBytes(label)));
            if (similarity >= 0.5)
                search.AddLabel(label, 0.13 + (0.2 * similarity), SearchReasons.LabelNear);
        }
    }

    // Only the words that the index does not know are corrected; if it knows them all, but not together, any of them may be wrong.
    private void Typos()
    {
        var exact = node.Words.Select(word => WordSet.Stemmed(search.Words, word)).ToList();
        var anyUnknown = exact.Exists(set => set.IsEmpty);
        var sets = new List<WordSet>();
        for (var i = 0; i < exact.Count; i++)
            sets.Add(exact[i].IsEmpty || !anyUnknown ? Corrected(node.Words[i], exact[i]) : exact[i]);
        Show(sets, node, Finding.Typo);
    }

    private WordSet Corrected(QueryWord word, WordSet known)
    {
        var letters = word.Text.Length;
        if (letters < ShortestCorrected || word.Text.AsSpan().ContainsAnyInRange('0', '9'))
            return known;
        var open = word.Kind == QueryWordKind.Prefix;
        var found = TypoWalk.Find(search.Index, word.Text, 1, open, MaxCorrections);
        if (letters >= ShortestTwice && !found.Exists(HasLabels))
            found = TypoWalk.Find(search.Index, word.Text, 2, open, MaxCorrections);
        return WordSet.OfRanges([.. known.Ranges, .. found.Where(HasLabels).Select(range => (range.First, range.Last))]);
    }

    private bool HasLabels((int First, int Last, int Errors) range) => search.Index.PostingCount(range.First, range.Last) > 0;

    private void Find(IReadOnlyList<QueryWord> words, Finding finding)
    {
        var leafNode = new WordsNode(words);
        Show(new LeafQuery(search.Index, search.Words, leafNode).Sets, leafNode, finding);
    }

    private void Show(IReadOnlyList<WordSet> sets, WordsNode words, Finding finding)
    {
        using var matcher = new ItemMatcher(search.Index, sets, inNotes: false);
        if (matcher.IsEmpty)
            return;
        using var terms = new BitSet(search.Index.TermCount);
        var visitor = new LabelVisitor(search, new LeafQuery(search.Index, search.Words, words), finding, terms, within: null, plan.Folded);
        matcher.ForEach(ref visitor);
        search.Terms.UnionWith(terms);
    }

    private static bool IsStemmed(QueryWord word) => word.Kind == QueryWordKind.Word && SearchWords.IsStemmed(word.Text);

    private static QueryWord Word(string text) => new(QueryWordKind.Word, text);
}
