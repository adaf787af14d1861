using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Says how two labels with the same words relate.</summary>
internal static class LabelComparison
{
    internal static (MatchLevel Level, string Reason) Compare(LabelForm value, LabelForm label)
    {
        if (!string.Equals(value.Sorted, label.Sorted, StringComparison.Ordinal))
        {
            // «Suriname Zuid-Amerika» and «Suriname (Zuid-Amerika)» differ in punctuation only.
            return string.Equals(TextFolder.SortWords(value.Folded), TextFolder.SortWords(label.Folded), StringComparison.Ordinal)
                ? (MatchLevel.LabelEqual, "")
                : (MatchLevel.None, "");
        }

        // «Thomas, James» is not «James, Thomas».
        if (value.IsInverted && label.IsInverted && !string.Equals(value.Direct, label.Direct, StringComparison.Ordinal))
            return (MatchLevel.Near, AlignmentReasons.NameOrderDiffers);

        return Qualifiers(value, label) switch
        {
            MatchLevel.QualifierDiffers => (MatchLevel.QualifierDiffers, AlignmentReasons.QualifierDiffers),
            MatchLevel.QualifierOpen => (MatchLevel.QualifierOpen, AlignmentReasons.QualifierOpen),
            var level => (level, ""),
        };
    }

    internal static string ReasonOf(TermLabelKind kind) => kind switch
    {
        TermLabelKind.Preferred => AlignmentReasons.LabelEqual,
        TermLabelKind.Alternative => AlignmentReasons.AlternativeLabelEqual,
        _ => AlignmentReasons.HiddenLabelEqual,
    };

    private static MatchLevel Qualifiers(LabelForm value, LabelForm label)
    {
        if (value.Qualifiers.Count != 0 && label.Qualifiers.Count != 0 && !value.Qualifiers.SequenceEqual(label.Qualifiers, StringComparer.Ordinal))
            return MatchLevel.QualifierDiffers;
        return value.Qualifiers.Count != label.Qualifiers.Count || (value.Years.IsEmpty && !label.Years.IsEmpty) ? MatchLevel.QualifierOpen : MatchLevel.LabelEqual;
    }
}
