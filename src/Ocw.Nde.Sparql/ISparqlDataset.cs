using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql;

/// <summary>The seam that features see: ask in SPARQL, get solutions, triples or a truth value. A second implementation may talk to an outside store.</summary>
public interface ISparqlDataset
{
    /// <summary>Parses, plans and starts a query; rows come as they are pulled from the result.</summary>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1; it says line, column and what was expected.</exception>
    /// <exception cref="QueryLimitException">A limit of <paramref name="request"/> was reached before the first row.</exception>
    SparqlResult Query(SparqlRequest request, CancellationToken cancellation);

    /// <summary>Parses and plans a query without running it, so that a caller can see first what it will cost.</summary>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1; it says line, column and what was expected.</exception>
    Evaluation.PlannedQuery Plan(SparqlRequest request, CancellationToken cancellation);
}

/// <summary>A query with its parameters, dataset and limits.</summary>
public sealed record SparqlRequest
{
    /// <summary>The query's text.</summary>
    public required string Query { get; init; }

    /// <summary>The parse of <see cref="Query"/>, where the caller keeps it; without it the text is parsed for each request.</summary>
    public Algebra.SparqlQuery? Parsed { get; init; }

    /// <summary>Values bound to variables before evaluation: parameters are bound, never concatenated.</summary>
    public IReadOnlyDictionary<string, RdfTerm> Bindings { get; init; } = new Dictionary<string, RdfTerm>(StringComparer.Ordinal);

    /// <summary><c>default-graph-uri</c> of the protocol: overrides FROM when one of the two lists is given.</summary>
    public IReadOnlyList<string> DefaultGraphs { get; init; } = [];

    /// <summary><c>named-graph-uri</c> of the protocol.</summary>
    public IReadOnlyList<string> NamedGraphs { get; init; } = [];

    /// <summary>The base for relative IRIs in the query.</summary>
    public string? BaseIri { get; init; }

    /// <summary>The limits.</summary>
    public QueryLimits Limits { get; init; } = QueryLimits.Default;
}

/// <summary>What a query may cost.</summary>
public sealed record QueryLimits
{
    /// <summary>30 seconds, 1 GiB, no ceiling on rows.</summary>
    public static QueryLimits Default { get; } = new();

    /// <summary>No ceilings, for the node's own work.</summary>
    public static QueryLimits None { get; } = new() { Time = Timeout.InfiniteTimeSpan, Memory = long.MaxValue };

    /// <summary>The wall-clock time until the last row; <see cref="Timeout.InfiniteTimeSpan"/> for none. Default 30 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that operators may hold. Default 1 GiB.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Rows that may be produced. Default: no ceiling.</summary>
    public long Rows { get; init; } = long.MaxValue;
}

/// <summary>The answer of a query; disposing it ends the query and gives back its snapshot.</summary>
public abstract class SparqlResult : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the result holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>The answer of an ASK.</summary>
public sealed class BooleanResult(bool value) : SparqlResult
{
    /// <summary>The truth value.</summary>
    public bool Value { get; } = value;
}

/// <summary>The answer of a SELECT: rows, pulled one at a time; columns follow <see cref="Variables"/>.</summary>
public abstract class SolutionSequence : SparqlResult
{
    /// <summary>The names of the projected variables, in order.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="QueryLimitException">A limit was reached: what was read so far is not the whole answer.</exception>
    public abstract bool MoveNext();

    /// <summary>The term of a column in the current row, or <see langword="null"/> when unbound.</summary>
    public abstract RdfTerm? this[int column] { get; }

    /// <summary>Whether a column of the current row is bound.</summary>
    public abstract bool IsBound(int column);

    /// <summary>The term of a bound column of the current row as UTF-8 spans, valid until the next call of any member.</summary>
    public abstract TermSpan Span(int column);

    /// <summary>Hands a bound column of the current row to <paramref name="receiver"/> as UTF-8 spans, without making objects.</summary>
    public abstract void Read<TState>(int column, Store.Sources.TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct;
}

/// <summary>The answer of a CONSTRUCT or DESCRIBE: a set of triples.</summary>
public abstract class TripleSequence : SparqlResult
{
    /// <summary>The prefixes of the query, for writers that use them.</summary>
    public abstract IReadOnlyDictionary<string, string> Prefixes { get; }

    /// <summary>Writes every triple to <paramref name="sink"/>, each once.</summary>
    /// <exception cref="QueryLimitException">A limit was reached: what was written so far is not the whole answer.</exception>
    public virtual void WriteTo(IQuadSink sink)
    {
        while (WriteSomeTo(sink))
        {
            // All of it is written by the calls.
        }
    }

    /// <summary>Writes the next triples to <paramref name="sink"/>, as many as come at once, so that a caller can pass them on in between.</summary>
    /// <returns><see langword="false"/> at the end, when nothing was written.</returns>
    /// <exception cref="QueryLimitException">A limit was reached: what was written so far is not the whole answer.</exception>
    public abstract bool WriteSomeTo(IQuadSink sink);
}

/// <summary>The text is not SPARQL; the message says line, column, what was expected and what was found.</summary>
public sealed class SparqlSyntaxException(string message, int line, int column) : Exception(message)
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column in characters, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What stands there, as it is written; <see langword="null"/> where it is not one token that is wrong.</summary>
    public string? Token { get; init; }

    /// <summary>The text as it was probably meant, where that can be told: with a GROUP BY that was forgotten.</summary>
    public string? Repair { get; init; }
}

/// <summary>A query was ended by one of its <see cref="QueryLimits"/>.</summary>
public sealed class QueryLimitException(QueryLimit limit, string message) : Exception(message)
{
    /// <summary>Which limit.</summary>
    public QueryLimit Limit { get; } = limit;
}

/// <summary>The limits of a query.</summary>
public enum QueryLimit
{
    /// <summary>Time.</summary>
    Time,

    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Rows.</summary>
    Rows,

    /// <summary>Nesting depth or size of the query's text.</summary>
    Complexity,
}
