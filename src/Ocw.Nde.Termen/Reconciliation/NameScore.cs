using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Scores a term by its names alone: for what searching found beyond the aligner, and for sources that are not kept.</summary>
internal static class NameScore
{
    private const int MaxLabels = 200;

    /// <summary>The draft of a term that the labels of an answer make a candidate.</summary>
    internal static CandidateDraft Of(Term term, LabelForm text)
    {
        var best = (Score: 0.0, Reason: "", Label: default(TermLabel));
        foreach (var label in term.Labels.Take(MaxLabels))
        {
            var (score, reason) = Compare(text, label);
            if (score > best.Score)
                best = (score, reason, label);
        }

        return Draft(term, text, best.Score, best.Reason, best.Label);
    }

    /// <summary>The draft of a term of which it is known which label was found.</summary>
    internal static CandidateDraft Of(Term term, LabelForm text, string matched)
    {
        var label = term.Labels.FirstOrDefault(label => string.Equals(label.Text, matched, StringComparison.Ordinal));
        if (label.Text is null)
            return Of(term, text);
        var (score, reason) = Compare(text, label);
        return Draft(term, text, score, reason, label);
    }

    private static CandidateDraft Draft(Term term, LabelForm text, double score, string reason, TermLabel label)
    {
        var draft = new CandidateDraft(term, term.IsDeprecated ? score * 0.8 : score)
        {
            IsNamesake = label is { Text: not null, Kind: TermLabelKind.Preferred } && !term.IsDeprecated && string.Equals(reason, AlignmentReasons.LabelEqual, StringComparison.Ordinal)
                && string.Equals(text.Folded, TextFolder.Fold(label.Text), StringComparison.Ordinal),
        };
        if (reason.Length > 0)
            draft.Features.Add(new MatchingFeature(reason, string.Equals(reason, AlignmentReasons.LabelNear, StringComparison.Ordinal) ? Math.Round(score / 75, 2) : null));
        if (term.IsDeprecated)
            draft.Features.Add(new MatchingFeature(AlignmentReasons.Deprecated, Number: null));
        return draft;
    }

    private static (double Score, string Reason) Compare(LabelForm text, TermLabel label)
    {
        var form = LabelForm.Parse(label.Text);
        if (form.IsEmpty)
            return (0, "");
        var (level, reason) = LabelComparison.Compare(text, form);
        return level switch
        {
            MatchLevel.LabelEqual => (90 - (2 * (int)label.Kind), LabelComparison.ReasonOf(label.Kind)),
            MatchLevel.QualifierOpen => (78 - (int)label.Kind, reason),
            MatchLevel.QualifierDiffers => (50, reason),
            MatchLevel.Near => (70, reason),
            _ => Near(text, form),
        };
    }

    // Words weigh as much as letters: «things» is a fair part of «all things art», and hardly alike by its letters.
    private static (double Score, string Reason) Near(LabelForm text, LabelForm form)
    {
        var likeness = Math.Max(Similarity.Edits(text.Direct, form.Direct), (Similarity.Edits(text.Direct, form.Direct) + Similarity.Words(text.Sorted, form.Sorted)) / 2);
        return (75 * likeness, likeness > 0.3 ? AlignmentReasons.LabelNear : AlignmentReasons.WordsContained);
    }
}
