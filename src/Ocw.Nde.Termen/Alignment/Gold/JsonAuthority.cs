using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Terms as JSON objects: one a line, or in the <c>@graph</c> of a gazetteer whose names are objects of their own.</summary>
internal static class JsonAuthority
{
    private static readonly string[] s_iriNames = ["uri", "iri", "@id", "id", "url", "term"];
    private static readonly string[] s_preferredNames = ["prefLabel", "prefLabels", "preferredLabel", "label", "labels", "name", "title", "heading"];
    private static readonly string[] s_otherNames = ["altLabels", "altLabel", "alternateName", "alternateNames", "altNames", "aliases", "alias", "synonyms", "otherNames", "names"];
    private static readonly string[] s_hiddenNames = ["hiddenLabels", "hiddenLabel"];
    private static readonly string[] s_noteNames = ["scopeNote", "scopeNotes", "definition", "note", "notes", "description"];

    /// <summary>
    /// JSON lines with an IRI or id and a label, and whatever else is known: other labels, <c>birth</c>, <c>death</c>, <c>type</c>, <c>lat</c>, <c>lon</c>,
    /// <c>country</c>, notes, broader terms. A label is a text, a list, an object by language, or an object with value and language.
    /// </summary>
    /// <exception cref="FormatException">A line has no IRI or id, or no line has a label; the message names the line and what was expected.</exception>
    internal static IEnumerable<TermRecord> Read(string path)
    {
        var any = false;
        foreach (var (line, root) in GoldQueries.JsonLines(path))
        {
            if (root.ValueKind != JsonValueKind.Object || Text(root, s_iriNames) is not { } iri)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path} is no term: it has no IRI under uri, iri, @id or id. For instance {{\"uri\":\"https://…\",\"prefLabel\":\"Delft\",\"altLabels\":[]}}"));
            var record = new TermRecord
            {
                Iri = iri,
                Birth = Year(root, "birth", "birthYear", "birthDate", "born"),
                Death = Year(root, "death", "deathYear", "deathDate", "died"),
                Latitude = Degrees(Text(root, "lat", "latitude")),
                Longitude = Degrees(Text(root, "lon", "lng", "long", "longitude")),
                Country = Text(root, "country", "countryCode"),
            };
            AddLabels(record, root, s_preferredNames, TermLabelKind.Preferred);
            AddLabels(record, root, s_otherNames, TermLabelKind.Alternative);
            AddLabels(record, root, s_hiddenNames, TermLabelKind.Hidden);
            foreach (var note in s_noteNames.SelectMany(name => Labels(root, name, TermLabelKind.Preferred)))
                record.Notes.Add(new TermNote(TermNoteKind.ScopeNote, note.Text, note.Language));
            foreach (var broader in Labels(root, "broader", TermLabelKind.Preferred))
                record.Relations.Add(new TermRelation(TermRelationKind.Broader, broader.Text));
            record.Genres = Genres(Text(root, "type"));
            if (record.Labels.Count == 0)
                continue;
            any = true;
            yield return record;
        }

        if (!any)
            throw new FormatException($"{path} has no term with a label: lines need one under {string.Join(", ", s_preferredNames)}, for instance {{\"uri\":\"https://…\",\"prefLabel\":\"Delft\"}}");
    }

    /// <summary>A gazetteer in JSON(-LD) whose entries have <c>names</c> with <c>text</c> and <c>isPreferred</c>, which no RDF reader finds; <see langword="null"/> if it is not one.</summary>
    internal static List<TermRecord>? ReadGazetteer(string path)
    {
        using var stream = GoldQueries.Open(path);
        using var json = JsonDocument.Parse(stream);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("@graph", out var graph) || graph.ValueKind != JsonValueKind.Array)
            return null;
        if (!graph.EnumerateArray().Any(entry => entry.TryGetProperty("names", out var names) && names.ValueKind == JsonValueKind.Array))
            return null;
        return [.. graph.EnumerateArray().Select(Place).Where(record => record.Labels.Count > 0)];
    }

    internal static double? Degrees(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private static TermRecord Place(JsonElement entry)
    {
        var location = entry.TryGetProperty("location", out var there) && there.ValueKind == JsonValueKind.Object ? there : entry;
        var iri = Text(entry, "@id") ?? "";
        var record = new TermRecord { Iri = iri, Latitude = Degrees(Text(location, "lat")), Longitude = Degrees(Text(location, "lng") ?? Text(location, "lon")) };
        if (entry.TryGetProperty("names", out var names) && names.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in names.EnumerateArray())
            {
                var preferred = name.TryGetProperty("isPreferred", out var flag) && flag.ValueKind == JsonValueKind.True;
                if (Text(name, "text") is { } text)
                    record.Labels.Add(new TermLabel(preferred ? TermLabelKind.Preferred : TermLabelKind.Alternative, text, Text(name, "language") ?? ""));
            }
        }

        if (Text(entry, "type") is { } type)
            record.Types.Add(type);
        if (Text(entry, "broader") is { } broader)
            record.Relations.Add(new TermRelation(TermRelationKind.Broader, broader.Contains(':', StringComparison.Ordinal) ? broader : iri[..(iri.LastIndexOf('/') + 1)] + broader));
        return record;
    }

    private static void AddLabels(TermRecord record, JsonElement root, string[] names, TermLabelKind kind)
    {
        // The first name under which there is anything; «label» beside «prefLabel» is the same once more.
        foreach (var name in names)
        {
            var before = record.Labels.Count;
            foreach (var label in Labels(root, name, kind))
                record.Labels.Add(label);
            if (record.Labels.Count > before && kind == TermLabelKind.Preferred)
                return;
        }
    }

    private static IEnumerable<TermLabel> Labels(JsonElement root, string name, TermLabelKind kind) =>
        root.TryGetProperty(name, out var value) ? Labels(value, kind, "") : [];

    // "…", ["…"], {"nl": "…", "en": ["…"]}, {"@value": "…", "@language": "nl"}, {"value": "…", "lang": "nl"}, and lists of those.
    private static IEnumerable<TermLabel> Labels(JsonElement value, TermLabelKind kind, string language)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text:
                return [new TermLabel(kind, text, language)];
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany(item => Labels(item, kind, language));
            case JsonValueKind.Object when Text(value, "@value", "value", "text", "label", "@id", "uri") is { } text:
                return [new TermLabel(kind, text, Text(value, "@language", "language", "lang") ?? language)];
            case JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(item => Labels(item.Value, kind, item.Name.ToLowerInvariant()));
            default:
                return [];
        }
    }

    private static TermGenres Genres(string? type) => type?.ToUpperInvariant() switch
    {
        "INDIVIDUAL" or "PERSON" => TermGenres.Person,
        "CORPORATE" or "ORGANIZATION" or "ORGANISATION" or "FIRM" => TermGenres.Organization,
        "PLACE" => TermGenres.Place,
        _ => TermGenres.None,
    };

    private static int? Year(JsonElement root, params ReadOnlySpan<string> names) => LifeYears.FirstYear(Text(root, names)) is { } year and not 0 ? year : null;

    private static string? Text(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
