using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:in</c>: one of the members of a list, as the same term (SHACL §4.8.3).</summary>
internal sealed class InConstraint(IReadOnlyList<RdfTerm> allowed) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "in";
    private const int NamedInMessage = 8;

    internal static readonly ConstraintComponent Row = new("In", [Parameter], parameters => parameters.Lists(Parameter).Select(members => new InConstraint(members)));

    internal override LocalizedText Message { get; } = new(
        $"De waarde moet een van deze zijn: {Names(allowed, "en nog")}.", $"The value must be one of: {Names(allowed, "and")}.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var ids = allowed.Select(binder.IdOf).ToHashSet();
        return BoundConstraint.OfValues(this, (value, _) => ids.Contains(value));
    }

    private static string Names(IReadOnlyList<RdfTerm> allowed, string more)
    {
        var named = string.Join(", ", allowed.Take(NamedInMessage).Select(term => term is Iri iri ? iri.Value : term.ToString()));
        return allowed.Count > NamedInMessage ? $"{named} {more} {allowed.Count - NamedInMessage}" : named;
    }
}
