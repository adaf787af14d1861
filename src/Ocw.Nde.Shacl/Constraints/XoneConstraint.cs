using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:xone</c>: the value node conforms to exactly one member of a list, counting a shape that is listed twice twice (SHACL §4.6.4).</summary>
internal sealed class XoneConstraint(IReadOnlyList<Shape> members) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "xone";

    internal static readonly ConstraintComponent Row = new("Xone", [Parameter], parameters => parameters.ShapeLists(Parameter).Select(members => new XoneConstraint(members)));

    internal override LocalizedText Message { get; } = new("De waarde voldoet niet aan precies één van de vormen.", "The value does not conform to exactly one of the shapes.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shapes = binder.Bind(members);
        return BoundConstraint.OfValues(this, (value, evaluation) => shapes.Count(shape => evaluation.Conforms(shape, value)) == 1, shapes);
    }
}
