using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>By which step labels are found: it says how they are scored.</summary>
internal enum Finding
{
    Words,
    CompoundParts,
    CompoundPart,
    Typo,
    Rest,
}

/// <summary>Takes the labels that fit: the first ones are scored, those that the page needs are kept, all are counted.</summary>
internal struct LabelVisitor : IItemVisitor
{
    private readonly SourceSearch _search;
    private readonly LeafQuery _leaf;
    private readonly Finding _finding;
    private readonly BitSet _terms;
    private readonly BitSet? _within;
    private readonly bool _checksPhrases;
    private readonly string _text;
    private int _scored;
    private int _kept;

    /// <summary>Takes labels for a search.</summary>
    /// <param name="search">Where they go.</param>
    /// <param name="leaf">The words that they hold.</param>
    /// <param name="finding">The step that finds them.</param>
    /// <param name="terms">The terms seen; all terms are added to it.</param>
    /// <param name="within">Only terms in it, whatever the filter says; <see langword="null"/>: those that the filter allows.</param>
    /// <param name="text">The text that typing errors are counted against.</param>
    internal LabelVisitor(SourceSearch search, LeafQuery leaf, Finding finding, BitSet terms, BitSet? within = null, string text = "")
    {
        _search = search;
        _leaf = leaf;
        _finding = finding;
        _terms = terms;
        _within = within;
        _checksPhrases = !leaf.HasNoPhrases;
        _text = text;
    }

    public Next Visit(int label)
    {
        if (_checksPhrases && !_leaf.HasPhrases(label))
            return Next.More;
        var term = _search.Index.LabelTerms[label];
        if (_within is null ? !_search.Allows(term) : !_within.Contains(term))
            return Next.More;
        var isNew = _terms.Add(term);
        if (_scored < SourceSearch.Window)
        {
            _scored++;
            _kept += isNew ? 1 : 0;
            var (score, reason) = Score(label);
            _search.AddAllowed(term, label, score, reason, block: 0);
            return Next.More;
        }

        if (isNew && _kept < _search.Gather)
        {
            _kept++;
            _search.AddAllowed(term, label, Base, ReasonBase, 1 + (_kept / SourceSearch.Window));
        }

        return _kept < _search.Gather ? Next.More : !_search.IsCounted ? Next.Stop : _checksPhrases ? Next.More : Next.CountOnly;
    }

    public readonly void Count(BitSet items, int from)
    {
        var terms = _search.Index.LabelTerms;
        for (var label = items.Next(from); label >= 0; label = items.Next(label + 1))
        {
            var term = terms[label];
            if (_within is null ? _search.Allows(term) : _within.Contains(term))
                _terms.Add(term);
        }
    }

    public readonly void CountAll()
    {
        if (_within is null && _search.AllowsAll)
        {
            _terms.Fill();
            return;
        }

        for (var term = 0; term < _search.Index.TermCount; term++)
        {
            if (_within is null ? _search.Allows(term) : _within.Contains(term))
                _terms.Add(term);
        }
    }

    public readonly void VisitRest()
    {
        // With operators, whoever combines the leaves does this.
        if (_within is not null)
            return;
        for (var term = 0; term < _search.Index.TermCount; term++)
        {
            if (_search.Allows(term) && _terms.Add(term))
                _search.AddTerm(term, 0.04, SearchReasons.NotExcluded, block: 1 + (_kept / SourceSearch.Window));
        }
    }

    private readonly double Base => _finding == Finding.Words ? 0.5 : 0.1;

    private readonly string ReasonBase => _finding switch
    {
        Finding.CompoundParts => SearchReasons.CompoundParts,
        Finding.CompoundPart => SearchReasons.CompoundPart,
        Finding.Typo => SearchReasons.Typo,
        Finding.Rest => SearchReasons.NotExcluded,
        _ => _leaf.Reason,
    };

    private readonly (double Score, string Reason) Score(int label)
    {
        if (_finding == Finding.Words)
            return _search.Scorer.OfLabel(label, _leaf);
        var fold = _search.Index.LabelFoldBytes(label);
        var share = LabelScorer.Share(_leaf.Bytes, fold);
        return _finding switch
        {
            Finding.CompoundParts => (0.34 + (0.05 * share), SearchReasons.CompoundParts),
            Finding.Typo => (0.13 + (0.2 * Likeness(fold)), SearchReasons.Typo),
            Finding.CompoundPart => (0.10 + (0.1 * share), SearchReasons.CompoundPart),
            _ => (0.05, SearchReasons.NotExcluded),
        };
    }

    // An unfinished text is compared with as much of the label.
    private readonly double Likeness(ReadOnlySpan<byte> fold)
    {
        var label = Encoding.UTF8.GetString(fold[..Math.Min(fold.Length, 1024)]);
        if (_leaf.IsOpen && label.Length > _text.Length)
            label = label[.._text.Length];
        return Similarity.Edits(_text, label);
    }
}
