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
    private const double SetSize = 400;
    private const double MaxCount = 5;

    private Dictionary<string, double> _counts = [];

    internal AlignmentModel Train(IReadOnlyList<GoldCase> cases, CancellationToken cancellation)
    {
        _counts = cases.Where(item => !item.IsWithoutTerm).GroupBy(item => item.Set, StringComparer.Ordinal).ToDictionary(group => group.Key, group => Math.Clamp(SetSize / group.Count(), 1, MaxCount), StringComparer.Ordinal);
        var fitting = cases.Where(item => item.Part < GoldCase.FirstChoosing).ToList();
        var choosing = cases.Where(item => item.Part is >= GoldCase.FirstChoosing and < GoldCase.FirstHeldOut).ToList();
        var model = FitAll(fitting, cancellation);

        // Out of fold: each string is scored by weights that were fitted without it.
        for (var fold = 0; fold < Folds; fold++)
        {
            var folded = FitAll([.. fitting.Where(item => FoldOf(item) != fold)], cancellation);
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
    private double CountOf(GoldCase item) => _counts[item.Set] * (!item.IsWithoutTerm ? 1 : item.Value.Point is null ? TrainingSettings.WithoutTermCount : TrainingSettings.LocatedWithoutTermCount);

    // By another number of the same hash as the part, so that a fold has strings of all parts.
    private static int FoldOf(GoldCase item) => (int)((uint)item.Query.Label.Aggregate(17, (hash, c) => (hash * 31) + char.ToLowerInvariant(c)) % Folds);

    // Places with coordinates, and concepts with other names, are few: what they do not tell is taken from all places and from concepts by themselves.
    private AlignmentModel FitAll(IReadOnlyList<GoldCase> cases, CancellationToken cancellation)
    {
        var families = new Dictionary<ModelFamily, FamilyModel>();
        foreach (var family in Enum.GetValues<ModelFamily>())
        {
            var prior = family switch
            {
                ModelFamily.LocatedPlace => Following(families[ModelFamily.Place]),
                ModelFamily.NamedConcept => Following(families[ModelFamily.Concept]),
                _ => TrainingSettings.Prior,
            };
            families[family] = Fit(cases, family, prior, cancellation);
        }

        return new AlignmentModel(families.OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    // What the other family has no examples of stays as it is expected to be.
    private static float[] Following(FamilyModel other) =>
        [.. other.Weights.Select((weight, i) => weight == 0 ? TrainingSettings.Prior[i] : weight)];

    private FamilyModel Fit(IEnumerable<GoldCase> cases, ModelFamily family, IReadOnlyList<float> prior, CancellationToken cancellation)
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
        var weights = LogisticRegression.Fit(examples, answers, counts, penalty, prior, cancellation);
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

    // Answers of a small set count as often as its examples did; of what is published each counts once.
    private void Choose(AlignmentModel model, ModelFamily family, IReadOnlyList<GoldCase> cases)
    {
        var best = Scores(cases, item => item.Best(), family, CountOf);
        var sure = Scores([.. cases.Where(item => item is { IsWithoutTerm: false, IsMade: false })], item => item.Publishable(model), family, static _ => 1);
        var answer = AnswerThreshold.Of(best, answerPrecision, TrainingSettings.AnswerSufficing);
        (model[family].AnswerAt, model[family].PublishAt) = (answer, Math.Max(answer, AnswerThreshold.Of(sure, publishPrecision, TrainingSettings.PublishSufficing)));
    }

    private static List<ScoredAnswer> Scores(IReadOnlyList<GoldCase> cases, Func<GoldCase, Candidate?> choose, ModelFamily family, Func<GoldCase, double> count) =>
    [
        .. cases.Select(item => (Item: item, Candidate: choose(item))).Where(pair => pair.Candidate?.Family == family)
            .Select(pair => new ScoredAnswer(pair.Item.Set, pair.Candidate!.Probability, pair.Item.IsRight(pair.Candidate), count(pair.Item), pair.Item.IsMade)),
    ];
}
