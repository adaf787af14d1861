namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Gives documents and contexts by their addresses (JSON-LD 1.1 API §9.4, LoadDocumentCallback).</summary>
/// <remarks>A document may name any address as its context, so a loader decides what it serves: never whatever it is asked for.</remarks>
public interface IJsonLdDocumentLoader
{
    /// <summary>The document at an address, without fragment.</summary>
    /// <remarks>A loader that gives the same object again, rather than an equal one, spares the work of reading it again.</remarks>
    /// <exception cref="JsonLdException">It cannot be had, or is not served: <see cref="JsonLdErrors.LoadingDocumentFailed"/>.</exception>
    JsonLdDocument Load(string iri);
}

/// <summary>A document that came from somewhere.</summary>
/// <param name="Iri">Its address in the end, after redirects.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">Its media type, without parameters; HTML is looked into, all else is read as JSON.</param>
/// <param name="ContextIri">The context that a Link header gives to plain JSON, if there is one.</param>
public sealed record JsonLdDocument(string Iri, ReadOnlyMemory<byte> Content, string MediaType = "application/ld+json", string? ContextIri = null);
