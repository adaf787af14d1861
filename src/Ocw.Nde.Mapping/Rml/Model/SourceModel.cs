using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Model;

/// <summary>Where records come from: a logical source, or a logical view.</summary>
internal abstract record AbstractSource(RdfTerm Node);

/// <summary>How a document is cut and referred to (RML-IO §3).</summary>
internal enum Formulation
{
    Csv,
    JsonPath,
    XPath,
    SparqlCsv,
}

/// <summary>A document, the records in it, and how references are written (RML-IO §3).</summary>
internal sealed record LogicalSource(RdfTerm Node) : AbstractSource(Node)
{
    public required SourceAccess Access { get; init; }

    public required Formulation Formulation { get; init; }

    public string? Iterator { get; init; }

    /// <summary>Prefixes of XPath expressions.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether numbers and booleans of the source keep their datatypes; the first RML gave plain strings.</summary>
    public bool NaturalDatatypes { get; init; } = true;

    /// <summary>Two sources with the same key give the same records, so they are read once.</summary>
    public string Key => string.Join('\u001f', [Access.Key, Formulation.ToString(), Iterator ?? "", NaturalDatatypes ? "1" : "0", .. Namespaces.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key}={n.Value}")]);
}

/// <summary>The document itself.</summary>
internal sealed record SourceAccess
{
    /// <summary>A path, relative to <see cref="Root"/> or absolute.</summary>
    public string? Path { get; init; }

    public SourceRoot Root { get; init; }

    /// <summary>A fixed folder, with <see cref="SourceRoot.Folder"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>An address on the web.</summary>
    public Uri? Address { get; init; }

    /// <summary>Whether <see cref="Address"/> is a SPARQL endpoint.</summary>
    public bool IsEndpoint { get; init; }

    public string? Encoding { get; init; }

    public Compression Compression { get; init; }

    /// <summary>Values that stand for no value.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    public CsvDialect Dialect { get; init; } = CsvDialect.Default;

    public string Name => Path ?? Address?.AbsoluteUri ?? "";

    public string Key => string.Join('\u001e', [Path ?? "", Root.ToString(), Folder ?? "", Address?.AbsoluteUri ?? "", Encoding ?? "", Compression.ToString(), Dialect.ToString(), .. Nulls.Order(StringComparer.Ordinal)]);
}

/// <summary>What a relative path is relative to.</summary>
internal enum SourceRoot
{
    Mapping,
    Working,
    Folder,
}

/// <summary>How a document is packed.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zip,
    TarGzip,
    TarXz,
}

/// <summary>How a table is written (CSV on the Web, Metadata Vocabulary §5.9).</summary>
internal sealed record CsvDialect
{
    public static CsvDialect Default { get; } = new();

    public char Delimiter { get; init; } = ',';

    /// <summary><see langword="null"/>: quotes mean nothing.</summary>
    public char? Quote { get; init; } = '"';

    public bool DoubleQuote { get; init; } = true;

    public string? CommentPrefix { get; init; }

    public bool Header { get; init; } = true;

    public int SkipRows { get; init; }

    public bool SkipBlankRows { get; init; }

    public bool TrimStart { get; init; }

    public bool TrimEnd { get; init; }
}

/// <summary>A view on another source: rows of fields, flattened and joined (RML-LV).</summary>
internal sealed record LogicalView(RdfTerm Node) : AbstractSource(Node)
{
    public AbstractSource On { get; set; } = null!;

    public IReadOnlyList<ViewField> Fields { get; set; } = [];

    public IReadOnlyList<ViewJoin> Joins { get; set; } = [];
}

/// <summary>A field: values of an expression, or the records that an iterator finds (RML-LV §4).</summary>
internal sealed record ViewField(RdfTerm Node, string Name)
{
    /// <summary>The values of an expression field; <see langword="null"/> for an iterable field.</summary>
    public ExpressionMap? Expression { get; init; }

    public string? Iterator { get; init; }

    /// <summary>Another formulation than that of the record around it.</summary>
    public Formulation? Formulation { get; init; }

    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<ViewField> Fields { get; init; } = [];
}

/// <summary>Fields of another view, by equal values (RML-LV §5).</summary>
internal sealed record ViewJoin(RdfTerm Node, LogicalView Parent, bool IsInner, IReadOnlyList<JoinCondition> Conditions, IReadOnlyList<ViewField> Fields);

/// <summary>A file that statements are written to (RML-IO §4).</summary>
internal sealed record LogicalTarget(RdfTerm Node, string Path, string Serialization, string? Encoding, Compression Compression);
