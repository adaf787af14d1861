using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>One string of a gold set. Only the scorer reads <see cref="Expect"/> and <see cref="Group"/>.</summary>
/// <param name="Id">Its id in the set.</param>
/// <param name="Label">The string.</param>
/// <param name="Language">Its language, if given.</param>
/// <param name="Context">What the source record knows, under the keys of <see cref="AlignmentContext"/>.</param>
/// <param name="Expect">The right terms, any one of which is right; empty: the authority has none.</param>
/// <param name="Group">The kind of string as the set names it, for figures by group.</param>
public sealed record GoldQuery(string Id, string Label, string? Language, IReadOnlyDictionary<string, string> Context, IReadOnlyList<string> Expect, string? Group);

/// <summary>Reads the strings of a gold set: one JSON object a line.</summary>
internal static class GoldQueries
{
    private const int MaxLines = 1_000_000;
    private const int MaxSiblings = 40;

    // What sets call things that the aligner knows under another name.
    private static readonly Dictionary<string, string> s_keys = new(StringComparer.Ordinal)
    {
        ["altLabels"] = AlignmentContext.AlternateName,
        ["altLabel"] = AlignmentContext.AlternateName,
        ["notes"] = AlignmentContext.Note,
        ["scopeNote"] = AlignmentContext.Note,
        ["definition"] = AlignmentContext.Note,
        ["coords"] = AlignmentContext.Coordinates,
    };

    private static readonly string[] s_idNames = ["id", "@id"];
    private static readonly string[] s_queryNames = ["query", "string", "label", "literal", "prefLabel", "name"];
    private static readonly string[] s_expectNames = ["expect", "expected"];
    private static readonly string[] s_languageNames = ["lang", "language"];
    private static readonly string[] s_kindNames = ["kind"];

    // What sets hold for the scorer or for people. It is never part of the context, whatever object it stands in.
    private static readonly HashSet<string> s_hidden = new(["expect", "wikidata", "geonames", "curated", "sameAs", "reconciledLabel", "score", "kind", "identifier"], StringComparer.Ordinal);

    /// <exception cref="FormatException">A line is no such object; the message names the line.</exception>
    internal static List<GoldQuery> Read(string path, bool alone = false)
    {
        var queries = new List<GoldQuery>();
        foreach (var (number, root) in JsonLines(path))
            queries.Add(Query(path, number, root));

        return alone ? queries : WithSiblings(queries);
    }

    // Strings that name the same source record («AAT 300212027») are names of one thing: each is told the others, as a record with several names tells them.
    private static List<GoldQuery> WithSiblings(List<GoldQuery> queries)
    {
        var records = queries.Where(query => RecordOf(query) is not null).GroupBy(query => RecordOf(query)!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(query => query.Label).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        return queries.ConvertAll(query => RecordOf(query) is { } record && records[record] is { Count: > 1 and <= MaxSiblings } names ? query with { Context = With(query.Context, names.Where(name => name != query.Label)) } : query);
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> context, IEnumerable<string> names)
    {
        var more = string.Join('\n', names);
        return new Dictionary<string, string>(context, StringComparer.Ordinal)
        {
            [AlignmentContext.AlternateName] = context.TryGetValue(AlignmentContext.AlternateName, out var before) ? before + "\n" + more : more,
        };
    }

    // A source that ends in a number is one record, any other a collection.
    private static string? RecordOf(GoldQuery query) => query.Context.TryGetValue("source", out var source) && source.Length > 4 && source[^4..].All(char.IsAsciiDigit) ? source : null;

    /// <summary>The JSON objects of a file, packed or not, one a line, with their line numbers.</summary>
    internal static IEnumerable<(int Line, JsonElement Root)> JsonLines(string path)
    {
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (number > MaxLines)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{path} has more than {MaxLines:N0} lines."));
            yield return (number, Parse(path, number, line));
        }
    }

    /// <summary>The lines of a text, packed with gzip or not, whatever the file is called.</summary>
    internal static IEnumerable<string> Lines(string path)
    {
        using var stream = Open(path);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Opens a file and unpacks it if it begins as gzip does.</summary>
    internal static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static JsonElement Parse(string path, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of {path} is no JSON object: {e.Message}"), e);
        }
    }

    private static GoldQuery Query(string path, int line, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || TextOf(root, s_queryNames) is not { } text)
            throw Wrong(path, line, "it has no text under query, string, label or literal");
        if (!TryGet(root, s_expectNames, out var expect))
            throw Wrong(path, line, "it does not say which terms are right under expect; an empty list says that none is");
        return new GoldQuery(
            TextOf(root, s_idNames) ?? string.Create(CultureInfo.InvariantCulture, $"line {line}"),
            text,
            TextOf(root, s_languageNames),
            root.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object ? Context(context) : new Dictionary<string, string>(StringComparer.Ordinal),
            expect.ValueKind switch
            {
                JsonValueKind.Null => [],
                JsonValueKind.String => expect.GetString() is { Length: > 0 } one ? [one] : [],
                JsonValueKind.Array => [.. expect.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(item => item.ToString())],
                _ => throw Wrong(path, line, "expect is no list of IRIs"),
            },
            TextOf(root, s_kindNames));
    }

    private static FormatException Wrong(string path, int line, string why) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Line {line} of {path} is no query: {why}. For instance {{\"id\":\"1\",\"query\":\"Delft\",\"lang\":\"nl\",\"context\":{{}},\"expect\":[\"https://…\"]}}"));

    private static bool TryGet(JsonElement root, string[] names, out JsonElement value)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out value))
                return true;
        }

        value = default;
        return false;
    }

    private static string? TextOf(JsonElement root, string[] names) =>
        TryGet(root, names, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;

    private static Dictionary<string, string> Context(JsonElement context)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in context.EnumerateObject())
        {
            if (s_hidden.Contains(property.Name))
                continue;
            var key = s_keys.GetValueOrDefault(property.Name, property.Name);
            var text = property.Value.ValueKind == JsonValueKind.Array
                ? string.Join('\n', property.Value.EnumerateArray().Select(item => item.ToString().Replace('\n', ' ')))
                : property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.ToString();
            if (text.Length > 0)
                read[key] = read.TryGetValue(key, out var before) ? before + "\n" + text : text;
        }

        return read;
    }
}
