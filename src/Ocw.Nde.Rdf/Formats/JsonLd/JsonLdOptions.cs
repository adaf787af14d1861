using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>How JSON-LD is processed (JSON-LD 1.1 API §9.3, Framing §5.2), and the ceilings.</summary>
public sealed record JsonLdOptions
{
    /// <summary>JSON-LD 1.1, only the contexts that this program knows, default ceilings.</summary>
    public static JsonLdOptions Default { get; } = new();

    /// <summary>The absolute IRI that relative ones are resolved against; default the document's own address, if it has one.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Gives contexts and documents by their addresses. Default <see cref="KnownContexts.Loader"/>, which never goes to the network.</summary>
    public IJsonLdDocumentLoader Loader { get; init; } = KnownContexts.Loader;

    /// <summary>Finds the script elements of HTML documents; without one, an HTML document is refused.</summary>
    public IJsonLdScriptExtractor? ScriptExtractor { get; init; }

    /// <summary>HTML documents: take all JSON-LD script elements, not only the first. Default false.</summary>
    public bool ExtractAllScripts { get; init; }

    /// <summary>A context that is in force before the document's own.</summary>
    public JsonItem? ExpandContext { get; init; }

    /// <summary>Whether features of JSON-LD 1.1 are accepted. Default they are.</summary>
    public JsonLdVersion ProcessingMode { get; init; } = JsonLdVersion.V11;

    /// <summary>Whether keys are handled in the order of their characters instead of as they stand. Default false.</summary>
    public bool Ordered { get; init; }

    /// <summary>Compaction: write arrays of one value as that value. Default true.</summary>
    public bool CompactArrays { get; init; } = true;

    /// <summary>Compaction: write IRIs relative to the base. Default true.</summary>
    public bool CompactToRelative { get; init; } = true;

    /// <summary>From RDF: write numbers and booleans as JSON's own. Default false.</summary>
    public bool UseNativeTypes { get; init; }

    /// <summary>From RDF: write <c>rdf:type</c> as a property instead of <c>@type</c>. Default false.</summary>
    public bool UseRdfType { get; init; }

    /// <summary>How the base direction of strings goes to RDF and back. Default it is dropped.</summary>
    public JsonLdRdfDirection RdfDirection { get; init; }

    /// <summary>Framing: where a node is embedded that several others refer to. Default once.</summary>
    public JsonLdEmbed Embed { get; init; } = JsonLdEmbed.Once;

    /// <summary>Framing: only the properties that the frame names. Default false.</summary>
    public bool Explicit { get; init; }

    /// <summary>Framing: leave out properties that a node lacks. Default false: they are <c>null</c> or the frame's default.</summary>
    public bool OmitDefault { get; init; }

    /// <summary>Framing: no <c>@graph</c> around a single result. Default true for JSON-LD 1.1, false for 1.0.</summary>
    public bool? OmitGraph { get; init; }

    /// <summary>Framing: a node must match every property of the frame, not only one. Default false.</summary>
    public bool RequireAll { get; init; }

    /// <summary>How deep JSON may nest. Default 256.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>How many contexts one <c>@context</c> may list, and how many terms may be defined by each other in a chain. Default 100.</summary>
    public int MaxContexts { get; init; } = 100;

    /// <summary>How many contexts may come from addresses while one <c>@context</c> is processed. Default 32.</summary>
    public int MaxRemoteContexts { get; init; } = 32;

    /// <summary>How many node objects framing and flattening keep, or may put into one result. Default 5,000,000.</summary>
    public int MaxNodes { get; init; } = 5_000_000;

    /// <summary>The largest document, or node object of a streamed document, in bytes: it is held in memory. Default 256 MiB.</summary>
    public int MaxDocumentBytes { get; init; } = 256 << 20;
}

/// <summary>The versions of JSON-LD.</summary>
public enum JsonLdVersion
{
    /// <summary><c>json-ld-1.1</c>.</summary>
    V11,

    /// <summary><c>json-ld-1.0</c>: what 1.1 added is refused.</summary>
    V10,
}

/// <summary>How <c>@direction</c> is written in RDF 1.1 (JSON-LD 1.1 API §9.3, <c>rdfDirection</c>).</summary>
public enum JsonLdRdfDirection
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As a datatype of <c>https://www.w3.org/ns/i18n#</c>.</summary>
    I18nDatatype,

    /// <summary>As a blank node with <c>rdf:value</c>, <c>rdf:language</c> and <c>rdf:direction</c>.</summary>
    CompoundLiteral,
}

/// <summary>The values of <c>@embed</c> (JSON-LD 1.1 Framing §5.1).</summary>
public enum JsonLdEmbed
{
    /// <summary><c>@once</c>.</summary>
    Once,

    /// <summary><c>@always</c>.</summary>
    Always,

    /// <summary><c>@never</c>.</summary>
    Never,
}
