using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Constraints;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>A shape: what it applies to and what it demands (SHACL §2.1).</summary>
public abstract class Shape
{
    private protected Shape(RdfTerm id) => Id = id;

    /// <summary>The shape's own node in the shapes graph: an IRI or a blank node.</summary>
    public RdfTerm Id { get; }

    /// <summary>What it applies to by itself; empty for shapes that only other shapes use.</summary>
    public IReadOnlyList<ShapeTarget> Targets { get; internal set; } = [];

    /// <summary>The severity of its results: <c>sh:Violation</c> unless it says otherwise (§2.1.4).</summary>
    public Iri Severity { get; internal set; } = new(ShaclNs.Violation);

    /// <summary>Its own messages (§2.1.5), at most one per language; empty where the component's message is to be used.</summary>
    public IReadOnlyList<Literal> Messages { get; internal set; } = [];

    /// <summary><c>sh:name</c> and <c>sh:description</c>: for people, without effect on validation.</summary>
    public IReadOnlyList<Literal> Names { get; internal set; } = [];

    /// <summary>Whether it is switched off: everything conforms to it (§2.1.6).</summary>
    public bool IsDeactivated { get; internal set; }

    /// <summary>The property shapes that its <c>sh:property</c> names.</summary>
    public IReadOnlyList<Shape> Properties { get; internal set; } = [];

    /// <summary>The constraints, in the order of the component table.</summary>
    internal IReadOnlyList<Constraint> Constraints { get; set; } = [];

    /// <summary>The constraint components that it uses, such as <c>sh:MinCountConstraintComponent</c>.</summary>
    public IEnumerable<Iri> Components => Constraints.Select(constraint => constraint.Component.Iri).Distinct();

    /// <inheritdoc/>
    public override string ToString() => Names.Count > 0 ? Names[0].LexicalForm : Id.ToString()!;
}

/// <summary>A shape whose only value node is the focus node itself (§2.2).</summary>
public sealed class NodeShape : Shape
{
    internal NodeShape(RdfTerm id)
        : base(id)
    {
    }
}

/// <summary>A shape whose value nodes are reached from the focus node by a path (§2.3).</summary>
public sealed class PropertyShape : Shape
{
    internal PropertyShape(RdfTerm id, PropertyPath path)
        : base(id) => Path = path;

    /// <summary>The path from the focus node to the value nodes.</summary>
    public PropertyPath Path { get; }
}
