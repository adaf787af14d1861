using System.Runtime.CompilerServices;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Reads what the loader gives, each context once.</summary>
internal sealed class RemoteDocuments(JsonLdOptions options)
{
    // A document that a loader keeps is parsed once, for whoever reads with it.
    private static readonly ConditionalWeakTable<JsonLdDocument, JsonItem> Parsed = [];

    private readonly Dictionary<string, (JsonItem Context, string DocumentIri, JsonLdDocument Document)> _contexts = new(StringComparer.Ordinal);

    /// <summary>The value of <c>@context</c> in the document at an address, for a context that grows from <paramref name="root"/>.</summary>
    internal (JsonItem Context, string DocumentIri) Context(string iri, ContextRoot root)
    {
        if (!_contexts.TryGetValue(iri, out var known))
            _contexts[iri] = known = Loaded(iri);
        root.Uses(WithoutFragment(iri), known.Document);
        return (known.Context, known.DocumentIri);
    }

    private (JsonItem Context, string DocumentIri, JsonLdDocument Document) Loaded(string iri)
    {
        JsonLdDocument document;
        JsonLdSource source;
        try
        {
            document = options.Loader.Load(WithoutFragment(iri));
            source = Parse(document, FragmentOf(iri));
        }
        catch (JsonLdException fault)
        {
            throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, $"a context at <{iri}>", $"none ({fault.Message})", fault);
        }

        return (ContextOf(source.Document, iri), source.DocumentIri, document);
    }

    /// <summary>The document at an address, parsed.</summary>
    internal JsonLdSource Load(string iri) => Parse(options.Loader.Load(WithoutFragment(iri)), FragmentOf(iri));

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

    private static string WithoutFragment(string iri) => iri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? iri[..hash] : iri;

    private static string? FragmentOf(string iri) => iri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? iri[(hash + 1)..] : null;

    private static JsonItem ContextOf(JsonItem document, string iri) => (document as JsonMap)?[Keywords.Context]
        ?? throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, $"an object with '@context' at <{iri}>", Words.Of(document));
}

/// <summary>A document to process.</summary>
/// <param name="Document">What it says.</param>
/// <param name="DocumentIri">Its address.</param>
/// <param name="BaseIri">What IRIs in it are relative to.</param>
/// <param name="ContextIri">The context that is in force before its own, if a Link header gave one.</param>
internal sealed record JsonLdSource(JsonItem Document, string DocumentIri, string BaseIri, string? ContextIri = null);
