using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:node</c>: the value node conforms to a node shape (SHACL §4.7.1).</summary>
internal sealed class NodeConstraint(Shape nested) : Constraint(Row)
{
    internal static readonly ConstraintComponent Row = new("Node", [ShaclNs.Node], parameters => parameters.Shapes(ShaclNs.Node).Select(nested => new NodeConstraint(nested)));

    internal override LocalizedText Message => NameOf(nested, "nl") is { Length: > 0 } dutch && NameOf(nested, "en") is { } english
        ? new($"De waarde voldoet niet aan de eisen voor {dutch}.", $"The value does not meet the requirements for {english}.")
        : new("De waarde voldoet niet aan de eisen.", "The value does not meet the requirements.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var shape = binder.Bind(nested);
        return BoundConstraint.OfValues(this, (value, evaluation) => evaluation.Conforms(shape, value), [shape], nestedExplain: true);
    }

    private static string? NameOf(Shape shape, string language) => shape switch
    {
        { Names.Count: > 0 } => Messages.Pick(shape.Names, language),
        { Id: Rdf.Terms.Iri iri } => PathText.LocalName(iri.Value),
        _ => null,
    };
}
