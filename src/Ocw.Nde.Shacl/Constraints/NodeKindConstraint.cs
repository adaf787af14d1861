using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:nodeKind</c>: IRI, blank node, literal, or one of two of them (SHACL §4.1.3).</summary>
internal sealed class NodeKindConstraint(NodeKindConstraint.Kinds kinds) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "nodeKind";

    private static readonly Dictionary<string, Kinds> s_kinds = new(StringComparer.Ordinal)
    {
        [ShaclNs.Namespace + "IRI"] = new(Iri: true, BlankNode: false, Literal: false, new("een IRI", "an IRI")),
        [ShaclNs.Namespace + "BlankNode"] = new(Iri: false, BlankNode: true, Literal: false, new("een knoop zonder IRI", "a blank node")),
        [ShaclNs.Namespace + "Literal"] = new(Iri: false, BlankNode: false, Literal: true, new("een tekst, getal of datum", "a literal")),
        [ShaclNs.Namespace + "BlankNodeOrIRI"] = new(Iri: true, BlankNode: true, Literal: false, new("een knoop, geen tekst", "a node, not a literal")),
        [ShaclNs.Namespace + "BlankNodeOrLiteral"] = new(Iri: false, BlankNode: true, Literal: true, new("geen IRI", "not an IRI")),
        [ShaclNs.Namespace + "IRIOrLiteral"] = new(Iri: true, BlankNode: false, Literal: true, new("een IRI of een tekst", "an IRI or a literal")),
    };

    internal static readonly ConstraintComponent Row = new("NodeKind", [Parameter], Read);

    internal override LocalizedText Message { get; } = new($"De waarde moet {kinds.Name.Dutch} zijn.", $"The value must be {kinds.Name.English}.");

    internal override BoundConstraint Bind(ShapeBinder binder) => BoundConstraint.OfValues(this, (value, evaluation) => kinds.Allows(evaluation.KindOf(value)));

    private static IEnumerable<Constraint> Read(ParameterReader parameters)
    {
        foreach (var kind in parameters.Iris(Parameter))
        {
            if (s_kinds.TryGetValue(kind.Value, out var kinds))
                yield return new NodeKindConstraint(kinds);
            else
                parameters.Notice($"sh:nodeKind kent {kind} niet; de voorwaarde wordt niet gecontroleerd.", $"sh:nodeKind does not know {kind}; the constraint is not checked.");
        }
    }

    /// <summary>The kinds of term that one of the six values of <c>sh:nodeKind</c> allows.</summary>
    internal sealed record Kinds(bool Iri, bool BlankNode, bool Literal, LocalizedText Name)
    {
        internal bool Allows(TermKind kind) => kind switch
        {
            TermKind.Iri => Iri,
            TermKind.BlankNode => BlankNode,
            TermKind.Literal => Literal,
            // A triple term of RDF 1.2 is none of the three.
            _ => false,
        };
    }
}
