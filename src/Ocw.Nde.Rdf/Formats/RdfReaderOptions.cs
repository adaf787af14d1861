using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>How a document is read. The defaults are strict.</summary>
public sealed record RdfReaderOptions
{
    /// <summary>Strict, no base IRI, default ceilings.</summary>
    public static RdfReaderOptions Default { get; } = new();

    /// <summary>The absolute IRI that relative IRIs are resolved against; without one, a relative IRI before any <c>@base</c> is a fault.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Which version is read. Default RDF 1.1: what 1.2 adds is then a fault that says how to switch it on.</summary>
    public RdfVersion Version { get; init; }

    /// <summary>The file or address, for messages.</summary>
    public string? SourceName { get; init; }

    /// <summary>
    /// Repairs what real files get wrong and tells <see cref="OnNotice"/>: characters that no IRI may hold are percent-encoded,
    /// <c>nl_NL</c> becomes <c>nl-NL</c>, a repeated <c>rdf:ID</c> is accepted, UTF-16 and UTF-32 are read, and bytes that are not UTF-8 are read as
    /// Windows-1252. Default false: such a document is refused.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>
    /// The encoding that the media type declared (<c>;charset=…</c>), if any. RDF/XML without a byte order mark is read in it, unless it says UTF-8 and
    /// the XML declaration says something else. The other syntaxes are UTF-8 whatever is declared; lenient reading takes it for what is not.
    /// </summary>
    public string? Charset { get; init; }

    /// <summary>Hears of everything doubtful that was read all the same.</summary>
    public Action<RdfNotice>? OnNotice { get; init; }

    /// <summary>
    /// N-Triples and N-Quads only: when set, a line that is not a statement is handed here and skipped, and reading goes on.
    /// A callback that has seen enough ends the reading by throwing. Default none: the first bad line is thrown.
    /// </summary>
    public Action<RdfSyntaxException>? OnBadLine { get; init; }

    /// <summary>
    /// Put before every blank-node label, with <c>_</c> after it, so that documents read with different prefixes never share a label.
    /// ASCII letters and digits. Default empty. Labels that the reader makes itself never collide with written ones.
    /// </summary>
    public string BlankNodePrefix { get; init; } = "";

    /// <summary>The largest literal, name or (in N-Triples and N-Quads) statement, in bytes; longer is a fault. Default 64 MiB.</summary>
    public int MaxTokenBytes { get; init; } = 64 << 20;

    /// <summary>The longest IRI in bytes after resolution; longer is a fault. Default 8,192.</summary>
    public int MaxIriBytes { get; init; } = 8192;

    /// <summary>How deep property lists, collections and XML elements may nest. Default 512.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>JSON-LD only: where contexts come from, and the ceilings. Default: only the contexts that this library brings along.</summary>
    public JsonLdOptions JsonLd { get; init; } = JsonLdOptions.Default;

    /// <summary>RDF/XML only: how many characters internal entities may expand to in one document. Default 1 Mi. External entities are never read.</summary>
    public int MaxEntityCharacters { get; init; } = 1 << 20;
}
