using System.Globalization;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Precision and recall of a choice of answers.</summary>
/// <param name="Threshold">The score from which answers count.</param>
/// <param name="Precision">Right / answered; 1 where nothing is answered.</param>
/// <param name="Recall">Right / expected; 1 where nothing is expected.</param>
/// <param name="F1">Their harmonic mean.</param>
/// <param name="Right">How many answers are right.</param>
/// <param name="Wrong">How many are wrong, those to strings without a right term among them.</param>
/// <param name="Missed">How many strings with a right term did not get it.</param>
/// <param name="Nil">How many strings have no right term.</param>
/// <param name="NilAnswered">How many of them were answered all the same.</param>
public sealed record GoldFigures(double Threshold, double Precision, double Recall, double F1, int Right, int Wrong, int Missed, int Nil, int NilAnswered)
{
    internal static GoldFigures Of(IReadOnlyCollection<GoldReport.Answer> answers, Func<GoldReport.Answer, bool> isAnswered, double threshold, bool published = false)
    {
        int right = 0, wrong = 0, missed = 0, nil = 0, nilAnswered = 0;
        foreach (var answer in answers)
        {
            var answered = isAnswered(answer);
            var isRight = answered && (published ? answer.IsPublishedRight : answer.IsRight);
            right += isRight ? 1 : 0;
            wrong += answered && !isRight ? 1 : 0;
            missed += answer.HasExpected && !isRight ? 1 : 0;
            nil += answer.HasExpected ? 0 : 1;
            nilAnswered += answered && !answer.HasExpected ? 1 : 0;
        }

        var precision = right + wrong == 0 ? 1 : (double)right / (right + wrong);
        var recall = right + missed == 0 ? 1 : (double)right / (right + missed);
        return new GoldFigures(threshold, Round(precision), Round(recall), Round(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)), right, wrong, missed, nil, nilAnswered);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000} at {Threshold:0.000} (right {Right}, wrong {Wrong}, missed {Missed}; NIL {NilAnswered}/{Nil})");

    // Down, so that 0.9496 never reads as 0.95.
    private static double Round(double share) => Math.Floor(share * 10_000) / 10_000;
}
