using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>One way to get a dataset: a file, or an API (DCAT 3 §6.8).</summary>
public sealed record Distribution
{
    /// <summary>The protocol of SPARQL endpoints.</summary>
    public static Iri SparqlProtocol { get; } = new("https://www.w3.org/TR/sparql11-protocol/");

    /// <summary>The protocol of OAI-PMH endpoints.</summary>
    public static Iri OaiPmhProtocol { get; } = new("http://www.openarchives.org/OAI/openarchivesprotocol.html");

    /// <summary>The distribution's own IRI; by default one is made from the dataset's.</summary>
    public Iri? Iri { get; init; }

    /// <summary>Where the file or the endpoint itself is.</summary>
    public required Iri Url { get; init; }

    /// <summary>The media type of the content, unpacked, such as <c>application/n-quads</c>; none for an endpoint.</summary>
    public string? MediaType { get; init; }

    /// <summary>How the file is packed: <c>gzip</c>, <c>zip</c>, or <see langword="null"/>.</summary>
    public string? Compression { get; init; }

    /// <summary>The protocol of an API; <see langword="null"/> for a file.</summary>
    public Iri? Protocol { get; init; }

    /// <summary>The profiles that the content follows, such as SCHEMA-AP-NDE.</summary>
    public IReadOnlyList<Iri> Profiles { get; init; } = [];

    /// <summary>Its names, one per language.</summary>
    public IReadOnlyList<Literal> Names { get; init; } = [];

    /// <summary>Its descriptions, one per language.</summary>
    public IReadOnlyList<Literal> Descriptions { get; init; } = [];

    /// <summary>The size of the file as it is sent, in bytes.</summary>
    public long? ByteSize { get; init; }

    /// <summary>The SHA-256 of the file as it is sent, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>When it was first published.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The licence, when it is another than the dataset's.</summary>
    public Iri? License { get; init; }

    /// <summary>The languages, when they are others than the dataset's.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>A page about it, such as the query page of an endpoint.</summary>
    public Iri? Documentation { get; init; }

    /// <summary>Who may have it; a closed distribution is not described.</summary>
    public AccessLevel Access { get; init; } = AccessLevel.Open;

    /// <summary>The media type with its compression as a suffix, as NDE's requirements write it: <c>application/n-quads+gzip</c>.</summary>
    public string? PackedMediaType => MediaType is null ? null : Compression is null ? MediaType : $"{MediaType}+{Compression}";
}
