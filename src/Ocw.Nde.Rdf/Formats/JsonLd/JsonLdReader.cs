using System.Globalization;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Conversion;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Expansion;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Reads JSON-LD 1.1 as RDF. Documents up to <see cref="WholeBytes"/> are read whole, larger ones node by node where their form allows it.</summary>
internal sealed class JsonLdReader(RdfReaderOptions options) : RdfReader
{
    /// <summary>Up to this size the order of the keys does not matter.</summary>
    internal const int WholeBytes = 8 << 20;

    private readonly JsonLdOptions _jsonLd = Checked(options);

    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, _jsonLd.MaxDocumentBytes, validate: true, cancellation);
        Read(window, sink, cancellation);
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, validate: true, cancellation);
        Read(window, sink, cancellation);
    }

    private void Read(ByteWindow window, IQuadSink sink, CancellationToken cancellation)
    {
        var text = new JsonCursor(window, _jsonLd);
        var contexts = new ContextProcessor(_jsonLd, new RemoteDocuments(_jsonLd));
        var document = new StreamedDocument(text, contexts, new Expander(_jsonLd, contexts), new RdfEmitter(_jsonLd, options, sink, cancellation), _jsonLd, new Notices(options));
        try
        {
            document.Read();
            contexts.Done();
        }
        catch (JsonLdException fault)
        {
            throw Syntax(fault, text.ValueStart);
        }
    }

    // A fault in a context from elsewhere is told at the place of the document that needs it.
    private RdfSyntaxException Syntax(JsonLdException fault, TextPosition value)
    {
        var elsewhere = fault.SourceName is { } name ? string.Create(CultureInfo.InvariantCulture, $", in <{name}>, line {fault.Line}") : "";
        var (line, column) = fault.Line > 0 && elsewhere.Length == 0 ? (fault.Line, fault.Column) : (value.Line, value.Column);
        return new(fault.Expected, $"{fault.Found} ({fault.Code}{elsewhere})", line, column, options.SourceName, fault);
    }

    private static JsonLdOptions Checked(RdfReaderOptions options)
    {
        if (options.BaseIri is { } iri && !IriCheck.IsAbsoluteIri(iri))
            throw new ArgumentException($"The base <{iri}> is not an absolute IRI.", nameof(options));
        return options.JsonLd with { BaseIri = options.BaseIri ?? options.JsonLd.BaseIri };
    }
}
