using System.Globalization;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>How well subjects are suggested.</summary>
/// <param name="Objects">How many objects were asked about.</param>
/// <param name="Expected">How many subjects they have together.</param>
/// <param name="RecallAt5">The share of these that is among the first five suggestions of their object.</param>
/// <param name="RecallAt10">The same among the first ten.</param>
/// <param name="PrecisionAt5">The share of the first five suggestions that is right.</param>
/// <param name="AnyAt5">The share of objects with at least one right suggestion among the first five.</param>
/// <param name="NearAt5">The share of expected subjects of which the subject itself, or one directly above, below or beside it, is among the first five.</param>
public sealed record SubjectFigures(int Objects, int Expected, double RecallAt5, double RecallAt10, double PrecisionAt5, double AnyAt5, double NearAt5);

/// <summary>What was measured of suggestions.</summary>
/// <param name="Suggested">With everything that was learned.</param>
/// <param name="TextAlone">By the words of the subjects alone (BM25): the baseline.</param>
/// <param name="Unknown">Of the objects whose like is not among those that were learned from: no other object shares a title with them.</param>
/// <param name="Examples">How many objects were learned from; on average where they were divided.</param>
/// <param name="Folds">Into how many parts the objects were divided; 1 if those learned from and those asked about are different files.</param>
public sealed record SubjectReport(SubjectFigures Suggested, SubjectFigures TextAlone, SubjectFigures Unknown, int Examples, int Folds);

/// <summary>Measures suggestions on objects whose subjects are known, each by what was learned from others.</summary>
public static class SubjectMeasure
{
    private const int Folds = 5;

    /// <summary>Divides the objects into five parts by a hash of their titles, so that equal titles stay together, and asks about each part what the others teach.</summary>
    public static SubjectReport Divided(IReadOnlyList<SubjectTerm> terms, IReadOnlyList<SubjectObject> objects, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var answers = new List<Answer>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var suggester = new SubjectSuggester(terms, objects.Where(item => FoldOf(item) != fold), cancellation);
            answers.AddRange(Ask(suggester, [.. objects.Where(item => FoldOf(item) == fold && item.Notations.Count > 0)], objects, cancellation));
        }

        return Report(answers, objects.Count * (Folds - 1) / Folds, Folds);
    }

    /// <summary>Asks about some objects what others teach; those that are among both are left out of what is learned from.</summary>
    public static SubjectReport Apart(IReadOnlyList<SubjectTerm> terms, IReadOnlyList<SubjectObject> examples, IReadOnlyList<SubjectObject> asked, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(asked);
        var ids = asked.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var others = examples.Where(item => !ids.Contains(item.Id)).ToList();
        var suggester = new SubjectSuggester(terms, others, cancellation);
        return Report(Ask(suggester, [.. asked.Where(item => item.Notations.Count > 0)], [.. others, .. asked], cancellation), suggester.Examples, 1);
    }

    private static int FoldOf(SubjectObject item) => (int)(StableHash.Of(TermKeyKind.Words, string.Join(' ', SubjectWords.Of(item.Title))) % Folds);

    private static Answer[] Ask(SubjectSuggester suggester, IReadOnlyList<SubjectObject> asked, IReadOnlyList<SubjectObject> all, CancellationToken cancellation)
    {
        var stems = all.GroupBy(Stem, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var answers = new Answer[asked.Count];
        Parallel.For(0, asked.Count, new ParallelOptions { CancellationToken = cancellation }, i => answers[i] = new Answer(
            asked[i],
            [.. suggester.Suggest(asked[i], 10).Select(suggestion => suggestion.Notation)],
            suggester.ByTextAlone(asked[i], 10),
            stems[Stem(asked[i])] == 1));
        return answers;
    }

    // Objects of one album or book begin with the same words.
    private static string Stem(SubjectObject item) => string.Join(' ', SubjectWords.Of(item.Title).Take(2));

    private static SubjectReport Report(IReadOnlyList<Answer> answers, int examples, int folds) => new(
        Figures(answers, answer => answer.Suggested),
        Figures(answers, answer => answer.TextAlone),
        Figures([.. answers.Where(answer => answer.IsUnlike)], answer => answer.Suggested),
        examples,
        folds);

    private static SubjectFigures Figures(IReadOnlyList<Answer> answers, Func<Answer, IReadOnlyList<string>> of)
    {
        int expected = 0, five = 0, ten = 0, any = 0, near = 0, given = 0;
        foreach (var answer in answers)
        {
            var suggested = of(answer);
            var right = answer.Object.Notations.Distinct(StringComparer.Ordinal).ToList();
            var first = suggested.Take(5).ToList();
            var found = right.Count(first.Contains);
            expected += right.Count;
            five += found;
            ten += right.Count(suggested.Contains);
            any += found > 0 ? 1 : 0;
            given += first.Count;
            near += right.Count(notation => first.Exists(other => AreNear(notation, other)));
        }

        return new SubjectFigures(answers.Count, expected, Share(five, expected), Share(ten, expected), Share(five, given), Share(any, answers.Count), Share(near, expected));
    }

    private static bool AreNear(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || (Math.Abs(one.Length - other.Length) <= 1 && one.AsSpan(0, one.Length - 1).CommonPrefixLength(other) >= Math.Min(one.Length, other.Length) - 1);

    // Down, so that what is stated was reached.
    private static double Share(int part, int all) => all == 0 ? 0 : Math.Floor(1000.0 * part / all) / 1000;

    /// <inheritdoc cref="SubjectReport"/>
    internal static string Line(string name, SubjectFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}\t{figures.Objects}\t{figures.Expected}\t{figures.RecallAt5:0.000}\t{figures.RecallAt10:0.000}\t{figures.PrecisionAt5:0.000}\t{figures.AnyAt5:0.000}\t{figures.NearAt5:0.000}");

    private sealed record Answer(SubjectObject Object, IReadOnlyList<string> Suggested, IReadOnlyList<string> TextAlone, bool IsUnlike);
}
