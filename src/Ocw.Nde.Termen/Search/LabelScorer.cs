using System.Text;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search.Words;

namespace Ocw.Nde.Termen.Search;

/// <summary>Says how good a label is for the words of a query. The bands follow the order of <see cref="SearchReasons"/>; within a band, the shorter label is better.</summary>
internal sealed class LabelScorer
{
    // A label a little lower for its kind and its language, never so much that a better match falls behind; a withdrawn term far lower.
    private const double AlternativeCost = 0.01;
    private const double HiddenCost = 0.015;
    private const double OtherLanguageCost = 0.02;
    private const double DeprecatedCost = 0.20;
    private const double QualifierCost = 0.005;

    // Words that hold those of the query whole, and have not much more.
    private const double SameThing = 0.85;

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
        return AdjustTerm(score, term);
    }

    internal double AdjustTerm(double score, int term) => _index.Facts[term].Deprecated != 0 ? score - DeprecatedCost : score;

    /// <summary>Scores a label that holds all words, or other forms of them.</summary>
    internal (double Score, string Reason) OfLabel(int label, LeafQuery leaf)
    {
        var fold = _index.LabelFoldBytes(label);
        var isExact = leaf.IsExact(label);
        if (isExact && leaf.Node.IsPlain)
        {
            if (OfStart(fold, leaf) is { Reason: not "" } start)
                return start;
            if (!leaf.IsOpen && LabelText.WordCount(fold) == leaf.WordCount)
                return (0.97, SearchReasons.WordsEqual);
        }

        var share = Share(leaf.Bytes, fold);
        if (isExact)
            return (0.55 + (0.2 * share), leaf.Reason);
        var nearness = WordForms.Nearness(leaf.Bytes, fold);
        return !leaf.IsOpen && LabelText.WordCount(fold) == leaf.WordCount ? (OfOtherForm(nearness), SearchReasons.StemsEqual)
            : !leaf.IsOpen && WordForms.Begins(leaf.Bytes, fold) && IsQualified(label, leaf.WordCount) ? (OfOtherForm(nearness) - QualifierCost, SearchReasons.StemsEqual)
            : (0.40 + (0.02 * share) + (0.10 * nearness), SearchReasons.StemsContained);
    }

    // «molens» is «molen» more surely than what begins with it and goes on, as «molen-beschermkappen» does.
    private static double OfOtherForm(double nearness) => nearness >= SameThing ? 0.90 + (0.025 * nearness) : 0.74 + (0.04 * nearness);

    // «molens (bouwwerken)» has the same words as «molen», in another form: what stands in brackets only says which of them is meant.
    private bool IsQualified(int label, int words)
    {
        var form = LabelForm.Parse(_index.LabelText(label));
        return form.Qualifiers.Count > 0 && LabelText.WordCount(Encoding.UTF8.GetBytes(form.Direct)) == words;
    }

    /// <summary>Scores a label that has the key of these words: it is equal, or equal but for its qualifier.</summary>
    internal static (double Score, string Reason) OfEqualWords(ReadOnlySpan<byte> fold, ReadOnlySpan<byte> text, int words) =>
        fold.SequenceEqual(text) ? (1.0, SearchReasons.LabelEqual)
        : words == LabelText.WordCount(fold) ? (0.97, SearchReasons.WordsEqual)
        : fold.StartsWith(text) ? (0.94, SearchReasons.LabelStarts)
        : (0.93, SearchReasons.WordsEqual);

    /// <summary>Scores a label that may begin with the text; without reason if it does not.</summary>
    internal static (double Score, string Reason) OfStart(ReadOnlySpan<byte> fold, LeafQuery leaf)
    {
        if (!fold.StartsWith(leaf.Bytes))
            return (0, "");
        if (fold.Length == leaf.Bytes.Length)
            return (1.0, SearchReasons.LabelEqual);

        // «hout» begins «hout (materiaal)» and «houtsnede»: a whole word counts for more, unless it is still being typed.
        var whole = leaf.IsOpen || fold[leaf.Bytes.Length] == (byte)' ';
        return whole ? (0.80 + (0.10 * Share(leaf.Bytes, fold)), SearchReasons.LabelStarts) : (0, "");
    }

    internal static double Share(ReadOnlySpan<byte> text, ReadOnlySpan<byte> fold) => text.Length / (double)Math.Max(Math.Max(text.Length, fold.Length), 1);
}
