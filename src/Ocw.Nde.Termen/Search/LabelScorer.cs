using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Search;

/// <summary>Lowers the score of a label a little for its kind, its language and its status; never so much that a better match falls behind.</summary>
internal sealed class LabelScorer
{
    private const double AlternativeCost = 0.01;
    private const double HiddenCost = 0.015;
    private const double OtherLanguageCost = 0.02;
    private const double DeprecatedCost = 0.20;

    private readonly SourceIndex _index;
    private readonly bool[] _otherLanguage;

    internal LabelScorer(SourceIndex index, IReadOnlyList<string> languages)
    {
        _index = index;
        _otherLanguage = [.. index.Description.Languages.Select(language => languages.Count > 0 && language.Length > 0 && !languages.Any(wanted => LabelChoice.SameLanguage(wanted, language)))];
    }

    internal double Adjust(double score, int label, int term)
    {
        score -= (TermLabelKind)_index.LabelKinds[label] switch
        {
            TermLabelKind.Alternative => AlternativeCost,
            TermLabelKind.Hidden => HiddenCost,
            _ => 0,
        };
        if (_otherLanguage[_index.LabelLanguages[label]])
            score -= OtherLanguageCost;
        return _index.Facts[term].Deprecated != 0 ? score - DeprecatedCost : score;
    }
}
