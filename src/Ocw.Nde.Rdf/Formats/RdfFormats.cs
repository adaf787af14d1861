using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.NTriples;
using Ocw.Nde.Rdf.Formats.RdfXml;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Formats.Turtle;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>The RDF syntaxes that this library knows: look one up, read with it, write with it.</summary>
public static class RdfFormats
{
    private const RdfCapabilities ReadWrite = RdfCapabilities.Read | RdfCapabilities.Write;

    /// <summary>RDF 1.1 N-Triples.</summary>
    public static RdfFormat NTriples { get; } =
        new("N-Triples", "http://www.w3.org/ns/formats/N-Triples", ["application/n-triples", "text/plain"], [".nt"], ReadWrite | RdfCapabilities.Lines)
        {
            Reader = options => new LineReader(options, quads: false),
            Writer = (output, options) => new LineWriter(output, options, quads: false),
        };

    /// <summary>RDF 1.1 N-Quads.</summary>
    public static RdfFormat NQuads { get; } =
        new("N-Quads", "http://www.w3.org/ns/formats/N-Quads", ["application/n-quads", "text/x-nquads"], [".nq"], ReadWrite | RdfCapabilities.Graphs | RdfCapabilities.Lines)
        {
            Reader = options => new LineReader(options, quads: true),
            Writer = (output, options) => new LineWriter(output, options, quads: true),
        };

    /// <summary>RDF 1.1 Turtle.</summary>
    public static RdfFormat Turtle { get; } =
        new("Turtle", "http://www.w3.org/ns/formats/Turtle", ["text/turtle", "application/x-turtle", "text/n3"], [".ttl", ".turtle"], ReadWrite | RdfCapabilities.Prefixes)
        {
            Reader = options => new TurtleReader(options, graphs: false),
            Writer = (output, options) => options.NestBlankNodes ? new NestingTurtleWriter(output, options, graphs: false) : new TurtleWriter(output, options, graphs: false),
        };

    /// <summary>RDF 1.1 TriG.</summary>
    public static RdfFormat TriG { get; } =
        new("TriG", "http://www.w3.org/ns/formats/TriG", ["application/trig", "application/x-trig"], [".trig"], ReadWrite | RdfCapabilities.Graphs | RdfCapabilities.Prefixes)
        {
            Reader = options => new TurtleReader(options, graphs: true),
            Writer = (output, options) => options.NestBlankNodes ? new NestingTurtleWriter(output, options, graphs: true) : new TurtleWriter(output, options, graphs: true),
        };

    /// <summary>RDF 1.1 XML Syntax. It cannot hold every graph: what it cannot is a <see cref="FormatException"/> when it is written.</summary>
    public static RdfFormat RdfXml { get; } =
        new("RDF/XML", "http://www.w3.org/ns/formats/RDF_XML", ["application/rdf+xml", "application/xml", "text/xml"], [".rdf", ".owl", ".rdfxml"], ReadWrite | RdfCapabilities.Prefixes)
        {
            Reader = options => new RdfXmlReader(options),
            Writer = (output, options) => new RdfXmlWriter(output, options),
        };

    /// <summary>JSON-LD 1.1.</summary>
    public static RdfFormat JsonLd { get; } =
        new("JSON-LD", "http://www.w3.org/ns/formats/JSON-LD", ["application/ld+json", "application/json"], [".jsonld"], ReadWrite | RdfCapabilities.Graphs | RdfCapabilities.Prefixes)
        {
            Reader = options => new JsonLdReader(options),
            Writer = (output, options) =>
                options is { NestBlankNodes: true, JsonLdForm: JsonLdForm.Compacted } ? new NestingJsonLdWriter(output, options) : new JsonLdWriter(output, options),
        };

    /// <summary>All formats, in the order of preference where a client leaves the choice open.</summary>
    public static IReadOnlyList<RdfFormat> All { get; } = [Turtle, NTriples, TriG, NQuads, JsonLd, RdfXml];

    private static IReadOnlyList<RdfFormat> Writable { get; } = [.. All.Where(f => f.CanWrite)];

