using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;
using TermAlignment = Ocw.Nde.Termen.Alignment.Alignment;

namespace Ocw.Nde.Termen.Tests.Gold;

/// <summary>Precision, recall and F1 as the README of the gold standard defines them.</summary>
internal sealed class GoldScore
{
    private int _right;
    private int _wrong;
    private int _missed;

    internal double Precision => _right + _wrong == 0 ? 1 : (double)_right / (_right + _wrong);

    internal double Recall => _right + _missed == 0 ? 1 : (double)_right / (_right + _missed);

    internal double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    internal void Count(GoldQuery query, TermAlignment? answer)
    {
        var isRight = answer is not null && query.Expect.Contains(answer.Term.Value, StringComparer.Ordinal);
        if (isRight)
            _right++;
        else if (answer is not null)
            _wrong++;
        if (!isRight && query.Expect.Count > 0)
            _missed++;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"tp {_right} fp {_wrong} fn {_missed} P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000}");

    /// <summary>Aligns a set; gives the score of what is accepted, and of that with the best proposal where nothing is accepted.</summary>
    internal static async Task<(GoldScore Accepted, GoldScore WithProposals)> OfAsync(GoldSet set, Action<string>? log = null)
    {
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path);
        await set.Build(index, set.Source);
        var options = AlignmentOptions.For([new(set.Field, [set.Source.Id])]);
        var aligner = new TermAligner(index);
        var accepted = new GoldScore();
        var all = new GoldScore();
        foreach (var query in set.Queries)
        {
            var answers = aligner.Align([new AlignmentQuery(new Iri("urn:value"), set.Field, query.Label, query.Language, null, query.Context)], options).ToList();
            var sure = answers.Find(answer => answer.Status == AlignmentStatus.Accepted);
            accepted.Count(query, sure);
            all.Count(query, answers.Count > 0 ? answers[0] : null);
            log?.Invoke(Line(query, answers, sure));
        }

        return (accepted, all);
    }

    private static string Line(GoldQuery query, List<TermAlignment> answers, TermAlignment? sure)
    {
        var first = answers.Count > 0 ? answers[0] : null;
        var verdict = first is null ? (query.Expect.Count == 0 ? "nil-ok" : "none")
            : (sure is null ? "proposed-" : "accepted-") + (query.Expect.Contains(first.Term.Value, StringComparer.Ordinal) ? "right" : query.Expect.Count == 0 ? "nil" : "wrong");
        return string.Join('\t', verdict, query.Label, first?.MatchedLabel, first?.Score.ToString(CultureInfo.InvariantCulture), string.Join(' ', first?.Reasons ?? []), first?.Term.Value, string.Join(' ', query.Expect));
    }
}
