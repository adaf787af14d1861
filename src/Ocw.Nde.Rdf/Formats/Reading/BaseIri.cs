using System.Text;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>The base IRI that the caller gave.</summary>
internal static class BaseIri
{
    /// <summary>Its bytes; empty when there is none.</summary>
    /// <exception cref="ArgumentException">It is not an absolute IRI.</exception>
    internal static byte[] Of(RdfReaderOptions options)
    {
        if (options.BaseIri is not { } iri)
            return [];
        return IriCheck.IsAbsoluteIri(iri)
            ? Encoding.UTF8.GetBytes(iri)
            : throw new ArgumentException($"The base <{iri}> is not an absolute IRI.", nameof(options));
    }
}
