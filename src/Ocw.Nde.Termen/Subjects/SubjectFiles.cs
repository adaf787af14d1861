using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>Reads objects (JSON lines) and subjects (SKOS, with keywords as <c>dc:subject</c>) from files.</summary>
public static class SubjectFiles
{
    private static readonly string[] s_keywordFields = ["motif", "motifs", "subject", "subjects", "objectname", "keyword", "keywords", "place", "person", "type", "material"];

    /// <summary>Objects, one JSON object a line, packed or not: <c>id</c>, <c>title</c>, <c>description</c>, lists of words such as <c>motif</c>, and <c>expectNotations</c> (or <c>notations</c>).</summary>
    /// <exception cref="FormatException">A line is no such object; the message names the line.</exception>
    public static IReadOnlyList<SubjectObject> Objects(string path)
    {
        var objects = new List<SubjectObject>();
        foreach (var (line, root) in GoldQueries.JsonLines(path))
        {
            if (root.ValueKind != JsonValueKind.Object || !(root.TryGetProperty("title", out _) || root.TryGetProperty("description", out _)))
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path} is no object: it needs a title or a description, for instance {{\"id\":\"1\",\"title\":\"Haan en kip\",\"expectNotations\":[\"34B2\"]}}"));
            objects.Add(new SubjectObject(
                root.TryGetProperty("id", out var id) ? id.ToString() : string.Create(CultureInfo.InvariantCulture, $"line {line}"),
                string.Join(' ', Texts(root, "title")),
                string.Join(' ', Texts(root, "description")),
                [.. s_keywordFields.SelectMany(field => Texts(root, field))],
                [.. Texts(root, "expectNotations").Concat(Texts(root, "notations")).Distinct(StringComparer.Ordinal)]));
        }

        return objects;
    }

    /// <summary>The subjects of SKOS files, with the labels and keywords of the languages that are asked for, in the order of these languages.</summary>
    /// <param name="paths">The files; labels and notations may stand in one, keywords in another.</param>
    /// <param name="languages">The languages; a literal without language is taken as well.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IReadOnlyList<SubjectTerm> Terms(IEnumerable<string> paths, IReadOnlyList<string> languages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(languages);
        var reader = new SubjectTermReader(languages);
        foreach (var path in paths)
            RdfFormats.ParseFile(path, reader, cancellation: cancellation);
        return reader.Terms();
    }

    /// <summary>The head of a CSV file of suggestions.</summary>
    public static string Head { get; } = SpreadsheetText.Row(["object", "notation", "label", "score", "reasons"]);

    /// <summary>A suggestion as a row of such a file.</summary>
    public static string Row(string item, SubjectSuggestion suggestion)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        return SpreadsheetText.Row([item, suggestion.Notation, suggestion.Label, suggestion.Score.ToString("0.000", CultureInfo.InvariantCulture), string.Join(' ', suggestion.Reasons)]);
    }

    private static IEnumerable<string> Texts(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
            _ => [],
        };
    }
}
