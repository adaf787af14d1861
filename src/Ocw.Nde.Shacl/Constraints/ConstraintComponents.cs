namespace Ocw.Nde.Shacl.Constraints;

/// <summary>All constraint components of SHACL Core (§4) and <c>sh:sparql</c> (§5), one row each.</summary>
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
        SparqlConstraints.Row,
    ];

    /// <summary>What shapes may have of the SHACL Advanced Features and of SHACL JavaScript, which are not checked here.</summary>
    internal static IReadOnlyList<string> Unsupported { get; } =
    [
        ShaclNs.Namespace + "target", ShaclNs.Namespace + "rule", ShaclNs.Namespace + "expression", ShaclNs.Namespace + "values", ShaclNs.Namespace + "js",
    ];
}
