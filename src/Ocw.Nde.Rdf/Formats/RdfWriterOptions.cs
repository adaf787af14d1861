using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>How a document is written.</summary>
public sealed record RdfWriterOptions
{
    /// <summary>No prefixes but those that the sink hears of; graph names are kept or refused, never dropped.</summary>
    public static RdfWriterOptions Default { get; } = new();

    /// <summary>Prefixes to declare at the start (Turtle, TriG), by prefix. Names that the grammar does not allow are left out.</summary>
    public IReadOnlyDictionary<string, string> Prefixes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// With RDF 1.2, Turtle and TriG announce their version, N-Triples and N-Quads are written in the canonical form of 1.2, and RDF/XML holds triple
    /// terms and base directions. Default RDF 1.1.
    /// </summary>
    public RdfVersion Version { get; init; }

    /// <summary>
    /// Whether a format without named graphs writes the triples of named graphs without their names. Default false: a quad of a named graph
    /// is then an <see cref="InvalidOperationException"/>.
    /// </summary>
    public bool DropGraphNames { get; init; }

    /// <summary>
    /// Turtle, TriG and compacted JSON-LD: write blank nodes inside the one statement that points to them, and RDF lists as lists, as people
    /// do. Default false, since the document is gathered in memory for it: for descriptions, pages and reports.
    /// </summary>
    public bool NestBlankNodes { get; init; }

    /// <summary>The most quads that <see cref="NestBlankNodes"/> gathers; a larger document is written without nesting. Default 100,000.</summary>
    public int MaxNestedQuads { get; init; } = 100_000;

    /// <summary>JSON-LD only: which form. Default compacted.</summary>
    public JsonLdForm JsonLdForm { get; init; } = JsonLdForm.Compacted;

    /// <summary>JSON-LD only: an address to name as context instead of writing the context into the document, for instance where the node serves it.</summary>
    public string? JsonLdContextIri { get; init; }
}

/// <summary>The forms of JSON-LD that can be written.</summary>
public enum JsonLdForm
{
    /// <summary>With the context of <see cref="JsonLd.JsonLdContext"/>: short names, plain strings.</summary>
    Compacted,

    /// <summary>Without a context: full IRIs, every value an object.</summary>
    Expanded,
}
