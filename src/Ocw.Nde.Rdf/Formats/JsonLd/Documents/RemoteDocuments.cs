using System.Runtime.CompilerServices;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Reads what the loader gives, each context once.</summary>
internal sealed class RemoteDocuments(JsonLdOptions options)
{
    // A document that a loader keeps is parsed once, for whoever reads with it.
    private static readonly ConditionalWeakTable<JsonLdDocument, JsonItem> Parsed = [];

    private readonly Dictionary<string, (JsonItem Context, string DocumentIri)> _contexts = new(StringComparer.Ordinal);

    /// <summary>The value of <c>@context</c> in the document at an address.</summary>
    internal (JsonItem Context, string DocumentIri) Context(string iri)
    {
        if (_contexts.TryGetValue(iri, out var known))
            return known;
        JsonLdSource source;
        try
        {
            source = Load(iri);
        }
        catch (JsonLdException fault)
        {
            throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, $"a context at <{iri}>", $"none ({fault.Message})", fault);
        }

        return _contexts[iri] = (ContextOf(source.Document, iri), source.DocumentIri);
    }

    /// <summary>The document at an address, parsed.</summary>
    internal JsonLdSource Load(string iri)
    {
        var hash = iri.IndexOf('#', StringComparison.Ordinal);
        var document = options.Loader.Load(hash < 0 ? iri : iri[..hash]);
        return Parse(document, hash < 0 ? null : iri[(hash + 1)..]);
    }

    /// <summary>Parses a document; of HTML, its scripts, or the one that <paramref name="fragment"/> names.</summary>
    internal JsonLdSource Parse(JsonLdDocument document, string? fragment)
    {
        if (document.Content.Length > options.MaxDocumentBytes)
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, $"a document of at most {options.MaxDocumentBytes} bytes", $"one of {document.Content.Length} at <{document.Iri}>");
        if (document.MediaType is "text/html" or "application/xhtml+xml")
            return ScriptDocument.Read(document, fragment, options);
        try
        {
            var item = Parsed.TryGetValue(document, out var known) ? known : JsonItem.Parse(document.Content.Span, options.MaxDepth);
            Parsed.AddOrUpdate(document, item);
            return new(item, document.Iri, options.BaseIri ?? document.Iri, document.ContextIri);
        }
        catch (JsonLdException fault)
        {
            fault.SourceName ??= document.Iri;
            throw;
        }
    }

    private static JsonItem ContextOf(JsonItem document, string iri) => (document as JsonMap)?[Keywords.Context]
        ?? throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, $"an object with '@context' at <{iri}>", Words.Of(document));
}

/// <summary>A document to process.</summary>
/// <param name="Document">What it says.</param>
/// <param name="DocumentIri">Its address.</param>
/// <param name="BaseIri">What IRIs in it are relative to.</param>
/// <param name="ContextIri">The context that is in force before its own, if a Link header gave one.</param>
internal sealed record JsonLdSource(JsonItem Document, string DocumentIri, string BaseIri, string? ContextIri = null);
