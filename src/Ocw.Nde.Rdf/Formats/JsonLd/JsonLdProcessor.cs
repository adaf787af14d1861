using Ocw.Nde.Rdf.Formats.JsonLd.Compaction;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Conversion;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Expansion;
using Ocw.Nde.Rdf.Formats.JsonLd.Flattening;
using Ocw.Nde.Rdf.Formats.JsonLd.Framing;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>The operations of JSON-LD 1.1 (API §9.2, Framing §5.2). One instance keeps the contexts that it met; it is for one thread at a time.</summary>
/// <param name="options">How, and the ceilings.</param>
public sealed class JsonLdProcessor(JsonLdOptions? options = null)
{
    private readonly JsonLdOptions _options = options ?? JsonLdOptions.Default;
    private readonly RemoteDocuments _documents = new(options ?? JsonLdOptions.Default);

    /// <summary>Takes a document to its expanded form: no context, full IRIs, all values in arrays.</summary>
    /// <exception cref="JsonLdException">The document or a context of it has a fault.</exception>
    public JsonList Expand(JsonItem document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Expand(Given(document));
    }

    /// <summary>Expands the document that the loader gives for an address.</summary>
    /// <inheritdoc cref="Expand(JsonItem)"/>
    public JsonList Expand(string iri) => Expand(_documents.Load(iri));

    /// <summary>Writes a document with the names of a context.</summary>
    /// <param name="document">The document.</param>
    /// <param name="context">The context, or an object that has it as <c>@context</c>.</param>
    /// <inheritdoc cref="Expand(JsonItem)"/>
    public JsonMap Compact(JsonItem document, JsonItem context)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        return Compact(Given(document), context);
    }

    /// <inheritdoc cref="Compact(JsonItem, JsonItem)"/>
    public JsonMap Compact(string iri, JsonItem context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Compact(_documents.Load(iri), context);
    }

    /// <summary>Gathers what is said of each node in one object, and names all blank nodes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="context">A context to compact the result with, if wanted.</param>
    /// <inheritdoc cref="Expand(JsonItem)"/>
    public JsonItem Flatten(JsonItem document, JsonItem? context = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Flatten(Given(document), context);
    }

    /// <inheritdoc cref="Flatten(JsonItem, JsonItem?)"/>
    public JsonItem Flatten(string iri, JsonItem? context = null) => Flatten(_documents.Load(iri), context);

    /// <summary>Gives a document the form of a frame.</summary>
    /// <exception cref="JsonLdException">The document, the frame or a context has a fault.</exception>
    public JsonMap Frame(JsonItem document, JsonItem frame)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(frame);
        return Frame(Given(document), frame);
    }

    /// <inheritdoc cref="Frame(JsonItem, JsonItem)"/>
    public JsonMap Frame(string iri, JsonItem frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Frame(_documents.Load(iri), frame);
    }

    /// <summary>Hands the quads of a document to a sink. Whole documents in bytes are read with <see cref="RdfFormats.JsonLd"/>.</summary>
    /// <inheritdoc cref="Expand(JsonItem)"/>
    public void ToRdf(JsonItem document, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(sink);
        Emit(Expand(Given(document)), sink, cancellation);
    }

    /// <inheritdoc cref="ToRdf(JsonItem, IQuadSink, CancellationToken)"/>
    public void ToRdf(string iri, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        Emit(Expand(_documents.Load(iri)), sink, cancellation);
    }

    /// <summary>Writes a dataset as expanded JSON-LD.</summary>
    /// <exception cref="JsonLdException">A literal of type <c>rdf:JSON</c> is not JSON.</exception>
    public JsonList FromRdf(IEnumerable<Terms.Quad> quads)
    {
        ArgumentNullException.ThrowIfNull(quads);
        return new RdfGatherer(_options).Gather(quads);
    }

    private void Emit(JsonList expanded, IQuadSink sink, CancellationToken cancellation) =>
        new RdfEmitter(_options, RdfReaderOptions.Default, sink, cancellation).Document(expanded);

    private JsonLdSource Given(JsonItem document) => new(document, _options.BaseIri!, _options.BaseIri!);

    private JsonList Expand(JsonLdSource source)
    {
        var contexts = new ContextProcessor(_options, _documents);
        var active = InitialContext.Of(_options, contexts, source.BaseIri, source.DocumentIri, source.ContextIri);
        var expanded = new Expander(_options, contexts).Document(active, source.Document, source.DocumentIri);
        contexts.Done();
        return expanded;
    }

    private JsonMap Compact(JsonLdSource source, JsonItem context) => CompactExpanded(Expand(source), context, source.BaseIri, asGraph: false);

    private JsonItem Flatten(JsonLdSource source, JsonItem? context)
    {
        var flat = new Flattener(_options).Flatten(Expand(source));
        return context is null ? flat : CompactExpanded(flat, context, source.BaseIri, asGraph: true);
    }

    private JsonMap Frame(JsonLdSource source, JsonItem frame)
    {
        var expanded = Expand(source);
        var contexts = new ContextProcessor(_options, _documents);
        var framed = new FrameRun(_options, contexts, source.BaseIri).Run(expanded, frame);
        contexts.Done();
        return framed;
    }

    private JsonMap CompactExpanded(JsonList expanded, JsonItem context, string? documentIri, bool asGraph)
    {
        var contexts = new ContextProcessor(_options, _documents);
        var local = (context as JsonMap)?[Keywords.Context] ?? context;
        var active = CompactionContext.Of(_options, contexts, local, documentIri);
        var compactor = new Compactor(_options, contexts);
        var result = compactor.Compact(active, null, expanded);
        var map = result switch
        {
            JsonMap single when !asGraph => single,
            JsonList { Count: 0 } when !asGraph => new JsonMap(),
            _ => new JsonMap { { compactor.Key(active, Keywords.Graph), result.AsList() } },
        };
        contexts.Done();
        return CompactionContext.WithContext(map, local);
    }
}
