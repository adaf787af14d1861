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

    internal bool HasAlternateName { get; set; }

    /// <summary>Whether the label is as good as equal: equal, or equal with a qualifier that was confirmed.</summary>
    internal bool IsEqual => Level >= MatchLevel.LabelEqual || (Level == MatchLevel.QualifierOpen && IsConfirmed);

    internal void Match(MatchLevel level, string label, LabelForm? form, string reason, double likeness)
    {
        if (level < Level || (level == Level && likeness <= Likeness))
            return;
        Level = level;
        MatchedLabel = label;
        Form = form;
        MatchReason = reason;
        Likeness = likeness;
    }

    internal double Score()
    {
        var score = Level switch
        {
            MatchLevel.Identifier => 1.0,
            MatchLevel.Notation => IsComposed ? 0.93 : 0.99,
            MatchLevel.LabelEqual => 0.90,
            MatchLevel.QualifierOpen => 0.78,
            MatchLevel.PlaceName => 0.78,
            MatchLevel.Name => 0.55 + (0.20 * Likeness),
            MatchLevel.Near => 0.75 * Likeness,
            MatchLevel.Contained => 0.40 + (0.25 * Likeness),
            MatchLevel.QualifierDiffers => 0.50,
            _ => 0,
        };
        if (Level < MatchLevel.Notation)
            score += (IsConfirmed ? 0.08 : 0) + (AreYearsEqual ? 0.10 : 0) - (NeedsConfirmation && !IsConfirmed ? 0.15 : 0);
        if (IsContradicted)
            score *= 0.4;
        return Math.Round(Math.Clamp(score, 0, IsEqual ? 1 : 0.95), 3);
    }
}

/// <summary>How a value and a term meet, weakest first.</summary>
internal enum MatchLevel
{
    None,

    /// <summary>Base equal, qualifiers differ.</summary>
    QualifierDiffers,

    /// <summary>All words of the value stand in the label.</summary>
    Contained,

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
