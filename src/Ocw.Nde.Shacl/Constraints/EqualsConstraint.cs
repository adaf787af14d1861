using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:equals</c>: the value nodes are exactly the values of another property (SHACL §4.5.1).</summary>
internal sealed class EqualsConstraint(Iri other) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "equals";

    internal static readonly ConstraintComponent Row = new("Equals", [Parameter], parameters => parameters.Iris(Parameter).Select(other => new EqualsConstraint(other)));

    internal override LocalizedText Message { get; } = new(
        $"De waarden moeten dezelfde zijn als die van {PathText.LocalName(other.Value)}.", $"The values must be the same as those of {PathText.LocalName(other.Value)}.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var predicate = binder.IdOf(other);
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
        {
            var others = evaluation.Stars.Objects(nodes.Focus, predicate);
            foreach (var value in nodes.Values)
            {
                if (!others.Contains(value))
                    verdict.Fail(value);
            }

            foreach (var value in others)
            {
                if (!nodes.Values.Contains(value))
                    verdict.Fail(value);
            }
        });
    }
}
