using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:disjoint</c>: no value node is a value of another property (SHACL §4.5.2).</summary>
internal sealed class DisjointConstraint(Iri other) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "disjoint";

    internal static readonly ConstraintComponent Row = new("Disjoint", [Parameter], parameters => parameters.Iris(Parameter).Select(other => new DisjointConstraint(other)));

    internal override LocalizedText Message { get; } = new(
        $"De waarde mag niet ook bij {PathText.LocalName(other.Value)} staan.", $"The value may not also be a value of {PathText.LocalName(other.Value)}.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var predicate = binder.IdOf(other);
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
        {
            var others = evaluation.Stars.Objects(nodes.Focus, predicate);
            foreach (var value in nodes.Values)
            {
                if (others.Contains(value))
                    verdict.Fail(value);
            }
        });
    }
}