    /// <summary>Makes a reader.</summary>
    /// <exception cref="NotSupportedException">The format cannot be read (see <see cref="RdfFormat.CanRead"/>).</exception>
    /// <exception cref="ArgumentException">An option is not valid: a relative base IRI, a prefix with odd characters.</exception>
    public static RdfReader CreateReader(RdfFormat format, RdfReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Reader is not { } make)
            throw new NotSupportedException($"{format.Name} cannot be read.");
        options ??= RdfReaderOptions.Default;
        var reader = make(options);
        // XML says itself how it is encoded.
        return options.Lenient && format != RdfXml ? new DecodingReader(reader, options) : reader;
    }

    /// <summary>Makes a writer that writes one document to a stream; the stream stays open.</summary>
    /// <exception cref="NotSupportedException">The format cannot be written (see <see cref="RdfFormat.CanWrite"/>).</exception>
    public static RdfWriter CreateWriter(RdfFormat format, Stream output, RdfWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        return CreateWriter(format, new Utf8Output(output), options);
    }

    /// <summary>Makes a writer that writes one document to a buffer writer, such as a PipeWriter that the caller flushes.</summary>
    /// <inheritdoc cref="CreateWriter(RdfFormat, Stream, RdfWriterOptions?)"/>
    public static RdfWriter CreateWriter(RdfFormat format, IBufferWriter<byte> output, RdfWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        return CreateWriter(format, new Utf8Output(output), options);
    }

    /// <summary>The format that an HTTP Accept header prefers.</summary>
    /// <param name="accept">The header's value; an absent or empty one accepts anything.</param>
    /// <param name="supported">The formats on offer, the most wanted first; all that can be written when <see langword="null"/>.</param>
    /// <returns>The format, or <see langword="null"/> when none is acceptable.</returns>
    public static RdfFormat? Negotiate(string? accept, IReadOnlyList<RdfFormat>? supported = null) =>
        AcceptHeader.Choose(accept, supported ?? Writable, f => f.MediaTypes);

    /// <summary>Reads a stream, forward only and with bounded memory, and hands every quad to <paramref name="sink"/>. The stream stays open.</summary>
    /// <exception cref="RdfSyntaxException">The document does not follow the grammar; the quads before the fault have been handed over.</exception>
    public static void Parse(Stream input, RdfFormat format, IQuadSink sink, RdfReaderOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(sink);
        CreateReader(format, options).Read(input, sink, cancellation);
    }

    /// <summary>Reads a document that is in memory.</summary>
    /// <inheritdoc cref="Parse(Stream, RdfFormat, IQuadSink, RdfReaderOptions?, CancellationToken)"/>
    public static void Parse(ReadOnlyMemory<byte> input, RdfFormat format, IQuadSink sink, RdfReaderOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        CreateReader(format, options).Read(input, sink, cancellation);
    }

    /// <summary>Reads a file whose name says its format, unpacking it if it is packed (see <see cref="RdfInput"/>).</summary>
    /// <exception cref="NotSupportedException">The name does not end as any readable format does.</exception>
    /// <exception cref="InvalidDataException">The packed data is damaged, cut off, or beyond <see cref="UnpackLimits.Default"/>.</exception>
    /// <inheritdoc cref="Parse(Stream, RdfFormat, IQuadSink, RdfReaderOptions?, CancellationToken)"/>
    public static void ParseFile(string path, IQuadSink sink, RdfReaderOptions? options = null, CancellationToken cancellation = default) =>
        RdfInput.File(path, new() { Reader = options ?? RdfReaderOptions.Default }).Read(sink, cancellation);

    /// <summary>Reads a whole document into a dataset in memory.</summary>
    /// <inheritdoc cref="Parse(Stream, RdfFormat, IQuadSink, RdfReaderOptions?, CancellationToken)"/>
    public static RdfDataset ParseDataset(ReadOnlyMemory<byte> input, RdfFormat format, RdfReaderOptions? options = null)
    {
        var dataset = new RdfDataset();
        Parse(input, format, new RdfGraphSink(dataset), options);
        return dataset;
    }

    /// <summary>The format that a media type names; parameters (<c>;charset=utf-8</c>) and case do not matter.</summary>
    public static bool TryFromMediaType(string? mediaType, [NotNullWhen(true)] out RdfFormat? format)
    {
        var bare = mediaType.AsSpan();
        var parameters = bare.IndexOf(';');
        bare = (parameters < 0 ? bare : bare[..parameters]).Trim();
        foreach (var candidate in All)
        {
            foreach (var known in candidate.MediaTypes)
            {
                if (bare.Equals(known, StringComparison.OrdinalIgnoreCase))
                {
                    format = candidate;
                    return true;
                }
            }
        }

        format = null;
        return false;
    }

    /// <summary>The format that a file's name or an address's path ends in, with or without endings of packings after it (<c>.gz</c>, <c>.bz2</c>, <c>.xz</c>, <c>.zip</c>).</summary>
    public static bool TryFromFileName(string? name, [NotNullWhen(true)] out RdfFormat? format)
    {
        var bare = Packings.NameWithout(name ?? "");
        format = All.FirstOrDefault(f => f.FileEndings.Any(e => bare.EndsWith(e, StringComparison.OrdinalIgnoreCase)));
        return format is not null;
    }

    private static RdfWriter CreateWriter(RdfFormat format, Utf8Output output, RdfWriterOptions? options) =>
        format.Writer is { } writer ? writer(output, options ?? RdfWriterOptions.Default) : throw new NotSupportedException($"{format.Name} cannot be written.");
}
