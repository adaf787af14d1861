using Ocw.Nde.Shacl.Constraints;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>How many links away from a focus node a shape reads the statements of nodes: what is said of nodes farther away cannot change its verdict.</summary>
/// <remarks>
/// Bounded are shapes of SHACL Core that only look ahead. Inverse paths look back, paths of any length and shapes that lead back to themselves have no bound, and a query may ask
/// for anything.
/// </remarks>
internal static class ShapeReach
{
    /// <summary>The links, of all these shapes together; <see langword="null"/> where there is no bound.</summary>
    internal static int? Of(IEnumerable<BoundShape> shapes)
    {
        var known = new Dictionary<BoundShape, int?>();
        int? most = 0;
        foreach (var shape in shapes)
            most = Larger(most, shape.Definition.Targets.All(target => target is ClassTarget or SubjectsOfTarget) ? Of(shape, known) : null);
        return most;
    }

    private static int? Of(BoundShape shape, Dictionary<BoundShape, int?> known)
    {
        if (shape.IsRecursive)
            return null;
        if (shape.Definition.IsDeactivated)
            return 0;
        if (known.TryGetValue(shape, out var reach))
            return reach;
        return known[shape] = Measure(shape, known);
    }

    private static int? Measure(BoundShape shape, Dictionary<BoundShape, int?> known)
    {
        if (LengthOf((shape.Definition as PropertyShape)?.Path) is not { } length)
            return null;

        // The statements of the value nodes themselves are read by a few constraints only.
        int? most = Math.Max(0, length - 1);
        foreach (var constraint in shape.Constraints)
        {
            if (constraint.Definition is QueryConstraint)
                return null;
            if (!LooksAtTermsOnly(constraint.Definition))
                most = Larger(most, length);
            foreach (var nested in constraint.Nested)
                most = Larger(most, Of(nested, known) + length);
        }

        return most;
    }

    private static bool LooksAtTermsOnly(Constraint constraint) => constraint is
        DatatypeConstraint or RangeConstraint or NodeKindConstraint or MinCountConstraint or MaxCountConstraint or InConstraint or HasValueConstraint
        or LengthConstraint or PatternConstraint or LanguageInConstraint or UniqueLangConstraint
        or PropertyConstraint or NodeConstraint or AndConstraint or OrConstraint or XoneConstraint or NotConstraint or QualifiedValueShapeConstraint;

    // The most links of a path; none for the path of a node shape.
    private static int? LengthOf(PropertyPath? path) => path switch
    {
        null => 0,
        LinkPath => 1,
        SequencePath sequence => LengthOf(sequence.First) + LengthOf(sequence.Second),
        AlternativePath alternative => Larger(LengthOf(alternative.First), LengthOf(alternative.Second)),
        ZeroOrOnePath optional => LengthOf(optional.Path),
        _ => null,
    };

    private static int? Larger(int? one, int? other) => one is { } a && other is { } b ? Math.Max(a, b) : null;
}
