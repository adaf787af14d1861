using Ocw.Nde.Rdf.Formats.SparqlResults;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Sends the part of a query that stands in a SERVICE clause to the endpoint it names (SPARQL 1.1 Federated Query).</summary>
public interface IServiceClient
{
    /// <summary>Asks <paramref name="endpoint"/> a SELECT query and hands over its solutions as they come.</summary>
    /// <param name="endpoint">The endpoint's IRI, as the query names it.</param>
    /// <param name="query">The text of a SELECT query.</param>
    /// <param name="solutions">Receives the solutions. What it throws ends the request.</param>
    /// <param name="cancellation">Ends the request with the query that needs it, or with its time limit.</param>
    /// <exception cref="ServiceException">
    /// The endpoint may not be asked, cannot be reached or gives no solutions; what was handed over before that does not count.
    /// </exception>
    void Select(string endpoint, string query, ISolutionSink solutions, CancellationToken cancellation);
}

/// <summary>A SERVICE clause without SILENT failed, and with it the query.</summary>
public sealed class ServiceException : Exception
{
    /// <summary>A failure that says which endpoint and why.</summary>
    public ServiceException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public ServiceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
