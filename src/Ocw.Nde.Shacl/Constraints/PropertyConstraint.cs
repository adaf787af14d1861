using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:property</c>: each value node is a focus node of a property shape, which reports its own results (SHACL §4.7.2).</summary>
internal sealed class PropertyConstraint(Shape nested) : Constraint(Row)
{
    internal static readonly ConstraintComponent Row = new("Property", [ShaclNs.Property], Read);

    internal Shape Nested => nested;

    internal override LocalizedText Message { get; } = new("De waarde voldoet niet aan een van haar eigenschappen.", "The value does not conform to one of its properties.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shape = binder.Bind(nested);
        return BoundConstraint.OfSet(
            this,
            (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
            {
                foreach (var value in nodes.Values)
                {
                    if (!(verdict.Results is { } results ? evaluation.Report(shape, value, results) : evaluation.ConformsToProperty(shape, value)))
                        verdict.FailNested();
                    if (verdict.IsDecided)
                        return;
                }
            },
            [shape]);
    }

    // A value without sh:path is not a property shape. Published shapes do contain it, plainly meant as a node shape: read it so, and say it.
    private static IEnumerable<Constraint> Read(ParameterReader parameters)
    {
        foreach (var nested in parameters.Shapes(ShaclNs.Property))
        {
            if (nested is NodeShape)
            {
                parameters.Notice(
                    $"sh:property verwijst naar {nested.Id} zonder sh:path; die wordt als node shape gelezen.",
                    $"sh:property refers to {nested.Id}, which has no sh:path; it is read as a node shape.",
                    ShapesNoticeKind.Reinterpreted);
            }

            yield return new PropertyConstraint(nested);
        }
    }
}
