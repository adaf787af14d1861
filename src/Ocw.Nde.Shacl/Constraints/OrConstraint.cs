using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:or</c>: the value node conforms to at least one shape of a list (SHACL §4.6.3).</summary>
internal sealed class OrConstraint(IReadOnlyList<Shape> members) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "or";

    internal static readonly ConstraintComponent Row = new("Or", [Parameter], parameters => parameters.ShapeLists(Parameter).Select(members => new OrConstraint(members)));

    internal override LocalizedText Message { get; } = new("De waarde voldoet aan geen van de toegestane vormen.", "The value conforms to none of the allowed shapes.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shapes = binder.Bind(members);
        return BoundConstraint.OfValues(
            this,
            (value, evaluation) =>
            {
                foreach (var shape in shapes)
                {
                    if (evaluation.Conforms(shape, value))
                        return true;
                }

                return false;
            },
            shapes,
            nestedExplain: true);
    }
}
