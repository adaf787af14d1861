using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:closed true</c> with <c>sh:ignoredProperties</c>: no properties but those that the shape names (SHACL §4.8.1).</summary>
internal sealed class ClosedConstraint(Shape shape, IReadOnlyList<Iri> ignored) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "closed";
    private const string Ignored = ShaclNs.Namespace + "ignoredProperties";

    internal static readonly ConstraintComponent Row = new(
        "Closed", [Parameter, Ignored], parameters => parameters.Flag(Parameter) ? [new ClosedConstraint(parameters.Shape, [.. parameters.Lists(Ignored).SelectMany(list => list).OfType<Iri>()])] : []);

    internal override LocalizedText Message { get; } = new("Deze eigenschap is hier niet toegestaan.", "This property is not allowed here.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        // Only property shapes whose path is one predicate open a door.
        var named = shape.Properties.OfType<PropertyShape>().Select(property => property.Path).OfType<Sparql.Algebra.LinkPath>().Select(link => link.Predicate);
        var allowed = named.Concat(ignored).Select(binder.IdOf).ToHashSet();
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
        {
            foreach (var value in nodes.Values)
            {
                evaluation.Stars.Star(value, out var predicates, out var objects);
                for (var i = 0; i < predicates.Length; i++)
                {
                    if (!allowed.Contains(predicates[i]))
                        verdict.Fail(objects[i], predicates[i]);
                }
            }
        });
    }
}
