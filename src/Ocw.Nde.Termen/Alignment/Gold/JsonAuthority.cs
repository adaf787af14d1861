using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Terms as JSON objects: one a line, or in the <c>@graph</c> of a gazetteer whose names are objects of their own.</summary>
internal static class JsonAuthority
{
    /// <summary>JSON lines with <c>uri</c>, <c>prefLabel</c>, <c>altLabels</c>, <c>birth</c>, <c>death</c>, <c>type</c>, <c>lat</c>, <c>lon</c>, <c>country</c>.</summary>
    internal static IEnumerable<TermRecord> Read(string path)
    {
        foreach (var (line, root) in GoldQueries.JsonLines(path))
        {
            var iri = Text(root, "uri") ?? Text(root, "iri") ?? Text(root, "id") ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path} has no uri."));
            var record = new TermRecord
            {
                Iri = iri,
                Birth = Year(root, "birth"),
                Death = Year(root, "death"),
                Latitude = Degrees(Text(root, "lat")),
                Longitude = Degrees(Text(root, "lon") ?? Text(root, "lng")),
                Country = Text(root, "country"),
            };
            AddLabels(record, root, "prefLabel", TermLabelKind.Preferred);
            AddLabels(record, root, "altLabels", TermLabelKind.Alternative);
            AddLabels(record, root, "altLabel", TermLabelKind.Alternative);
            if (Text(root, "scopeNote") is { } note)
                record.Notes.Add(new TermNote(TermNoteKind.ScopeNote, note));
            if (Text(root, "broader") is { } broader)
                record.Relations.Add(new TermRelation(TermRelationKind.Broader, broader));
            record.Genres = Genres(Text(root, "type"));
            if (record.Labels.Count > 0)
                yield return record;
        }
    }

    /// <summary>A gazetteer in JSON(-LD) whose entries have <c>names</c> with <c>text</c> and <c>isPreferred</c>, which no RDF reader finds; <see langword="null"/> if it is not one.</summary>
    internal static List<TermRecord>? ReadGazetteer(string path)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
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

    private static void AddLabels(TermRecord record, JsonElement root, string name, TermLabelKind kind)
    {
        if (!root.TryGetProperty(name, out var value))
            return;
        if (value.ValueKind == JsonValueKind.String)
            record.Labels.Add(new TermLabel(kind, value.GetString()!));
        else if (value.ValueKind == JsonValueKind.Array)
            record.Labels.AddRange(value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => new TermLabel(kind, item.GetString()!)));
        else if (value.ValueKind == JsonValueKind.Object)
            record.Labels.AddRange(value.EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.String).Select(item => new TermLabel(kind, item.Value.GetString()!, item.Name)));
    }

    private static void AddRange(this IList<TermLabel> labels, IEnumerable<TermLabel> more)
    {
        foreach (var label in more)
            labels.Add(label);
    }

    private static TermGenres Genres(string? type) => type?.ToUpperInvariant() switch
    {
        "INDIVIDUAL" or "PERSON" => TermGenres.Person,
        "CORPORATE" or "ORGANIZATION" or "ORGANISATION" or "FIRM" => TermGenres.Organization,
        "PLACE" => TermGenres.Place,
        _ => TermGenres.None,
    };

    private static int? Year(JsonElement root, string name) => LifeYears.FirstYear(Text(root, name)) is { } year and not 0 ? year : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;
}
