using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:not</c>: the value node does not conform to a shape (SHACL §4.6.1).</summary>
internal sealed class NotConstraint(Shape nested) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "not";

    internal static readonly ConstraintComponent Row = new("Not", [Parameter], parameters => parameters.Shapes(Parameter).Select(nested => new NotConstraint(nested)));

    internal override LocalizedText Message { get; } = new("De waarde voldoet aan een vorm waaraan zij niet mag voldoen.", "The value conforms to a shape that it must not conform to.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shape = binder.Bind(nested);
        return BoundConstraint.OfValues(this, (value, evaluation) => !evaluation.Conforms(shape, value), [shape]);
    }
}
