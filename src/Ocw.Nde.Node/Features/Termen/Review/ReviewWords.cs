using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Decisions in words.</summary>
internal static class ReviewWords
{
    /// <summary>What an event says.</summary>
    public static string Of(ReviewEvent one, string language) => one.Verdict switch
    {
        ReviewVerdict.Accept => OfRelation(one.Relation, language),
        ReviewVerdict.NoneOfThese => language == "nl" ? "geen van deze" : "none of these",
        ReviewVerdict.NoTerm => language == "nl" ? "heeft geen term" : "has no term",
        ReviewVerdict.Skip => language == "nl" ? "overgeslagen" : "skipped",
        ReviewVerdict.Reopen => language == "nl" ? "opnieuw gevraagd" : "asked again",
        _ => language == "nl" ? "teruggenomen" : "taken back",
    };

    private static string OfRelation(AlignmentRelation relation, string language) => relation switch
    {
        AlignmentRelation.Broad => language == "nl" ? "de term is ruimer" : "the term is broader",
        AlignmentRelation.Close => language == "nl" ? "ongeveer hetzelfde" : "nearly the same",
        _ => language == "nl" ? "bedoelt" : "means",
    };
}
