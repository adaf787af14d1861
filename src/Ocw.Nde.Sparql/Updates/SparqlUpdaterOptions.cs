using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>How updates are read, which graphs they may change, and what new graphs become.</summary>
public sealed record SparqlUpdaterOptions
{
    /// <summary>Every default: new graphs are open content, the node's own graphs are closed to updates, LOAD is off.</summary>
    public static SparqlUpdaterOptions Default { get; } = new();

    /// <summary>The ceilings of the parser.</summary>
    public SparqlParserOptions Parser { get; init; } = SparqlParserOptions.Default;

    /// <summary>What the planner does with the patterns of WHERE.</summary>
    public PlannerOptions Planner { get; init; } = PlannerOptions.Default;

    /// <summary>Clock, chance and network.</summary>
    public QueryEnvironment Environment { get; init; } = QueryEnvironment.Default;

    /// <summary>What a graph is for that an update makes. Default: <see cref="GraphClass.Content"/>. The copy of a graph is what the graph is.</summary>
    public GraphClass NewGraphClass { get; init; } = GraphClass.Content;

    /// <summary>Who may read a graph that an update makes. Default: everyone.</summary>
    public AccessLevel NewGraphAccess { get; init; } = AccessLevel.Open;

    /// <summary>
    /// The classes of graphs that updates may change. Default: content, terms, links, descriptions, proposals, annotations and stories. The node's own
    /// bookkeeping (<see cref="GraphClass.System"/>) is never changed by updates, also where it is listed here.
    /// </summary>
    public IReadOnlySet<GraphClass> WritableClasses { get; init; } = new HashSet<GraphClass>
    {
        GraphClass.Content, GraphClass.Terms, GraphClass.Links, GraphClass.Descriptions, GraphClass.Proposals, GraphClass.Annotations, GraphClass.Stories,
    };

    /// <summary>What WHERE reads outside GRAPH, where the request names no dataset. Default: as queries do.</summary>
    public UpdateDefaultGraph DefaultGraph { get; init; } = UpdateDefaultGraph.AsQueries;

    /// <summary>Fetches the documents of LOAD; <see langword="null"/> refuses each LOAD. Default <see langword="null"/>.</summary>
    public IDocumentLoader? Loader { get; init; }
}

/// <summary>The default graph of the patterns of updates.</summary>
public enum UpdateDefaultGraph : byte
{
    /// <summary>
    /// That of queries: the union, as a set, of the graphs of the default classes. Triples outside GRAPH are inserted into and deleted from the unnamed
    /// graph alone all the same: a triple of a named graph is matched, and stays.
    /// </summary>
    AsQueries,

    /// <summary>The unnamed graph alone, as in a store whose default graph is not a union.</summary>
    Unnamed,
}
