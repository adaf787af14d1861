using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping;

/// <summary>A record as mapping gets it: a plain value, so that this room needs no door to Harvest.</summary>
/// <param name="Identifier">The record's own identifier.</param>
/// <param name="Content">The record in UTF-8.</param>
/// <param name="MediaType">The media type of <paramref name="Content"/>.</param>
/// <param name="Origin">Where it was, for messages.</param>
/// <param name="Datestamp">When the source says that the record changed, if it says so: the day of the metadata where the record itself has none.</param>
public sealed record SourceRecord(string Identifier, ReadOnlyMemory<byte> Content, string MediaType, string Origin, DateTimeOffset? Datestamp = null);

/// <summary>What mapping made of one record.</summary>
/// <param name="Record">The identifier of the source record.</param>
/// <param name="Subject">The IRI of the object that the record describes; <see langword="null"/> when nothing could be mapped.</param>
/// <param name="Triples">The record in the shared model, blank nodes already replaced by deterministic IRIs.</param>
/// <param name="UnusedFields">Source fields (paths such as <c>Production/creator.qualifier</c>) that had a value and that no rule used.</param>
/// <param name="DeniedFields">Source fields on the deny-list that had a value: counted, never read.</param>
/// <param name="Fields">The values of the source fields that an access rule may ask for.</param>
/// <param name="Diagnostics">What was wrong or noticed; an error means that the record is to be set aside.</param>
public sealed record MappingResult(
    string Record,
    Iri? Subject,
    IReadOnlyList<Triple> Triples,
    IReadOnlyCollection<string> UnusedFields,
    IReadOnlyCollection<string> DeniedFields,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields,
    IReadOnlyList<MappingDiagnostic> Diagnostics)
{
    /// <summary>The source fields that had a value, each once, with what was done with it; without those that are denied.</summary>
    public IReadOnlyList<SourceField> SeenFields { get; init; } = [];

    /// <summary>When it may be public, as far as the mapping knows the record to be about persons; <see langword="null"/> for any other record.</summary>
    public PersonalData? Persons { get; init; }

    /// <summary>What the source says, without what is denied or left out; empty unless the settings ask for it (<c>keepSource</c>).</summary>
    public IReadOnlyList<Triple> Source { get; init; } = [];

    /// <summary>Whether the record could not be mapped and has to be set aside.</summary>
    public bool IsRejected => Diagnostics.Any(d => d.IsError);
}

/// <summary>A remark of the mapping about one record.</summary>
/// <param name="IsError">Whether the record is to be set aside for it.</param>
/// <param name="Code">A stable short code (<c>lift-xml</c>, <c>date-not-understood</c>, …) that pages translate.</param>
/// <param name="Message">What, where (line and column within the record) and what to do.</param>
/// <param name="Field">The source field, if it is about one.</param>
public sealed record MappingDiagnostic(bool IsError, string Code, string Message, string? Field = null);
