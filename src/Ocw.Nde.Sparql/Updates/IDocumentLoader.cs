using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Fetches and reads the documents that LOAD names (SPARQL 1.1 Update §3.1.4).</summary>
public interface IDocumentLoader
{
    /// <summary>Writes the quads of a document to a sink.</summary>
    /// <param name="source">The document's address.</param>
    /// <param name="sink">Where its quads go.</param>
    /// <param name="cancellation">Ends the request with the update that needs it.</param>
    /// <exception cref="DocumentLoadException">The document may not be fetched, cannot be fetched, or is not RDF.</exception>
    void Load(Iri source, IQuadSink sink, CancellationToken cancellation);
}

/// <summary>A document of LOAD could not be fetched or read.</summary>
public sealed class DocumentLoadException : Exception
{
    /// <summary>A failure that says which document and why.</summary>
    public DocumentLoadException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public DocumentLoadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the address may not be loaded from at all.</summary>
    public bool IsRefused { get; init; }
}
