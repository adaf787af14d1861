using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>A query as one shape uses it.</summary>
/// <param name="Query">The query.</param>
/// <param name="Source">The node that <c>sh:sparql</c> names (<c>sh:sourceConstraint</c>); <see langword="null"/> for a constraint component.</param>
/// <param name="Messages">The messages of its results, with places for values; empty where the component's own words are used.</param>
/// <param name="Parameters">The parameters of a constraint component with their values.</param>
internal sealed record QueryDefinition(ShapeQuery Query, RdfTerm? Source, IReadOnlyList<Literal> Messages, IReadOnlyDictionary<string, RdfTerm> Parameters)
{
    /// <summary>The messages with the places filled that are the same for every result.</summary>
    internal IReadOnlyList<Literal> FilledMessages { get; } = MessageTemplate.Fill(Messages, name => Parameters.GetValueOrDefault(name));

    /// <summary>The messages of one result.</summary>
    internal IReadOnlyList<Literal> MessagesOf(Func<string, RdfTerm?> valueOf) => MessageTemplate.Fill(Messages, name => valueOf(name) ?? Parameters.GetValueOrDefault(name));
}
