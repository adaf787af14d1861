using System.Text.Json;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Completes what a person types: terms, properties and types.</summary>
public static class SuggestionWriter
{
    /// <summary>Writes terms.</summary>
    public static void WriteTerms(Utf8JsonWriter json, IEnumerable<Term> terms, bool withSource, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(languages);
        Write(json, terms, term =>
        {
            json.WriteString("id", term.Iri);
            json.WriteString("name", CandidateText.Name(term, languages));
            if (CandidateText.Description(term, languages, withSource) is { Length: > 0 } description)
                json.WriteString("description", description);
            json.WriteStartArray("notable");
            foreach (var type in ReconciliationTypes.Of(term))
                BatchWriter.WriteType(json, type, LanguageOf(languages));
            json.WriteEndArray();
        });
    }

    /// <summary>Writes the properties of which a name, identifier or alias begins with what was typed.</summary>
    public static void WriteProperties(Utf8JsonWriter json, string prefix, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(prefix);
        var language = LanguageOf(languages);
        Write(json, ContextProperty.All.Where(property => Begins([property.Id, property.NameNl, property.NameEn, .. property.Aliases], prefix)), property =>
        {
            json.WriteString("id", property.Id);
            json.WriteString("name", property.Name(language));
            json.WriteString("description", property.Description(language));
        });
    }

    /// <summary>Writes the types of a service of which a name or identifier begins with what was typed.</summary>
    public static void WriteTypes(Utf8JsonWriter json, string prefix, ReconciliationScope scope, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(scope);
        var language = LanguageOf(languages);
        Write(json, ReconciliationTypes.Of(scope.Sources).Where(type => Begins([type.Id, type.NameNl, type.NameEn], prefix)), type =>
        {
            json.WriteString("id", type.Id);
            json.WriteString("name", type.Name(language));
        });
    }

    /// <summary>A short text about a term, property or type, for a flyout; <see langword="null"/> where there is none.</summary>
    public static string? Flyout(string kind, string id, ReconciliationScope scope, string language)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return kind switch
        {
            "property" => ContextProperty.Find(id)?.Description(language),
            "type" => ReconciliationTypes.Of(scope.Sources).FirstOrDefault(type => string.Equals(type.Id, id, StringComparison.Ordinal))?.Name(language),
            _ => null,
        };
    }

    private static void Write<T>(Utf8JsonWriter json, IEnumerable<T> suggestions, Action<T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray("result");
        foreach (var suggestion in suggestions)
        {
            json.WriteStartObject();
            write(suggestion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool Begins(IEnumerable<string> names, string prefix)
    {
        var folded = TextFolder.Fold(prefix);
        return folded.Length == 0 || names.Any(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || (" " + TextFolder.Fold(name)).Contains(" " + folded, StringComparison.Ordinal));
    }

    private static string LanguageOf(IReadOnlyList<string> languages) => languages.Count > 0 ? languages[0] : "nl";
}
