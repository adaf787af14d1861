namespace Ocw.Nde.Termen.Subjects;

/// <summary>What the kinds of evidence weigh where there are too few objects with subjects to learn it from.</summary>
internal static class SubjectWeights
{
    /// <summary>In the order of <see cref="SubjectFeature"/>, the bias last.</summary>
    internal static double[] BuiltIn { get; } = [1, 0.5, 3, 3, 2, -0.5, 1, 0.5, 1, 0.5, 0, -5];
}
