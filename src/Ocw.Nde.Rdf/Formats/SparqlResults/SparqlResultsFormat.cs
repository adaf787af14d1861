using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Ocw.Nde.Rdf.Formats.Writing;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>One of the four formats of SPARQL 1.1 for the answers of SELECT and ASK.</summary>
public sealed class SparqlResultsFormat
{
    private readonly string[] _mediaTypes;
    private readonly string[] _fileEndings;
    private readonly Func<Utf8Output, ISolutionWriter> _writer;
    private readonly Func<ReadOnlyMemory<byte>, SparqlResults> _reader;

    private SparqlResultsFormat(
        string name, string iri, string[] mediaTypes, string[] fileEndings, Func<Utf8Output, ISolutionWriter> writer, Func<ReadOnlyMemory<byte>, SparqlResults> reader)
    {
        Name = name;
        Iri = iri;
        _mediaTypes = mediaTypes;
        _fileEndings = fileEndings;
        _writer = writer;
        _reader = reader;
    }

    /// <summary>SPARQL 1.1 Query Results JSON Format.</summary>
    public static SparqlResultsFormat Json { get; } = new(
        "JSON", "http://www.w3.org/ns/formats/SPARQL_Results_JSON", ["application/sparql-results+json", "application/json"], [".srj", ".json"],
        output => new JsonSolutionWriter(output), JsonSolutionReader.Read);

    /// <summary>SPARQL Query Results XML Format.</summary>
    public static SparqlResultsFormat Xml { get; } = new(
        "XML", "http://www.w3.org/ns/formats/SPARQL_Results_XML", ["application/sparql-results+xml", "application/xml", "text/xml"], [".srx", ".xml"],
        output => new XmlSolutionWriter(output), XmlSolutionReader.Read);

    /// <summary>SPARQL 1.1 Query Results CSV.</summary>
    public static SparqlResultsFormat Csv { get; } = new(
        "CSV", "http://www.w3.org/ns/formats/SPARQL_Results_CSV", ["text/csv"], [".csv"], output => new CsvSolutionWriter(output), CsvSolutionReader.Read);

    /// <summary>SPARQL 1.1 Query Results TSV.</summary>
    public static SparqlResultsFormat Tsv { get; } = new(
        "TSV", "http://www.w3.org/ns/formats/SPARQL_Results_TSV", ["text/tab-separated-values"], [".tsv"], output => new TsvSolutionWriter(output), TsvSolutionReader.Read);

    /// <summary>All four, in the order of preference where a client leaves the choice open.</summary>
    public static IReadOnlyList<SparqlResultsFormat> All { get; } = [Json, Xml, Csv, Tsv];

    /// <summary>A short name: JSON, XML, CSV or TSV.</summary>
    public string Name { get; }

    /// <summary>The IRI of the format in W3C's registry.</summary>
    public string Iri { get; }

    /// <summary>The registered media type.</summary>
    public string MediaType => _mediaTypes[0];

    /// <summary>All media types that are taken for this format, the registered one first.</summary>
    public IReadOnlyList<string> MediaTypes => _mediaTypes;

    /// <summary>File endings with their dots, the usual one first.</summary>
    public IReadOnlyList<string> FileEndings => _fileEndings;

    /// <summary>The format that a media type names; parameters and case do not matter.</summary>
    public static bool TryFromMediaType(string? mediaType, [NotNullWhen(true)] out SparqlResultsFormat? format)
    {
        var bare = (mediaType ?? "").Split(';', 2)[0].Trim();
        format = All.FirstOrDefault(f => f._mediaTypes.Contains(bare, StringComparer.OrdinalIgnoreCase));
        return format is not null;
    }

    /// <summary>The format that a file's name ends in.</summary>
    public static bool TryFromFileName(string? name, [NotNullWhen(true)] out SparqlResultsFormat? format)
    {
        format = All.FirstOrDefault(f => f._fileEndings.Any(e => (name ?? "").EndsWith(e, StringComparison.OrdinalIgnoreCase)));
        return format is not null;
    }

    /// <summary>Makes a writer; one writer writes one document.</summary>
    public ISolutionWriter CreateWriter(IBufferWriter<byte> output) => _writer(new Utf8Output(output));

    /// <inheritdoc cref="CreateWriter(IBufferWriter{byte})"/>
    public ISolutionWriter CreateWriter(Stream output) => _writer(new Utf8Output(output));

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="RdfSyntaxException">It is not a document of this format.</exception>
    public SparqlResults Read(ReadOnlyMemory<byte> document) => _reader(document);

    /// <summary>Reads a document from a stream and hands over each solution as it comes; JSON and XML without holding more than one of them.</summary>
    /// <exception cref="RdfSyntaxException">It is not a document of this format; solutions may have been handed over before that was seen.</exception>
    public async Task ReadAsync(Stream input, ISolutionSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(sink);
        if (this == Json)
            await JsonSolutionReader.ReadAsync(input, sink, cancellation).ConfigureAwait(false);
        else if (this == Xml)
            await XmlSolutionReader.ReadAsync(input, sink, cancellation).ConfigureAwait(false);
        else
            await ReadWholeAsync(input, sink, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private async Task ReadWholeAsync(Stream input, ISolutionSink sink, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        await input.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var results = Read(copy.ToArray());
        if (results.Boolean is { } value)
        {
            sink.Boolean(value);
            return;
        }

        sink.Variables(results.Variables);
        foreach (var row in results.Rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                if (row[column] is { } term)
                    sink.Bind(results.Variables[column], term);
            }

            sink.EndSolution();
        }
    }
}
