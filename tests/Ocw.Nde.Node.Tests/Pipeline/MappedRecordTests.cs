using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Pipeline;

public sealed class MappedRecordTests
{
    private static readonly Iri Subject = new("https://example.org/id/1");

    private static readonly MappingResult Mapped = new(
        "nr 1",
        Subject,
        [
            new(Subject, RdfNs.Type, new Iri("https://schema.org/CreativeWork")),
            new(Subject, new Iri("https://schema.org/name"), new Literal("Zee\u00ebn \ud83c\udf0a", "nl-NL")),
            new(Subject, new Iri("https://schema.org/name"), new Literal("شلوم", "ar", BaseDirection.RightToLeft)),
            new(Subject, new Iri("https://schema.org/position"), new Literal("7", new Iri(XsdNs.Namespace + "integer"))),
            new(new BlankNode("b0"), new Iri("https://schema.org/name"), new Literal("")),
        ],
        ["a.b"],
        ["locatie"],
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["status"] = ["open", "open"], ["leeg"] = [] },
        [new MappingDiagnostic(IsError: false, "date-not-understood", "x")]);

    [Fact]
    public void What_mapping_made_comes_back_as_it_was()
    {
        var read = MappedRecord.Read("nr 1", MappedRecord.Write(Mapped)!)!;

        Assert.Equal(Mapped.Subject, read.Subject);
        Assert.Equal(Mapped.Triples, read.Triples);
        Assert.Equal(Mapped.Triples.Select(triple => (triple.Object as Literal)?.Language), read.Triples.Select(triple => (triple.Object as Literal)?.Language));
        Assert.Equal(Mapped.UnusedFields, read.UnusedFields);
        Assert.Equal(Mapped.DeniedFields, read.DeniedFields);
        Assert.Equal(Mapped.Fields.SelectMany(field => field.Value.Prepend(field.Key)), read.Fields.SelectMany(field => field.Value.Prepend(field.Key)));
        Assert.False(read.IsRejected);
    }

    [Fact]
    public void The_error_that_sets_a_record_aside_is_kept()
    {
        var rejected = new MappingResult("x", null, [], [], [], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), [new MappingDiagnostic(IsError: true, "key-missing", "Geen sleutel.")]);

        var read = MappedRecord.Read("x", MappedRecord.Write(rejected)!)!;

        Assert.Null(read.Subject);
        Assert.Equal(new MappingDiagnostic(IsError: true, "key-missing", "Geen sleutel."), Assert.Single(read.Diagnostics));
    }

    [Fact]
    public void Bytes_that_are_cut_off_are_not_taken_for_a_record()
    {
        var bytes = MappedRecord.Write(Mapped)!;

        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(MappedRecord.Read("nr 1", bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Another_content_media_type_or_datestamp_is_another_state_of_a_record()
    {
        var day = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        RecordHash[] states =
        [
            RecordHash.Of("x", "a"u8, "text/csv", null), RecordHash.Of("x", "b"u8, "text/csv", null), RecordHash.Of("x", "a"u8, "application/json", null), RecordHash.Of("x", "a"u8, "text/csv", day),
        ];

        Assert.Equal(4, states.Select(state => state.Content).Distinct().Count());
        Assert.Single(states.Select(state => state.Key).Distinct());
        Assert.Equal(states[0], RecordHash.Of("x", "a"u8, "text/csv", null));
    }
}
