using Ocw.Nde.Termen.Alignment.Scoring;

namespace Ocw.Nde.Termen.Alignment.Training;

/// <summary>Learns an <see cref="AlignmentModel"/> from gold cases.</summary>
/// <remarks>
/// 1. Weights are fitted on six of ten parts of the strings. 2. The calibration is fitted on the same parts with weights that have not seen the string: five
/// folds, by string. 3. Thresholds are chosen on those out-of-fold scores and on two parts that no weight has seen. 4. Two parts are left for measuring.
/// </remarks>
internal sealed class ModelTrainer(double penalty, double answerPrecision, double publishPrecision)
{
    private const int Folds = 5;
    private const double CalibrationPenalty = 0.01;
    private const int EnoughForOneFault = 40;
    private const double SetSize = 400;
    private const double MaxCount = 5;

    private Dictionary<string, double> _counts = [];

    internal AlignmentModel Train(IReadOnlyList<GoldCase> cases, CancellationToken cancellation)
    {
        _counts = cases.GroupBy(item => item.Set, StringComparer.Ordinal).ToDictionary(group => group.Key, group => Math.Clamp(SetSize / group.Count(), 1, MaxCount), StringComparer.Ordinal);
        var fitting = cases.Where(item => item.Part < GoldCase.FirstChoosing).ToList();
        var choosing = cases.Where(item => item.Part is >= GoldCase.FirstChoosing and < GoldCase.FirstHeldOut).ToList();
        var families = new List<FamilyModel>();
        foreach (var family in Enum.GetValues<ModelFamily>())
            families.Add(Fit(fitting, family, cancellation));
        var model = new AlignmentModel(families);

        // Out of fold: each string is scored by weights that were fitted without it.
        for (var fold = 0; fold < Folds; fold++)
        {
            var folded = new AlignmentModel(Enum.GetValues<ModelFamily>().Select(family => Fit(fitting.Where(item => FoldOf(item) != fold), family, cancellation)));
            foreach (var item in fitting.Where(item => FoldOf(item) == fold))
                item.Rescore(folded);
        }

        foreach (var family in Enum.GetValues<ModelFamily>())
            Calibrate(model[family], fitting, family, cancellation);
        foreach (var item in fitting)
            CandidateScorer.Recalibrate(item.Candidates, model);
        foreach (var item in choosing)
            item.Rescore(model);
        foreach (var family in Enum.GetValues<ModelFamily>())
            Choose(model, family, [.. fitting, .. choosing]);
        foreach (var item in cases)
            item.Rescore(model);
        return model;
    }

    // A small set would be outvoted by a large one of the same family.
    private double CountOf(GoldCase item) => _counts[item.Set];

    // By another number of the same hash as the part, so that a fold has strings of all parts.
    private static int FoldOf(GoldCase item) => (int)((uint)item.Query.Label.Aggregate(17, (hash, c) => (hash * 31) + char.ToLowerInvariant(c)) % Folds);

    private FamilyModel Fit(IEnumerable<GoldCase> cases, ModelFamily family, CancellationToken cancellation)
    {
        var examples = new List<float[]>();
        var answers = new List<bool>();
        var counts = new List<double>();
        foreach (var item in cases)
        {
            foreach (var candidate in item.Candidates.Where(candidate => candidate.Family == family && candidate.Level < MatchLevel.Notation))
            {
                examples.Add(candidate.Features);
                answers.Add(item.IsRight(candidate));
                counts.Add(CountOf(item));
            }
        }

        var model = new FamilyModel();
        if (examples.Count == 0)
            return model;
        var weights = LogisticRegression.Fit(examples, answers, counts, penalty, TrainingSettings.Prior, cancellation);
        for (var i = 0; i < model.Weights.Length; i++)
            model.Weights[i] = (float)weights[i];
        model.Bias = (float)weights[^1];
        return model;
    }

    // The best candidate of each string: how probable it is by its own weight and by the gap to the next.
    private void Calibrate(FamilyModel model, IReadOnlyList<GoldCase> cases, ModelFamily family, CancellationToken cancellation)
    {
        var examples = new List<float[]>();
        var answers = new List<bool>();
        var counts = new List<double>();
        foreach (var item in cases)
        {
            foreach (var candidate in item.Candidates.Where(candidate => candidate.Family == family))
            {
                examples.Add([candidate.Weight, CandidateScorer.Gap(candidate, item.Candidates)]);
                answers.Add(item.IsRight(candidate));
                counts.Add(CountOf(item));
            }
        }

        if (examples.Count == 0)
            return;
        var weights = LogisticRegression.Fit(examples, answers, counts, CalibrationPenalty, [1, 0], cancellation);
        (model.OwnScale, model.GapScale, model.Offset) = ((float)weights[0], (float)weights[1], (float)weights[2]);
    }

    private void Choose(AlignmentModel model, ModelFamily family, IReadOnlyList<GoldCase> cases)
    {
        float answer = 0;
        float publish = 0;
        foreach (var set in cases.GroupBy(item => item.Set, StringComparer.Ordinal))
        {
            var best = set.Select(item => (Item: item, Candidate: item.Best())).Where(pair => pair.Candidate?.Family == family).ToList();
            answer = Math.Max(answer, Threshold(best.ConvertAll(pair => (pair.Candidate!.Probability, pair.Item.IsRight(pair.Candidate))), answerPrecision));
            var sure = set.Select(item => (Item: item, Candidate: item.Publishable(model))).Where(pair => pair.Candidate?.Family == family).ToList();
            publish = Math.Max(publish, Threshold(sure.ConvertAll(pair => (pair.Candidate!.Probability, pair.Item.IsRight(pair.Candidate))), publishPrecision));
        }

        (model[family].AnswerAt, model[family].PublishAt) = (answer, Math.Max(answer, publish));
    }

    /// <summary>The lowest threshold from which the precision is enough. Among enough answers one may be wrong in any case: expectations of gold sets are wrong now and then.</summary>
    internal static float Threshold(IEnumerable<(double Score, bool IsRight)> answers, double precision)
    {
        var sorted = answers.OrderByDescending(answer => answer.Score).ToList();
        var threshold = sorted.Count == 0 ? 0 : 1.0;
        var right = 0;
        var all = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            all++;
            right += sorted[i].IsRight ? 1 : 0;
            if (i + 1 < sorted.Count && sorted[i + 1].Score == sorted[i].Score)
                continue;
            if (right >= precision * all || (all >= EnoughForOneFault && right >= all - 1))
                threshold = i + 1 < sorted.Count ? (sorted[i].Score + sorted[i + 1].Score) / 2 : 0;
        }

        return (float)threshold;
    }
}
