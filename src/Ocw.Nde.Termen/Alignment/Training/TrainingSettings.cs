using Ocw.Nde.Termen.Alignment.Scoring;

namespace Ocw.Nde.Termen.Alignment.Training;

/// <summary>With what the weights are learned.</summary>
internal static class TrainingSettings
{
    /// <summary>How strongly weights are held to <see cref="Prior"/>.</summary>
    internal const double Penalty = 1;

    /// <summary>The precision of what is answered.</summary>
    internal const double AnswerPrecision = 0.95;

    /// <summary>In a set with fewer strings without a term than this share, each string also stands for one whose term is missing.</summary>
    internal const double LeastNil = 0.1;

    /// <summary>How often a string counts whose term was taken away: one in six, since what is left looks more like the term than what other lists have.</summary>
    internal const double WithoutTermCount = 0.2;

    /// <summary>The same of a string with coordinates, which tell what is left from what was taken away.</summary>
    internal const double LocatedWithoutTermCount = 0.1;

    /// <summary>In what share of lots drawn from the strings the threshold for answers must reach that precision.</summary>
    internal const double AnswerSufficing = 0.6;

    /// <summary>The same of the threshold for publication, which a few wrong expectations move far.</summary>
    internal const double PublishSufficing = 0.5;

    /// <summary>The precision of what is published without a person's word.</summary>
    internal const double PublishPrecision = 0.99;

    // The sets have little or nothing of some evidence: no hierarchy, no withdrawn terms, no fields of another kind. What it says is no secret, and examples that
    // are there correct it.
    private static readonly (Feature Feature, float Weight)[] s_expected =
    [
        (Feature.BroaderEqual, 2.5f), (Feature.BroaderContradicts, -3), (Feature.Deprecated, -2), (Feature.GenreContradicts, -3),
        (Feature.BirthEqual, 2), (Feature.DeathEqual, 2), (Feature.BirthDiffers, -3), (Feature.DeathDiffers, -2), (Feature.LifetimeContradicts, -6), (Feature.YearsFar, -6),
        (Feature.KilometresTo2, 2), (Feature.KilometresTo10, 1), (Feature.KilometresFar, -6),
        // Where no term has inhabitants, that this one has none does not count against it.
        (Feature.TermWithoutCountry, 3.4f),
        (Feature.CountryEqual, 1), (Feature.CountryDiffers, -2), (Feature.KindEqual, 1), (Feature.KindContradicts, -2), (Feature.NotedKindContradicts, -1.5f),
        (Feature.QualifierAgrees, 1.5f), (Feature.QualifiersDiffer, -1), (Feature.AlternateNameEqual, 1.5f), (Feature.AlternateNameElsewhere, -1.5f),
        (Feature.NumberVariantElsewhere, -1), (Feature.LanguageDiffers, -0.5f), (Feature.Rivals, -1),
    ];

    /// <summary>What is expected of each weight before any example is seen.</summary>
    internal static IReadOnlyList<float> Prior { get; } = Expected();

    private static float[] Expected()
    {
        var prior = new float[AlignmentModel.FeatureCount];
        foreach (var (feature, weight) in s_expected)
            prior[(int)feature] = weight;
        return prior;
    }
}
