using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Reads how a document is reached: a path, a table of CSV on the Web, a distribution, a SPARQL service, a form of the Web of Things (RML-IO §3.2, IO registry).</summary>
internal sealed class AccessReader(GraphReader graph)
{
    /// <summary>The access of a source.</summary>
    public SourceAccess Read(RdfTerm node, IEnumerable<RdfTerm> nulls)
    {
        var access = Place(node);
        return access with
        {
            Encoding = access.Encoding ?? Encoding(graph.Text(node, "encoding")),
            Compression = Compression(node, graph),
            // The tools of the first RML made nothing of an empty cell.
            Nulls = [.. graph.Document.IsLegacy ? [""] : (IEnumerable<string>)[], .. access.Nulls, .. nulls.OfType<Literal>().Select(l => l.LexicalForm).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>What <c>rml:compression</c> of a source or target asks for.</summary>
    public static Compression Compression(RdfTerm node, GraphReader graph) => graph.Text(node, "compression") switch
    {
        null or RmlNs.Namespace + "none" => Model.Compression.None,
        RmlNs.Namespace + "gzip" => Model.Compression.Gzip,
        RmlNs.Namespace + "zip" => Model.Compression.Zip,
        RmlNs.Namespace + "targz" or RmlNs.Namespace + "targzip" => Model.Compression.TarGzip,
        RmlNs.Namespace + "tarxz" => Model.Compression.TarXz,
        var other => throw graph.Document.Fault(node, $"rml:compression «{other}» is not known; rml:none, rml:gzip, rml:zip, rml:targz or rml:tarxz is expected."),
    };

    /// <summary>The name of an encoding: <c>rml:UTF-8</c> as much as <c>"UTF-8"</c>.</summary>
    public static string? Encoding(string? written) =>
        written?.StartsWith(RmlNs.Namespace, StringComparison.Ordinal) == true ? written[RmlNs.Namespace.Length..] : written;

    private SourceAccess Place(RdfTerm node)
    {
        if (node is Literal file)
            return new SourceAccess { Path = file.LexicalForm };
        if (graph.Text(node, "path") is { } path)
            return Root(node, path);
        if (graph.Text(node, new Iri(RmlNs.Csvw + "url"), "csvw:url") is { } table)
            return Table(node, table);
        if (graph.Text(node, new Iri(RmlNs.Dcat + "downloadURL"), "dcat:downloadURL") is { } download)
            return Web(node, download);
        if (graph.Text(node, new Iri(RmlNs.ServiceDescription + "endpoint"), "sd:endpoint") is { } endpoint)
            return Web(node, endpoint) with { IsEndpoint = true };
        if (Form(node) is { } target)
            return Web(node, target);
        throw graph.Document.Fault(node, "rml:source is not a source that can be read: rml:path, csvw:url, dcat:downloadURL, sd:endpoint or a form with hctl:hasTarget is expected. Databases are exported to a file first.");
    }

    private SourceAccess Root(RdfTerm node, string path)
    {
        if (Uri.TryCreate(path, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return new SourceAccess { Address = address };
        return graph.Object(node, "root") switch
        {
            null => new SourceAccess { Path = path },
            Iri { Value: RmlNs.Namespace + "MappingDirectory" } => new SourceAccess { Path = path },
            Iri { Value: RmlNs.Namespace + "CurrentWorkingDirectory" } => new SourceAccess { Path = path, Root = SourceRoot.Working },
            Literal folder => new SourceAccess { Path = path, Root = SourceRoot.Folder, Folder = folder.LexicalForm },
            var other => throw graph.Document.Fault(node, $"rml:root {other} is not known; rml:MappingDirectory, rml:CurrentWorkingDirectory or a folder in quotes is expected."),
        };
    }

    private SourceAccess Web(RdfTerm node, string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? new SourceAccess { Address = uri }
        : throw graph.Document.Fault(node, $"«{address}» is not an address that can be read; http:// or https:// is expected.", address);

    private SourceAccess Table(RdfTerm node, string url)
    {
        var access = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new SourceAccess { Address = address } : new SourceAccess { Path = url };
        var nulls = graph.Document.Graph.Objects(node, new Iri(RmlNs.Csvw + "null")).OfType<Literal>().Select(l => l.LexicalForm);
        access = access with { Nulls = [.. nulls] };
        return graph.Object(node, new Iri(RmlNs.Csvw + "dialect"), "csvw:dialect") is { } dialect
            ? access with { Dialect = Dialect(dialect), Encoding = DialectText(dialect, "encoding") }
            : access;
    }

    // CSV on the Web, Metadata Vocabulary §5.9
    private CsvDialect Dialect(RdfTerm node)
    {
        var trim = DialectText(node, "trim");
        var quote = DialectText(node, "quoteChar");
        return new CsvDialect
        {
            Delimiter = One(node, "delimiter", DialectText(node, "delimiter") ?? ","),
            Quote = quote is null ? '"' : quote.Length == 0 ? null : One(node, "quoteChar", quote),
            DoubleQuote = DialectFlag(node, "doubleQuote") ?? true,
            CommentPrefix = DialectText(node, "commentPrefix") is { Length: > 0 } prefix ? prefix : null,
            Header = (DialectFlag(node, "header") ?? true) && DialectText(node, "headerRowCount") is not "0",
            SkipRows = int.TryParse(DialectText(node, "skipRows"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var rows) ? rows : 0,
            SkipBlankRows = DialectFlag(node, "skipBlankRows") ?? false,
            TrimStart = trim is "true" or "1" or "start",
            TrimEnd = trim is "true" or "1" or "end",
        };
    }

    private char One(RdfTerm node, string property, string text) => text switch
    {
        "\\t" => '\t',
        { Length: 1 } when text[0] < 0x80 => text[0],
        _ => throw graph.Document.Fault(node, $"csvw:{property} «{text}» is not one ASCII character.", text),
    };

    private string? DialectText(RdfTerm node, string property) => graph.Text(node, new Iri(RmlNs.Csvw + property), $"csvw:{property}");

    private bool? DialectFlag(RdfTerm node, string property) => graph.Flag(node, new Iri(RmlNs.Csvw + property), $"csvw:{property}");

    // td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget "…" ] ]
    private string? Form(RdfTerm node) =>
        graph.Document.Graph.Objects(node, new Iri(RmlNs.WebOfThings + "hasPropertyAffordance"))
            .SelectMany(a => graph.Document.Graph.Objects(a, new Iri(RmlNs.WebOfThings + "hasForm")))
            .Select(f => graph.Text(f, new Iri(RmlNs.Hypermedia + "hasTarget"), "hctl:hasTarget"))
            .FirstOrDefault(t => t is not null);
}
