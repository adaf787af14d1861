using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>One constraint of a shape: a constraint component with the values of its parameters.</summary>
internal abstract class Constraint(ConstraintComponent component)
{
    internal ConstraintComponent Component { get; } = component;

    /// <summary>The message of a result where the shape has no <c>sh:message</c> of its own.</summary>
    internal abstract LocalizedText Message { get; }

    /// <summary>The node that a result names as <c>sh:sourceConstraint</c>; <see langword="null"/> for all but <c>sh:sparql</c>.</summary>
    internal virtual RdfTerm? Source => null;

    /// <summary>The messages of its results: those of the shape that has the constraint, else <see cref="Message"/> in both languages.</summary>
    internal virtual IReadOnlyList<Literal> MessagesFor(Shape owner) => owner.Messages.Count > 0 ? owner.Messages : Message.ToLiterals();

    /// <summary>Translates the terms of the constraint to the ids of one data graph, once per validation.</summary>
    internal abstract BoundConstraint Bind(ShapeBinder binder);
}

/// <summary>A row of the component table: the name, the parameters, and how to read its constraints from a shape.</summary>
/// <param name="Name">The name without <c>ConstraintComponent</c>, such as <c>MinCount</c>.</param>
/// <param name="Parameters">The IRIs of the parameters.</param>
/// <param name="Read">Reads the constraints of this component from a shape; none if the shape does not use it.</param>
internal sealed record ConstraintComponent(string Name, IReadOnlyList<string> Parameters, Func<ParameterReader, IEnumerable<Constraint>> Read)
{
    /// <summary>What <c>sh:sourceConstraintComponent</c> names.</summary>
    internal Iri Iri { get; init; } = new($"{ShaclNs.Namespace}{Name}ConstraintComponent");

    /// <summary>Whether the shapes graph declares the component itself.</summary>
    internal bool IsDeclared { get; init; }
}
