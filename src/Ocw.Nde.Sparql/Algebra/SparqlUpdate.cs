using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>A parsed update request (SPARQL 1.1 Update): its operations, to be carried out in order.</summary>
/// <param name="Operations">The operations; none for an empty request.</param>
/// <param name="BaseIri">The base IRI at the end of the last prologue, for the IRI() function.</param>
public sealed record SparqlUpdate(IReadOnlyList<UpdateOperation> Operations, string? BaseIri);

/// <summary>One operation of an update (SPARQL 1.1 Update §3).</summary>
public abstract record UpdateOperation
{
    private protected UpdateOperation()
    {
    }
}

/// <summary>INSERT DATA (§3.1.1): ground quads; blank nodes are variables that begin with <c>.</c> and are new for this operation.</summary>
public sealed record InsertData(IReadOnlyList<QuadTemplate> Quads) : UpdateOperation;

/// <summary>DELETE DATA (§3.1.2): ground quads without blank nodes.</summary>
public sealed record DeleteData(IReadOnlyList<QuadTemplate> Quads) : UpdateOperation;

/// <summary>DELETE/INSERT (§3.1.3), and DELETE WHERE as the same with its template for pattern.</summary>
/// <param name="With">The graph that stands for the default graph in templates, and in the pattern when there is no USING.</param>
/// <param name="Delete">The quads to delete for each solution, without blank nodes.</param>
/// <param name="Insert">The quads to insert for each solution; variables that begin with <c>.</c> are new blank nodes each time.</param>
/// <param name="Using">USING graphs: the default graph of the pattern.</param>
/// <param name="UsingNamed">USING NAMED graphs.</param>
/// <param name="Pattern">The pattern of WHERE.</param>
public sealed record Modify(
    Iri? With,
    IReadOnlyList<QuadTemplate> Delete,
    IReadOnlyList<QuadTemplate> Insert,
    IReadOnlyList<Iri> Using,
    IReadOnlyList<Iri> UsingNamed,
    AlgebraNode Pattern) : UpdateOperation;

/// <summary>LOAD (§3.1.4): a document into a graph, or into the default graph.</summary>
public sealed record Load(Iri Source, Iri? Into, bool Silent) : UpdateOperation;

/// <summary>CLEAR (§3.1.5).</summary>
public sealed record Clear(GraphTarget Target, bool Silent) : UpdateOperation;

/// <summary>CREATE (§3.2.1).</summary>
public sealed record Create(Iri Graph, bool Silent) : UpdateOperation;

/// <summary>DROP (§3.2.2).</summary>
public sealed record Drop(GraphTarget Target, bool Silent) : UpdateOperation;

/// <summary>COPY (§3.2.3); <see langword="null"/> is the default graph.</summary>
public sealed record Copy(Iri? From, Iri? To, bool Silent) : UpdateOperation;

/// <summary>MOVE (§3.2.4); <see langword="null"/> is the default graph.</summary>
public sealed record Move(Iri? From, Iri? To, bool Silent) : UpdateOperation;

/// <summary>ADD (§3.2.5); <see langword="null"/> is the default graph.</summary>
public sealed record Add(Iri? From, Iri? To, bool Silent) : UpdateOperation;

/// <summary>A triple template and the graph that it goes to.</summary>
/// <param name="Graph">The graph, or <see langword="null"/> for the default graph (or that of WITH).</param>
/// <param name="Triple">The triple.</param>
public sealed record QuadTemplate(PatternTerm? Graph, TriplePattern Triple);

/// <summary>Which graphs CLEAR and DROP mean.</summary>
/// <param name="Kind">One graph, the default one, all named ones, or all.</param>
/// <param name="Graph">The graph, when it is one by name.</param>
public sealed record GraphTarget(GraphTargetKind Kind, Iri? Graph = null);

/// <summary>The kinds of <see cref="GraphTarget"/>.</summary>
public enum GraphTargetKind
{
    /// <summary>One graph by name.</summary>
    Graph,

    /// <summary>DEFAULT.</summary>
    Default,

    /// <summary>NAMED: every named graph.</summary>
    Named,

    /// <summary>ALL.</summary>
    All,
}
