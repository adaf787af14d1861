namespace Ocw.Nde.Sparql.Operators;

/// <summary>Guesses at sizes, for choices between operators that are all correct.</summary>
internal static class Estimates
{
    /// <summary>The rows of a join of rows with a pattern that matches <paramref name="matches"/> quads.</summary>
    internal static double Join(Operator left, PatternShape shape, double matches)
    {
        var shared = shape.Variables.Count(left.Schema.Contains);
        if (shared == 0)
            return left.EstimatedRows * matches;
        if (shared == shape.Variables.Count)
            return Math.Min(left.EstimatedRows, left.EstimatedRows * matches);

        // A subject has one or two values of a property; an object stands in many statements.
        var bySubject = shape.VariableAt(PatternShape.Subject) is { } subject && left.Schema.Contains(subject);
        return Math.Min(left.EstimatedRows * matches, left.EstimatedRows * (bySubject ? 1.5 : 8));
    }

    /// <summary>The rows of a join on shared variables.</summary>
    internal static double Join(Operator left, Operator right, bool shares) =>
        shares ? Math.Max(left.EstimatedRows, right.EstimatedRows) : left.EstimatedRows * right.EstimatedRows;
}
