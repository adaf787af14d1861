namespace Ocw.Nde.Shacl.Constraints;

/// <summary>All constraint components of SHACL Core (§4), one row each.</summary>
/// <remarks>The order is the order of evaluation: the cheap ones first, those that evaluate other shapes last.</remarks>
internal static class ConstraintComponents
{
    internal static IReadOnlyList<ConstraintComponent> All { get; } =
    [
        MinCountConstraint.Row,
        MaxCountConstraint.Row,
        NodeKindConstraint.Row,
        DatatypeConstraint.Row,
        ClassConstraint.Row,
        InConstraint.Row,
        HasValueConstraint.Row,
        RangeConstraint.MinExclusiveRow,
        RangeConstraint.MinInclusiveRow,
        RangeConstraint.MaxExclusiveRow,
        RangeConstraint.MaxInclusiveRow,
        LengthConstraint.MinLengthRow,
        LengthConstraint.MaxLengthRow,
        PatternConstraint.Row,
        LanguageInConstraint.Row,
        UniqueLangConstraint.Row,
        EqualsConstraint.Row,
        DisjointConstraint.Row,
        LessThanConstraint.LessThanRow,
        LessThanConstraint.LessThanOrEqualsRow,
        ClosedConstraint.Row,
        NotConstraint.Row,
        AndConstraint.Row,
        OrConstraint.Row,
        XoneConstraint.Row,
        NodeConstraint.Row,
        QualifiedValueShapeConstraint.MinCountRow,
        QualifiedValueShapeConstraint.MaxCountRow,
        PropertyConstraint.Row,
    ];

    // What a shape may have in the SHACL namespace without being a constraint of Core.
    private static readonly HashSet<string> s_unsupported = new(StringComparer.Ordinal)
    {
        ShaclNs.Sparql, ShaclNs.Namespace + "target", ShaclNs.Namespace + "js", ShaclNs.Namespace + "rule", ShaclNs.Namespace + "expression",
    };

    internal static bool IsUnsupported(string predicate) => s_unsupported.Contains(predicate);
}
