using System.Buffers;
using System.Globalization;
using System.Text;
using Ocw.Nde.Node.Pipeline;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Writes alignments as SSSOM/TSV 1.1: metadata as YAML behind <c>#</c>, then one mapping a row, as they come. The subject is a literal: the institution's own words.</summary>
/// <remarks>
/// https://mapping-commons.github.io/sssom/spec-formats-tsv/. What all mappings share (subject type and source, tool) stands once in the metadata; slots follow the order of the
/// standard. Rows keep the order of the store, so that a set of any size can be written: in this alone the file is not the canonical form.
/// </remarks>
internal sealed class SssomTsv
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create("\t\r\n\"");

    private readonly SssomHeader _header;
    private readonly SssomPrefixes _prefixes;
    private readonly (string Name, Func<AlignmentRow, string> Value)[] _columns;

    /// <summary>A writer of one set.</summary>
    /// <param name="header">What is said of the set.</param>
    /// <param name="prefixes">Prefixes for all IRIs of the set.</param>
    /// <param name="used">Whether any mapping says something of a property: slots of which none does are left out.</param>
    public SssomTsv(SssomHeader header, SssomPrefixes prefixes, Func<string, bool> used)
    {
        (_header, _prefixes) = (header, prefixes);
        (string Name, Func<AlignmentRow, string> Value, string? Property)[] all =
        [
            ("record_id", row => prefixes.CurieWithin(row.Record, row.Node), null),
            ("subject_label", row => row.Words, null),
            ("subject_category", row => row.Field, null),
            ("predicate_id", row => prefixes.Curie(row.Predicate), null),
            ("object_id", row => prefixes.Curie(row.Term), null),
            ("object_label", row => row.MatchedLabel, null),
            ("mapping_justification", row => prefixes.Curie(row.Justification), null),
            ("reviewer_label", row => Several(row.Reviewer), AlignmentVocabulary.ReviewerLabel),
            ("object_source", row => prefixes.Curie(row.ObjectSource), null),
            ("object_source_version", row => row.ObjectSourceVersion, AlignmentVocabulary.ObjectSourceVersion),
            ("mapping_tool_version", row => row.ToolVersion, null),
            ("mapping_date", row => row.Date.Length > 0 ? row.Date : Day(header.Published), null),
            ("review_date", row => row.Reviewer.Length > 0 ? row.Reviewed : "", AlignmentVocabulary.ReviewDate),
            ("confidence", row => Number(row.Score), null),
            ("match_string", row => Several(row.MatchedLabel), null),
            ("see_also", row => row.Node, null),
            ("other", Other, null),
        ];
        _columns = [.. all.Where(column => column.Property is null || used(column.Property)).Select(column => (column.Name, column.Value))];
    }

    /// <summary>Writes the set.</summary>
    public async Task WriteAsync(TextWriter writer, IEnumerable<AlignmentRow> rows, CancellationToken cancellation)
    {
        await writer.WriteAsync(Metadata().AsMemory(), cancellation);
        await writer.WriteAsync((string.Join('\t', _columns.Select(column => column.Name)) + "\n").AsMemory(), cancellation);
        foreach (var row in rows)
            await writer.WriteAsync((string.Join('\t', _columns.Select(column => Cell(column.Value(row)))) + "\n").AsMemory(), cancellation);
    }

    private string Metadata()
    {
        var text = new StringBuilder("#sssom_version: \"1.1\"\n#curie_map:\n");
        foreach (var (prefix, name) in _prefixes.All)
            text.Append(CultureInfo.InvariantCulture, $"#  {prefix}: {Quoted(name)}\n");
        void Slot(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"#{name}: {Quoted(value)}\n");
        Slot("mapping_set_id", _header.SetId);
        Slot("mapping_set_version", _header.Version);
        Slot("mapping_set_title", _header.Title);
        Slot("license", _header.Licence);
        Slot("subject_type", "rdfs literal");
        Slot("subject_source", _prefixes.Curie(_header.Dataset));
        Slot("mapping_provider", _header.Provider);
        Slot("mapping_tool", "OcwNde");
        text.Append(CultureInfo.InvariantCulture, $"#publication_date: {Day(_header.Published)}\n");
        return text.ToString();
    }

    private static string Other(AlignmentRow row) => string.Join('|', new[]
    {
        ("status", row.IsAccepted ? "accepted" : "proposed"),
        ("language", row.Language),
        ("reasons", string.Join(' ', row.Reasons)),
    }.Where(pair => pair.Item2.Length > 0).Select(pair => $"{pair.Item1}={pair.Item2.Replace('|', '/')}"));

    // A bar would begin another value of the slot.
    private static string Several(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Number(string score) =>
        double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Math.Round(number, 3, MidpointRounding.AwayFromZero).ToString("0.###", CultureInfo.InvariantCulture) : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Values containing line breaks, double quotes, or tabs MUST be enclosed in double quotes.
    private static string Cell(string text) => text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    // YAML 1.2 §7.3.1, double-quoted style.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\u007f' and <= '\u00a0') or '\u2028' or '\u2029' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}

/// <summary>What is said of a whole set of mappings.</summary>
/// <param name="SetId">The address of the set.</param>
/// <param name="Version">The version of the dataset.</param>
/// <param name="Title">Its title.</param>
/// <param name="Licence">The IRI of its licence.</param>
/// <param name="Dataset">The IRI of the dataset whose words are mapped.</param>
/// <param name="Provider">The IRI of the institution.</param>
/// <param name="Published">The day on which the alignments were published.</param>
internal sealed record SssomHeader(string SetId, string Version, string Title, string Licence, string Dataset, string Provider, DateOnly Published);
