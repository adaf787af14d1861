using Ocw.Nde.Termen.Alignment.Training;

namespace Ocw.Nde.Termen.Tests.Alignment;

public sealed class AnswerThresholdTests
{
    [Fact]
    public void The_lowest_threshold_is_the_one_from_which_the_precision_is_enough()
    {
        ScoredAnswer[] answers = [new("s", 0.9, true), new("s", 0.8, true), new("s", 0.7, true), new("s", 0.6, false), new("s", 0.5, false)];

        Assert.Equal(0.65, AnswerThreshold.Lowest(answers, 0.95), 3);
        Assert.Equal(0.55, AnswerThreshold.Lowest(answers, 0.75), 3);
        Assert.Equal(0, AnswerThreshold.Lowest(answers, 0.5));
        Assert.Equal(0, AnswerThreshold.Lowest([], 0.95));
    }

    [Fact]
    public void Equal_scores_stand_or_fall_together_and_half_an_answer_counts_half()
    {
        Assert.Equal(1, AnswerThreshold.Lowest([new("s", 0.9, true), new("s", 0.9, false)], 0.95));
        Assert.Equal(0, AnswerThreshold.Lowest([new("s", 0.9, true), new("s", 0.8, false, 0.05)], 0.95));
    }

    [Fact]
    public void What_holds_for_other_lots_is_stricter_than_what_just_holds_for_one()
    {
        var answers = Enumerable.Range(0, 1000).Select(i => new ScoredAnswer("s", i / 1000.0, i > 400 || i % 2 == 0)).ToList();

        var sure = AnswerThreshold.Of(answers, 0.95, 0.8);

        Assert.InRange(sure, AnswerThreshold.Lowest(answers, 0.95), 0.4f);
        Assert.Equal(sure, AnswerThreshold.Of(answers, 0.95, 0.8));
    }

    [Fact]
    public void A_large_set_is_not_outvoted_and_small_or_made_ones_are_judged_together()
    {
        var easy = Enumerable.Range(0, 500).Select(i => new ScoredAnswer("easy", i / 500.0, true));
        var hard = Enumerable.Range(0, 500).Select(i => new ScoredAnswer("hard", i / 500.0, i > 250)).ToList();

        Assert.InRange(AnswerThreshold.Of([.. easy, .. hard], 0.95, 0.6), 0.4f, 0.6f);
        Assert.Equal(0, AnswerThreshold.Of([.. easy.Select(answer => answer with { IsMade = true }), new("small", 0.5, false)], 0.95, 0.6));
    }
}
