using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>Weighs a candidate against everything else that is known of the value.</summary>
internal static class CandidateJudge
{
    internal static void Judge(Candidate candidate, AlignmentValue value)
    {
        candidate.IsJudged = true;
        ref readonly var facts = ref candidate.Index.Facts[candidate.Term];
        if (facts.Deprecated != 0)
        {
            candidate.Reasons.Add(AlignmentReasons.Deprecated);
            candidate.NeedsConfirmation = true;
        }

        // What names the term itself needs no more evidence.
        if (candidate.Level >= MatchLevel.Notation)
            return;
        if (!FitsField(facts, value))
        {
            candidate.Reasons.Add(AlignmentReasons.TypeContradicts);
            candidate.IsContradicted = true;
        }

        YearEvidence.Weigh(candidate, value, facts);
        PlaceEvidence.Weigh(candidate, value, facts);
        BroaderEvidence.Weigh(candidate, value);
        QualifierEvidence.Weigh(candidate, value, facts);
        Names(candidate, value);
    }

    /// <summary>Whether the field may hold what the term stands for.</summary>
    internal static bool FitsField(in TermFacts facts, AlignmentValue value) =>
        value.Rule.Genres == TermGenres.None || facts.Genres == TermGenres.None || (value.Rule.Genres & facts.Genres) != TermGenres.None;

    // A term that has a label in the value's language, and another one, is another word: «wand» is no «wand».
    private static bool HasLabelIn(string language, Candidate candidate) =>
        candidate.Index.Labels(candidate.Term).Labels.Exists(label => LabelChoice.SameLanguage(label.Language, language));

    private static void Names(Candidate candidate, AlignmentValue value)
    {
        var genres = candidate.Index.Facts[candidate.Term].Genres is var own and not TermGenres.None ? own : value.Rule.Genres;
        if (value.Person is { IsInitialsOnly: true } && (genres & TermGenres.Agent) != TermGenres.None)
        {
            candidate.Reasons.Add(AlignmentReasons.InitialsOnly);
            candidate.NeedsConfirmation = true;
        }

        if (candidate.Level == MatchLevel.LabelEqual && candidate.Likeness < 0.95)
        {
            candidate.Reasons.Add(AlignmentReasons.LanguageDiffers);
            candidate.NeedsConfirmation |= HasLabelIn(value.Query.Language!, candidate);
        }
    }
}
