using System.Globalization;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Alignment.Training;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>How the aligner did on a set.</summary>
/// <remarks>An answer is right if it is one of the expected terms; it is wrong otherwise, and always where none is expected. Precision is right / answered, recall right / expected.</remarks>
public sealed record GoldReport
{
    private static readonly double[] s_publishAt = [0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];

    /// <summary>The name of the set.</summary>
    public required string Set { get; init; }

    /// <summary>How many strings were asked.</summary>
    public required int Queries { get; init; }

    /// <summary>How many of them have a right term.</summary>
    public required int Positives { get; init; }

    /// <summary>At the threshold that was chosen for a precision of 0.95.</summary>
    public required GoldFigures Answered { get; init; }

    /// <summary>Of what is linked without a person's word: the threshold for a precision of 0.99, and the rules of publication.</summary>
    public required GoldFigures Published { get; init; }

    /// <summary>What would be linked with each of these as <c>publishAt</c> of the field instead of the learned threshold, by the same rules.</summary>
    public required IReadOnlyList<GoldFigures> PublishedAt { get; init; }

    /// <summary>In how many strings with a right term it is among the candidates at all.</summary>
    public required int Reachable { get; init; }

    /// <summary>In how many it is among the first five proposals.</summary>
    public required int AmongFive { get; init; }

    /// <summary>Precision and recall at every threshold from 0 to 1.</summary>
    public required IReadOnlyList<GoldFigures> Curve { get; init; }

    /// <summary>The figures of groups of strings.</summary>
    public required IReadOnlyDictionary<string, GoldFigures> Groups { get; init; }

    internal static GoldReport Of(GoldSet set, IReadOnlyList<GoldCase> cases, AlignmentModel model, GoldOptions options)
    {
        var answers = cases.Select(item => Answer.Of(item, model)).ToList();
        var threshold = ThresholdOf(answers, set, model, family => family.AnswerAt);
        if (options.Log is { } log)
        {
            foreach (var line in answers.Select(answer => answer.Line(model)).Order(StringComparer.Ordinal))
                log(line);
        }

        return new GoldReport
        {
            Set = set.Name,
            Queries = cases.Count,
            Positives = answers.Count(answer => answer.HasExpected),
            Answered = GoldFigures.Of(answers, answer => answer.IsAnswered(model), threshold),
            Published = GoldFigures.Of(answers, answer => answer.IsPublished(model), ThresholdOf(answers, set, model, family => family.PublishAt), published: true),
            PublishedAt = [.. s_publishAt.Select(at => GoldFigures.Of(answers, answer => answer.Publishable is not null && answer.Publishable.Score() >= at, at, published: true))],
            Reachable = answers.Count(answer => answer.IsReachable),
            AmongFive = answers.Count(answer => answer.IsAmongFive),
            Curve = [.. Enumerable.Range(0, 21).Select(step => step / 20.0).Select(at => GoldFigures.Of(answers, answer => answer.Score >= at, at))],
            Groups = GoldGroups.Of(answers, model),
        };
    }

    private static double ThresholdOf(List<Answer> answers, GoldSet set, AlignmentModel model, Func<FamilyModel, float> threshold)
    {
        var family = answers.Where(answer => answer.Best is not null).GroupBy(answer => answer.Best!.Family).OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault(FamilyOf(set));
        return Math.Round(threshold(model[family]), 3);
    }

    private static ModelFamily FamilyOf(GoldSet set) => set.Genres switch
    {
        Catalog.TermGenres.Agent => ModelFamily.Agent,
        Catalog.TermGenres.Place => ModelFamily.Place,
        _ => ModelFamily.Concept,
    };

    /// <summary>What is answered to one string.</summary>
    internal sealed record Answer(GoldCase Case, Candidate? Best, Candidate? Publishable, double Score, bool IsRight, bool IsReachable, bool IsAmongFive)
    {
        internal bool HasExpected => Case.Query.Expect.Count > 0;

        internal static Answer Of(GoldCase item, AlignmentModel model)
        {
            var best = item.Best();
            return new Answer(
                item,
                best,
                item.Publishable(model),
                best?.Score() ?? -1,
                best is not null && item.IsRight(best),
                item.Candidates.Any(item.IsRight),
                item.Candidates.OrderByDescending(candidate => candidate.Score()).Take(5).Any(item.IsRight));
        }

        internal bool IsAnswered(AlignmentModel model) => Best is not null && Score >= Math.Round(model[Best.Family].AnswerAt, 3);

        internal bool IsPublished(AlignmentModel model) => Publishable is not null && Publishable.Score() >= Math.Round(model[Publishable.Family].PublishAt, 3);

        internal bool IsPublishedRight => Publishable is not null && Case.IsRight(Publishable);

        internal string Line(AlignmentModel model)
        {
            var verdict = Best is null ? (HasExpected ? "none" : "nil-ok")
                : (IsPublished(model) ? "published-" : IsAnswered(model) ? "answered-" : "proposed-") + (IsRight ? "right" : HasExpected ? IsReachable ? "wrong" : "unreachable" : "nil");
            return string.Join('\t', verdict, Case.Query.Label, Best?.MatchedLabel, Best?.Score().ToString(CultureInfo.InvariantCulture), string.Join(' ', [Best?.MatchReason ?? "", .. Best?.Reasons ?? []]), Best?.Index.Iri(Best.Term), string.Join(' ', Case.Query.Expect), Case.Part >= GoldCase.FirstHeldOut ? "held-out" : "", Case.Query.Id);
        }
    }
}
