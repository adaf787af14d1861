using System.Globalization;
using Ocw.Nde.Node.Pipeline;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Writes alignments as SSSOM/TSV: metadata as YAML behind <c>#</c>, then one mapping a row. The subject is a literal: the institution's own words.</summary>
/// <remarks>https://mapping-commons.github.io/sssom/spec-formats-tsv/; references are CURIEs whose prefixes stand in <c>curie_map</c>.</remarks>
internal static class SssomTsv
{
    private static readonly string[] s_columns =
    [
        "subject_label", "subject_type", "subject_category", "subject_source", "predicate_id", "object_id", "object_label", "object_source", "mapping_justification",
        "mapping_date", "mapping_tool", "mapping_tool_version", "confidence", "match_string", "comment", "other",
    ];

    public static void Write(TextWriter writer, SssomHeader header, IReadOnlyList<AlignmentRow> rows)
    {
        var prefixes = Prefixes(rows, header);
        writer.Write("#curie_map:\n");
        foreach (var (name, prefix) in prefixes.OrderBy(pair => pair.Value, StringComparer.Ordinal))
            writer.Write($"#  {prefix}: {Quoted(name)}\n");
        writer.Write($"#mapping_set_id: {Quoted(header.SetId)}\n");
        writer.Write($"#mapping_set_title: {Quoted(header.Title)}\n");
        writer.Write($"#license: {Quoted(header.Licence)}\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"#mapping_date: {header.Date:yyyy-MM-dd}\n"));
        writer.Write("#mapping_tool: \"OcwNde\"\n");
        writer.Write(string.Join('\t', s_columns) + "\n");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Words, "rdfs literal", row.Field, Curie(header.Dataset, prefixes), Curie(row.Predicate, prefixes), Curie(row.Term, prefixes), row.MatchedLabel,
                row.ObjectSource.Length == 0 ? "" : "source:" + row.ObjectSource, Curie(row.Justification, prefixes), header.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "OcwNde", row.ToolVersion, row.Score, row.MatchedLabel, string.Join(' ', row.Reasons), $"status={(row.IsAccepted ? "accepted" : "proposed")}|node={row.Node}",
            ];
            writer.Write(string.Join('\t', cells.Select(Cell)) + "\n");
        }
    }

    private static Dictionary<string, string> Prefixes(IReadOnlyList<AlignmentRow> rows, SssomHeader header)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [AlignmentVocabulary.Skos] = "skos",
            [AlignmentVocabulary.Semapv] = "semapv",
            [header.SourceNamespace] = "source",
        };
        foreach (var iri in rows.Select(row => row.Term).Append(header.Dataset))
        {
            var name = NamespaceOf(iri);
            if (!prefixes.ContainsKey(name))
                prefixes.Add(name, string.Create(CultureInfo.InvariantCulture, $"ns{prefixes.Count - 2}"));
        }

        return prefixes;
    }

    private static string NamespaceOf(string iri) => iri[..(iri.TrimEnd('/').AsSpan().LastIndexOfAny('/', '#') + 1)];

    private static string Curie(string iri, Dictionary<string, string> prefixes)
    {
        var name = NamespaceOf(iri);
        return prefixes.TryGetValue(name, out var prefix) ? $"{prefix}:{iri[name.Length..]}" : iri;
    }

    // Tabs and line ends would end the cell; quotes are doubled within quotes, as in CSV.
    private static string Cell(string text)
    {
        var clean = text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
        return clean.StartsWith('"') ? $"\"{clean.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : clean;
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

/// <summary>What is said of a whole set of mappings.</summary>
/// <param name="SetId">The IRI of the set.</param>
/// <param name="Title">Its title.</param>
/// <param name="Licence">The IRI of its licence.</param>
/// <param name="Dataset">The IRI of the dataset whose words are mapped.</param>
/// <param name="SourceNamespace">What the ids of terminology sources are written behind.</param>
/// <param name="Date">The day on which the alignments were published.</param>
internal sealed record SssomHeader(string SetId, string Title, string Licence, string Dataset, string SourceNamespace, DateOnly Date);
