using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:and</c>: the value node conforms to every shape of a list (SHACL §4.6.2).</summary>
internal sealed class AndConstraint(IReadOnlyList<Shape> members) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "and";

    internal static readonly ConstraintComponent Row = new("And", [Parameter], parameters => parameters.ShapeLists(Parameter).Select(members => new AndConstraint(members)));

    internal override LocalizedText Message { get; } = new("De waarde voldoet niet aan alle vereiste vormen.", "The value does not conform to all of the required shapes.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shapes = binder.Bind(members);
        return BoundConstraint.OfValues(this, (value, evaluation) => shapes.All(shape => evaluation.Conforms(shape, value)), shapes, nestedExplain: true);
    }
}
