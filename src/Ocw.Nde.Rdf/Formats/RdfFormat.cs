using Ocw.Nde.Rdf.Formats.Writing;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>One RDF syntax: how it is called, recognised, and what can be done with it.</summary>
/// <remarks>The formats there are stand in <see cref="RdfFormats"/>.</remarks>
public sealed class RdfFormat
{
    private readonly string[] _mediaTypes;
    private readonly string[] _fileEndings;

    internal RdfFormat(string name, string iri, string[] mediaTypes, string[] fileEndings, RdfCapabilities capabilities)
    {
        Name = name;
        Iri = iri;
        _mediaTypes = mediaTypes;
        _fileEndings = fileEndings;
        Capabilities = capabilities;
    }

    /// <summary>A syntax that another room reads, such as HTML; <see cref="RdfFormats.Parse(Stream, RdfFormat, IQuadSink, RdfReaderOptions?, CancellationToken)"/> and <see cref="RdfInput"/> take it like any other.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="iri">Its IRI in W3C's registry.</param>
    /// <param name="mediaTypes">Its media types, the registered one first.</param>
    /// <param name="fileEndings">Its file endings with their dots, the usual one first.</param>
    /// <param name="reader">Makes a reader.</param>
    public static RdfFormat ReadBy(string name, string iri, IEnumerable<string> mediaTypes, IEnumerable<string> fileEndings, Func<RdfReaderOptions, RdfReader> reader) =>
        new(name, iri, [.. mediaTypes], [.. fileEndings], RdfCapabilities.Read | RdfCapabilities.Graphs) { Reader = reader };

    /// <summary>The name that its specification uses, for instance <c>N-Triples</c>.</summary>
    public string Name { get; }

    /// <summary>The IRI of the format in W3C's registry (<c>http://www.w3.org/ns/formats/</c>).</summary>
    public string Iri { get; }

    /// <summary>The registered media type.</summary>
    public string MediaType => _mediaTypes[0];

    /// <summary>All media types that are taken for this format, the registered one first.</summary>
    public IReadOnlyList<string> MediaTypes => _mediaTypes;

    /// <summary>The usual file ending, with its dot.</summary>
    public string FileEnding => _fileEndings[0];

    /// <summary>All file endings, with their dots, the usual one first.</summary>
    public IReadOnlyList<string> FileEndings => _fileEndings;

    /// <summary>What the format can hold and what this library can do with it.</summary>
    public RdfCapabilities Capabilities { get; }

    /// <summary>Whether documents of this format can hold named graphs.</summary>
    public bool HoldsGraphs => Capabilities.HasFlag(RdfCapabilities.Graphs);

    /// <summary>Whether this library reads it.</summary>
    public bool CanRead => Capabilities.HasFlag(RdfCapabilities.Read);

    /// <summary>Whether this library writes it.</summary>
    public bool CanWrite => Capabilities.HasFlag(RdfCapabilities.Write);

    internal Func<RdfReaderOptions, RdfReader>? Reader { get; init; }

    internal Func<Utf8Output, RdfWriterOptions, RdfWriter>? Writer { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What a format can hold and what can be done with it.</summary>
[Flags]
public enum RdfCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It can be read.</summary>
    Read = 1,

    /// <summary>It can be written.</summary>
    Write = 2,

    /// <summary>It holds named graphs.</summary>
    Graphs = 4,

    /// <summary>It has prefixes.</summary>
    Prefixes = 8,

    /// <summary>One statement a line: a bad line can be skipped.</summary>
    Lines = 16,
}
