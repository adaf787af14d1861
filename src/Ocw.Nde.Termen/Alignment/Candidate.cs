using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>A term that may be meant, with what speaks for and against it.</summary>
internal sealed class Candidate(SourceIndex index, int term)
{
    internal SourceIndex Index { get; } = index;

    internal int Term { get; } = term;

    /// <summary>How the value and the term meet; the best way counts.</summary>
    internal MatchLevel Level { get; private set; }

    internal string MatchedLabel { get; private set; } = "";

    internal LabelForm? Form { get; private set; }

    internal TermLabelKind LabelKind { get; private set; }

    /// <summary>The language of the matched label; empty if it has none or if no label was matched.</summary>
    internal string LabelLanguage { get; private set; } = "";

    /// <summary>How the match is explained.</summary>
    internal string MatchReason { get; private set; } = "";

    /// <summary>How alike the labels are, for near matches.</summary>
    internal double Likeness { get; private set; }

    internal bool IsComposed { get; set; }

    /// <summary>Reasons beyond the match itself.</summary>
    internal List<string> Reasons { get; } = [];

    /// <summary>Whether the evidence was weighed.</summary>
    internal bool IsJudged { get; set; }

    /// <summary>Whether something contradicts it.</summary>
    internal bool IsContradicted { get; set; }

    /// <summary>Whether years contradict it: a namesake.</summary>
    internal bool IsNamesake { get; set; }

    /// <summary>Whether something besides the label confirms it: years, place, qualifier.</summary>
    internal bool IsConfirmed { get; set; }

    internal bool AreYearsEqual { get; set; }

    /// <summary>What keeps an equal label from being enough: initials only, another language.</summary>
    internal bool NeedsConfirmation { get; set; }

    internal double? Kilometres { get; set; }

    /// <summary>The distance once the value's coordinates are changed over, where that explains them.</summary>
    internal double? MirroredKilometres { get; set; }

    /// <summary>The kind of place whose word was taken off the value to find it.</summary>
    internal PlaceKinds TakenKind { get; set; }

    /// <summary>The folded name of the value without that word, where it is compared instead of the whole.</summary>
    internal string? TakenName { get; set; }

    /// <summary>Whether another name that the source gives of the value is a name of this term too.</summary>
    internal bool HasAlternateName { get; set; }

    /// <summary>Whether such a name is one of the term's but for a qualifier.</summary>
    internal bool HasOpenAlternateName { get; set; }

    /// <summary>How many such names are.</summary>
    internal int AlternateNames { get; set; }

    /// <summary>Whether such a name leads to another term and to none of those that bear the value's own.</summary>
    internal bool IsNamedElsewhere { get; set; }

    /// <summary>Whether the labels differ in number only: «bokaal» and «bokalen».</summary>
    internal bool IsNumberVariant { get; private set; }

    /// <summary>Whether another term bears the word in another number.</summary>
    internal bool HasNumberVariantElsewhere { get; set; }

    internal float[] Features { get; set; } = [];

    internal ModelFamily Family { get; set; }

    /// <summary>What the features weigh together, in log odds.</summary>
    internal float Weight { get; set; }

    /// <summary>How probable it is that this term is meant.</summary>
    internal double Probability { get; set; }

    /// <summary>Whether the label is as good as equal: equal, or equal with a qualifier that was confirmed.</summary>
    internal bool IsEqual => Level >= MatchLevel.LabelEqual || (Level == MatchLevel.QualifierOpen && IsConfirmed);

    /// <summary>Takes a way in which the value and the term meet, if it is better than those before.</summary>
    /// <returns>Whether it was.</returns>
    internal bool Match(MatchLevel level, string label, LabelForm? form, string reason, double likeness)
    {
        if (level < Level || (level == Level && likeness <= Likeness))
            return false;
        Level = level;
        MatchedLabel = label;
        Form = form;
        MatchReason = reason;
        Likeness = likeness;
        (LabelKind, LabelLanguage, IsNumberVariant) = (TermLabelKind.Preferred, "", false);
        return true;
    }

    /// <summary>Takes a label of the index with which the value meets.</summary>
    internal void Match(MatchLevel level, int label, LabelForm form, string reason, double likeness, bool isNumberVariant = false)
    {
        if (Match(level, form.Text, form, reason, likeness))
            (LabelKind, LabelLanguage, IsNumberVariant) = ((TermLabelKind)Index.LabelKinds[label], Index.LabelLanguage(label), isNumberVariant);
    }

    internal double Score() => Math.Round(
        Level switch
        {
            MatchLevel.Identifier => Likeness < 1 ? 0.99 : 1.0,
            MatchLevel.Notation => IsComposed ? 0.93 : 0.99,
            _ => Probability,
        },
        3);
}

/// <summary>How a value and a term meet, weakest first.</summary>
internal enum MatchLevel
{
    None,

    /// <summary>The note of the value names the term.</summary>
    Noted,

    /// <summary>Base equal, qualifiers differ.</summary>
    QualifierDiffers,

    /// <summary>All words of the value stand in the label.</summary>
    Contained,

    /// <summary>All words of the label stand in the value.</summary>
    Containing,

    /// <summary>Equal but for plural, ending or spelling.</summary>
    Near,

    /// <summary>Names of people that fit.</summary>
    Name,

    /// <summary>Equal but for the word for the kind of place.</summary>
    PlaceName,

    /// <summary>Base equal, one has a qualifier.</summary>
    QualifierOpen,

    /// <summary>Equal after folding.</summary>
    LabelEqual,

    /// <summary>Notation equal.</summary>
    Notation,

    /// <summary>The source names the term.</summary>
    Identifier,
}
