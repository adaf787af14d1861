using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:hasValue</c>: this term is among the value nodes (SHACL §4.8.2).</summary>
internal sealed class HasValueConstraint(RdfTerm required) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "hasValue";

    internal static readonly ConstraintComponent Row = new("HasValue", [Parameter], parameters => parameters.Values(Parameter).Select(value => new HasValueConstraint(value)));

    internal override LocalizedText Message { get; } = new($"De waarde {required} ontbreekt.", $"The value {required} is missing.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var id = binder.IdOf(required);
        return BoundConstraint.OfSet(this, (in ValueNodes nodes, Evaluation _, ref Verdict verdict) =>
        {
            if (!nodes.Values.Contains(id))
                verdict.Fail();
        });
    }
}
