namespace Ocw.Nde.Harvest;

/// <summary>One record as the institution's system gave it, cut from a payload that lies in the archive.</summary>
/// <param name="Identifier">The record's own identifier: the OAI identifier, the key column, the subject IRI.</param>
/// <param name="Datestamp">When the source says that it changed, if it says so.</param>
/// <param name="IsDeleted">Whether the source says that the record is gone; then <paramref name="Content"/> is empty.</param>
/// <param name="Content">The record itself, in UTF-8: an XML element, a JSON object, or RDF.</param>
/// <param name="MediaType">The media type of <paramref name="Content"/>: <c>application/xml</c>, <c>application/json</c>, <c>text/csv</c> rows as JSON objects with string or string-array values, or an RDF type.</param>
/// <param name="Origin">Where it was: address, and line, page or element number, for messages.</param>
/// <param name="PayloadHash">The SHA-256 (lower-case hex) of the archived payload that it was cut from.</param>
public sealed record HarvestedRecord(
    string Identifier,
    DateTimeOffset? Datestamp,
    bool IsDeleted,
    ReadOnlyMemory<byte> Content,
    string MediaType,
    string Origin,
    string PayloadHash)
{
    /// <summary>For a deletion: whether it was told by comparing lists, and the source itself says nothing of the record.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Whether it came as a part of a whole that is replaced as a whole.</summary>
    public bool IsPart => Group is not null;

    /// <summary>The document of the payload in which it is, by its origin.</summary>
    internal string? Document { get; init; }

    /// <summary>Its places in the text of that document, apart from each other; empty where it was put together from statements all over a page.</summary>
    internal IReadOnlyList<TextRange> Ranges { get; init; } = [];

    /// <summary>What it came with, by the identifier of the whole: a later copy of the whole replaces all of it. <see langword="null"/> for a record by itself.</summary>
    internal string? Group { get; init; }

    /// <summary>On the last record of a copy of its group: how many records that copy has.</summary>
    internal int GroupSize { get; init; }

    /// <summary>The nodes, beside its identifier, that a page of RDF describes it under: the version, the activity.</summary>
    internal IReadOnlyList<string> Nodes { get; init; } = [];
}

/// <summary>A record, or a part of a payload, that could not be read and was set aside.</summary>
/// <param name="Identifier">The record's identifier, if it could be read.</param>
/// <param name="Origin">Where it was: address, and line, page or element number.</param>
/// <param name="Reason">What is wrong and what to do, in words of <paramref name="Code"/>.</param>
/// <param name="Code">A stable short code (<c>xml-not-well-formed</c>, <c>csv-row-width</c>, <c>key-missing</c>, …) that pages translate.</param>
public sealed record HarvestFault(string? Identifier, string Origin, string Reason, string Code);
