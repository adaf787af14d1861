using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Quality;
using Ocw.Nde.Mapping.Quality.Tiers;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>What a run counts of one record: kept beside the record, so that a run in which it did not change need not look at it again.</summary>
/// <param name="Record">The identifier of the record.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="IsExample">Whether its field values may be shown as examples.</param>
/// <param name="Unused">Source fields that no rule used.</param>
/// <param name="Denied">Source fields of the deny-list.</param>
/// <param name="Seen">Source fields with a value.</param>
/// <param name="Quality">How good it is, if it is public in full.</param>
/// <param name="Fault">Why it was set aside, if it was.</param>
internal sealed record RecordNote(
    string Record, RecordFate Fate, bool IsExample, IReadOnlyCollection<string> Unused, IReadOnlyCollection<string> Denied, IReadOnlyList<SourceField> Seen, QualityNote? Quality, QuarantinedRecord? Fault)
{
    /// <summary>The note of a record that was divided into open and closed.</summary>
    public static RecordNote Of(SourceKind kind, MappingResult mapped, AdmittedRecord admitted)
    {
        var fate = admitted.Level switch { AccessDecision.Gesloten => RecordFate.Withheld, AccessDecision.Beschrijving => RecordFate.Stub, _ => RecordFate.Kept };
        var quality = kind == SourceKind.Collection && admitted.Level == AccessDecision.Openbaar ? QualityNote.Of(mapped, admitted) : null;
        // Where a source closes single fields, no value of a source field can be told to be public.
        return new RecordNote(mapped.Record, fate, admitted is { Level: AccessDecision.Openbaar, Closed.Count: 0 }, mapped.UnusedFields, mapped.DeniedFields, mapped.SeenFields, quality, null);
    }

    /// <summary>The note of a record that was set aside.</summary>
    public static RecordNote Of(MappingResult mapped, QuarantinedRecord fault) =>
        new(mapped.Record, RecordFate.SetAside, IsExample: false, mapped.UnusedFields, mapped.DeniedFields, mapped.SeenFields, null, fault);
}

/// <summary>What became of a record.</summary>
internal enum RecordFate : byte
{
    /// <summary>Public in full.</summary>
    Kept,

    /// <summary>Public as a stub.</summary>
    Stub,

    /// <summary>Not public.</summary>
    Withheld,

    /// <summary>Set aside.</summary>
    SetAside,
}

/// <summary>How good a public record is.</summary>
/// <param name="Titles">Its titles, each once.</param>
/// <param name="Patterns">The codes of the problem patterns that it shows.</param>
/// <param name="Content">Its content tier.</param>
/// <param name="Metadata">Its metadata tier.</param>
/// <param name="HasMedia">Whether it has an image or another medium.</param>
internal sealed record QualityNote(IReadOnlyList<string> Titles, IReadOnlyList<string> Patterns, ContentTier Content, MetadataTier Metadata, bool HasMedia)
{
    private static readonly Iri AssociatedMedia = new("https://schema.org/associatedMedia");

    /// <summary>Judges a record by what the public sees of it.</summary>
    public static QualityNote Of(MappingResult mapped, AdmittedRecord admitted)
    {
        var record = QualityRecord.Of(admitted.Closed.Count == 0 ? mapped : mapped with { Triples = admitted.Open });
        return new QualityNote(
            record.Titles,
            [.. ProblemPattern.All.Where(p => p.Shows(record)).Select(p => p.Code)],
            ContentTier.Of(record),
            MetadataTier.Of(record),
            admitted.Open.Any(t => t.Predicate.Equals(AssociatedMedia)));
    }
}
