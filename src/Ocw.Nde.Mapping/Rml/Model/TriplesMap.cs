using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Model;

/// <summary>A triples map (RML Core §4): how the records of a source become statements.</summary>
internal sealed class TriplesMap(RdfTerm node)
{
    /// <summary>Its node in the mapping.</summary>
    public RdfTerm Node { get; } = node;

    /// <summary>Where its records come from; absent only when every map in it is constant and it is used without one.</summary>
    public AbstractSource Source { get; set; } = null!;

    public TermMap Subject { get; set; } = null!;

    public IReadOnlyList<Iri> Classes { get; set; } = [];

    /// <summary>The graph maps of the subject.</summary>
    public IReadOnlyList<TermMap> Graphs { get; set; } = [];

    public IReadOnlyList<PredicateObjectMap> Maps { get; set; } = [];

    /// <summary>Its own base, before that of the run.</summary>
    public string? BaseIri { get; set; }
}

/// <summary>Predicates with objects (RML Core §4.3).</summary>
internal sealed record PredicateObjectMap(IReadOnlyList<TermMap> Predicates, IReadOnlyList<IObjectMap> Objects, IReadOnlyList<TermMap> Graphs);

/// <summary>What may stand as object: a term map, or a reference to the subjects of another triples map.</summary>
internal interface IObjectMap
{
    /// <summary>Its node in the mapping.</summary>
    RdfTerm Node { get; }
}

/// <summary>The subjects of another triples map, of the same record or joined (RML Core §8).</summary>
internal sealed record RefObjectMap(RdfTerm Node, TriplesMap Parent, IReadOnlyList<JoinCondition> Joins, IReadOnlyList<RdfTerm> Targets) : IObjectMap;

/// <summary>The values of the child's record that must equal those of the parent's.</summary>
internal sealed record JoinCondition(ExpressionMap Child, ExpressionMap Parent);
