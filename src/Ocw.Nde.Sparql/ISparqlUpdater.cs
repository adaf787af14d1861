using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;

namespace Ocw.Nde.Sparql;

/// <summary>The seam through which features change data in SPARQL 1.1 Update; a second implementation may talk to an outside store.</summary>
public interface ISparqlUpdater
{
    /// <summary>
    /// Carries out a request: all of its operations, in order, each of which sees what those before it did, or none. When it returns, the change is durable
    /// and new readers see it. A request that changes nothing commits nothing.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the request; nothing is changed then.</param>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1 Update; it says line, column and what was expected.</exception>
    /// <exception cref="QueryLimitException">A limit of <paramref name="request"/> was reached; nothing was changed.</exception>
    /// <exception cref="SparqlUpdateException">An operation cannot be carried out; nothing was changed.</exception>
    /// <exception cref="StoreException">The store cannot write: the disk is full, or another writer has it and waiting is off. Nothing was changed.</exception>
    UpdateResult Update(SparqlUpdateRequest request, CancellationToken cancellation);
}

/// <summary>An update request with its dataset and limits.</summary>
public sealed record SparqlUpdateRequest
{
    /// <summary>The request's text: operations with <c>;</c> between them.</summary>
    public required string Update { get; init; }

    /// <summary>The parse of <see cref="Update"/>, where the caller has it; without it the text is parsed.</summary>
    public Algebra.SparqlUpdate? Parsed { get; init; }

    /// <summary><c>using-graph-uri</c> of the protocol (§2.2.3): the default graph of every WHERE. An error in a request that has USING, USING NAMED or WITH itself.</summary>
    public IReadOnlyList<string> UsingGraphs { get; init; } = [];

    /// <summary><c>using-named-graph-uri</c> of the protocol: the named graphs of every WHERE.</summary>
    public IReadOnlyList<string> UsingNamedGraphs { get; init; } = [];

    /// <summary>The base for relative IRIs.</summary>
    public string? BaseIri { get; init; }

    /// <summary>
    /// The limits of the whole request: <see cref="QueryLimits.Time"/> includes waiting for another writer, <see cref="QueryLimits.Rows"/> counts the quads
    /// that data, templates, documents and copies insert and delete, whether they were there or not; whole graphs that are dropped do not count.
    /// </summary>
    public QueryLimits Limits { get; init; } = QueryLimits.Default;

    /// <summary>Who asks: <see cref="ReaderScope.Public"/> neither reads nor changes closed graphs. Default: <see cref="ReaderScope.Internal"/>.</summary>
    public ReaderScope Scope { get; init; } = ReaderScope.Internal;
}

/// <summary>What a request did.</summary>
/// <param name="Changed">Whether anything is different from before; if not, nothing was written.</param>
/// <param name="CommitNumber">The number of the state that readers see now.</param>
/// <param name="Graphs">The graphs that differ from before.</param>
public sealed record UpdateResult(bool Changed, long CommitNumber, IReadOnlyList<UpdatedGraph> Graphs)
{
    /// <summary>The quads that are new, all graphs together.</summary>
    public long Added => Graphs.Sum(graph => graph.Added);

    /// <summary>The quads that are gone, all graphs together.</summary>
    public long Removed => Graphs.Sum(graph => graph.Removed);
}

/// <summary>What a request did to one graph.</summary>
/// <param name="Graph">The graph's name; <see langword="null"/> for the unnamed graph, which is the default graph of updates.</param>
/// <param name="Added">The quads that it did not have before.</param>
/// <param name="Removed">The quads that it does not have any more.</param>
/// <param name="QuadCount">The quads that it has now; 0 if it is gone.</param>
public sealed record UpdatedGraph(RdfTerm? Graph, long Added, long Removed, long QuadCount);

/// <summary>An operation of an update cannot be carried out; nothing of the request was.</summary>
public sealed class SparqlUpdateException(UpdateFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What kind of trouble.</summary>
    public UpdateFault Fault { get; } = fault;
}

/// <summary>Why an update was refused.</summary>
public enum UpdateFault
{
    /// <summary>CREATE of a graph that exists.</summary>
    GraphExists,

    /// <summary>DROP, COPY, MOVE or ADD of a graph that does not exist.</summary>
    GraphMissing,

    /// <summary>The graph may not be changed by updates: it is the node's own, or closed to who asks.</summary>
    NotWritable,

    /// <summary>LOAD is off, or the address may not be loaded from.</summary>
    LoadNotAllowed,

    /// <summary>A document could not be fetched or read.</summary>
    LoadFailed,

    /// <summary>The request names a dataset by <c>using-graph-uri</c> and by USING or WITH at once (SPARQL 1.1 Protocol §2.2.3).</summary>
    DatasetConflict,

    /// <summary>A SERVICE clause of a pattern failed.</summary>
    ServiceFailed,
}
