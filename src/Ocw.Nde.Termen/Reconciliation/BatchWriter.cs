using System.Text.Json;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Writes the answer to a batch in the form in which it was asked.</summary>
/// <remarks>Faults and warnings stand in members of our own, <c>error</c> and <c>warnings</c>, which the schemas leave free.</remarks>
public static class BatchWriter
{
    /// <summary>Writes answers: an object by key for 0.1 and 0.2, an array in their order for 1.0.</summary>
    public static void Write(Utf8JsonWriter json, ReconciliationVersion version, IReadOnlyList<ReconciliationAnswer> answers, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(languages);
        json.WriteStartObject();
        if (version == ReconciliationVersion.V10)
            json.WriteStartArray("results");
        foreach (var answer in answers)
        {
            if (version == ReconciliationVersion.V02)
                json.WritePropertyName(answer.Item.Key);
            WriteOne(json, version, answer, scope, languages);
        }

        if (version == ReconciliationVersion.V10)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the answer to one query.</summary>
    public static void WriteOne(Utf8JsonWriter json, ReconciliationVersion version, ReconciliationAnswer answer, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(languages);
        json.WriteStartObject();
        json.WriteStartArray(version == ReconciliationVersion.V10 ? "candidates" : "result");
        foreach (var candidate in answer.Candidates)
            WriteCandidate(json, candidate, scope, languages);
        json.WriteEndArray();
        if (answer.Item.Fault is { } fault)
            json.WriteString("error", fault);
        if (answer.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings");
            foreach (var warning in answer.Warnings)
                json.WriteStringValue(warning);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, ReconciliationCandidate candidate, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        var language = languages.Count > 0 ? languages[0] : "nl";
        var description = CandidateText.Description(candidate.Term, languages, scope.IsWhole);
        json.WriteStartObject();
        json.WriteString("id", candidate.Term.Iri);
        json.WriteString("name", CandidateText.Name(candidate.Term, languages));
        if (description.Length > 0)
            json.WriteString("description", description);
        json.WriteNumber("score", candidate.Score);
        json.WriteBoolean("match", candidate.IsMatch);
        json.WriteStartArray("type");
        foreach (var type in ReconciliationTypes.Of(candidate.Term))
            WriteType(json, type, language);
        json.WriteEndArray();
        json.WriteStartArray("features");
        foreach (var feature in candidate.Features)
            WriteFeature(json, feature, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, MatchingFeature feature, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", feature.Id);
        json.WriteString("name", FeatureNames.Of(feature.Id, language));
        if (feature.Number is { } number)
            json.WriteNumber("value", number);
        else
            json.WriteBoolean("value", feature.Holds);
        json.WriteEndObject();
    }

    internal static void WriteType(Utf8JsonWriter json, ReconciliationType type, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", type.Id);
        json.WriteString("name", type.Name(language));
        json.WriteEndObject();
    }
}
