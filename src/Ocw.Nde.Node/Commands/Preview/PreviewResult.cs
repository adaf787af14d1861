using System.Text.Json.Serialization;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Commands.Preview;

/// <summary>One record and what became of it, as the preview shows it.</summary>
internal sealed record PreviewResult
{
    private static readonly Iri RecordClass = new("https://schema.org/CreativeWork");

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The identifier of the record.</summary>
    public required string Record { get; init; }

    /// <summary>Where it stands: address and line, page or element.</summary>
    public required string Origin { get; init; }

    /// <summary>Where it was taken from: <c>archive</c>, <c>source</c> or <c>file</c>.</summary>
    public required string Place { get; init; }

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The IRI of the object; <see langword="null"/> when nothing came of the record.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the record would be set aside.</summary>
    public bool IsRejected { get; init; }

    /// <summary>What the public would see: <c>openbaar</c>, <c>beschrijving</c>, <c>gesloten</c>.</summary>
    public string? Access { get; init; }

    /// <summary>The fields of the source, in their order.</summary>
    public required IReadOnlyList<PreviewField> Fields { get; init; }

    /// <summary>The names of the denied fields that have a value. Their values were never read.</summary>
    public required IReadOnlyList<string> Denied { get; init; }

    /// <summary>The statements of the result.</summary>
    public required IReadOnlyList<PreviewTriple> Triples { get; init; }

    /// <summary>The remarks of the mapping.</summary>
    public required IReadOnlyList<PreviewRemark> Remarks { get; init; }

    /// <summary>What the shared profile says of the result.</summary>
    public required IReadOnlyList<PreviewProblem> Problems { get; init; }

    /// <summary>Puts it together.</summary>
    public static PreviewResult Of(SourceSettings source, PickedRecord picked, DateOnly today, Language language, CancellationToken cancellation)
    {
        var (mapped, profile) = (picked.Preview.Result, picked.Profile);
        return new PreviewResult
        {
            Source = source.Id,
            Record = mapped.Record,
            Origin = picked.Record.Origin,
            Place = picked.Place,
            Profile = profile.Name,
            Subject = mapped.Subject?.Value,
            IsRejected = mapped.IsRejected,
            Access = mapped.IsRejected || mapped.Subject is null ? null : new Admission(source.Access, today).Admit(mapped).Level.ToString().ToLowerInvariant(),
            Fields = [.. picked.Preview.Values.Select(v => new PreviewField(v.Path, v.Use, v.Value, v.Language))],
            Denied = [.. mapped.DeniedFields.Order(StringComparer.Ordinal)],
            Triples = [.. mapped.Triples.Select(t => TripleOf(t, profile))],
            Remarks = [.. mapped.Diagnostics.Select(d => new PreviewRemark(d.IsError, d.Code, d.Message, d.Field))],
            Problems = source.Kind == SourceKind.Collection && !mapped.IsRejected ? Validate(mapped, profile, language, cancellation) : [],
        };
    }

    private static PreviewTriple TripleOf(Triple triple, MappingProfile profile)
    {
        var predicate = (Iri)triple.Predicate;
        var (value, kind, language, datatype) = triple.Object switch
        {
            Literal { Language: { } tag } literal => (literal.LexicalForm, "literal", tag, (string?)null),
            Literal literal => (literal.LexicalForm, "literal", null, literal.Datatype.Value),
            Iri iri => (iri.Value, "iri", null, null),
            var other => (TextOf(other), "bnode", null, null),
        };
        return new PreviewTriple(TextOf(triple.Subject), predicate.Value, value, kind, language, datatype, profile.SourceFieldsFor(predicate));
    }

    private static List<PreviewProblem> Validate(MappingResult mapped, MappingProfile profile, Language language, CancellationToken cancellation)
    {
        var graph = new MemoryQuadSourceBuilder();
        new TripleSpans(graph).Write(mapped.Triples);
        var report = ShaclValidator.Validate(graph.Build(), GraphSelector.Default, StandardShapes.RecordProfile, new ValidationOptions { IncludeDetails = true, RecordClass = RecordClass }, cancellation);
        return [.. report.Results.Select(r => ProblemOf(r, profile, language))];
    }

    private static PreviewProblem ProblemOf(ValidationResult result, MappingProfile profile, Language language)
    {
        var property = result.RecordProperty ?? (result.Path as LinkPath)?.Predicate;
        return new PreviewProblem(
            result.Severity.Value[(result.Severity.Value.IndexOf('#', StringComparison.Ordinal) + 1)..].ToLowerInvariant(),
            TextOf(result.FocusNode),
            (result.Path as LinkPath)?.Predicate.Value ?? property?.Value,
            result.MessageIn(language.Tag()),
            result.Value is { } value ? TextOf(value) : null,
            property is null ? [] : profile.SourceFieldsFor(property))
        {
            Hints = [.. result.Hints().Select(hint => hint.In(language.Tag()))],
        };
    }

    private static string TextOf(RdfTerm term) => term switch
    {
        Iri iri => iri.Value,
        Literal literal => literal.LexicalForm,
        _ => term.ToString() ?? "",
    };
}

/// <summary>A value of the source.</summary>
/// <param name="Path">The field.</param>
/// <param name="Use">What the mapping does with it.</param>
/// <param name="Value">The value.</param>
/// <param name="Language">The language that the source gives for it.</param>
internal sealed record PreviewField(string Path, FieldUse Use, string Value, string? Language);

/// <summary>A statement of the result, with the source fields that feed its property (none when the node adds it itself).</summary>
internal sealed record PreviewTriple(string Subject, string Predicate, string Value, string Kind, string? Language, string? Datatype, IReadOnlyList<string> Fields);

/// <summary>A remark of the mapping.</summary>
internal sealed record PreviewRemark(bool IsError, string Code, string Message, string? Field);

/// <summary>A result of validation, with the source fields to look at.</summary>
internal sealed record PreviewProblem(string Severity, string Node, string? Path, string Message, string? Value, IReadOnlyList<string> Fields)
{
    /// <summary>What the institution can do about it.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}

/// <summary>How a preview is written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PreviewResult))]
internal sealed partial class PreviewJson : JsonSerializerContext;
