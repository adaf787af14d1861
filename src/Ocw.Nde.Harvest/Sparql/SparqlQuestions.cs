using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>The questions that an endpoint is asked: plain SPARQL 1.1 that old and new engines evaluate well.</summary>
/// <param name="source">The settings.</param>
/// <param name="since">Only records changed since then; <see langword="null"/> for all.</param>
internal sealed class SparqlQuestions(SparqlSource source, DateTimeOffset? since)
{
    /// <summary>The property that marks the records in an answer; no data has it.</summary>
    public const string Mark = "urn:ocwnde:harvest:record";

    // In the description of a linked node only literals and classes count: a dataset with all its members would come along otherwise.
    private const string OnlyOwn = "FILTER(isLiteral(?o) || ?p = <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>)";

    private static readonly SearchValues<char> NoIri = SearchValues.Create("<>\"{}|^`\\ ");

    private readonly string _records = Records(source, since);
    private readonly string _from = string.Concat(source.Graphs.Select(graph => $"FROM <{graph}> "));

    /// <summary>How many records there are.</summary>
    public string Count() => $"SELECT (COUNT(DISTINCT ?s) AS ?n) {_from}WHERE {{ {_records} FILTER(isIRI(?s)) }}";

    /// <summary>The next names behind <paramref name="after"/>: by key, since OFFSET gives wrong lists without a whole sort, and is refused beyond a ceiling.</summary>
    public string Names(string? after, int limit, bool byText)
    {
        var behind = after is null ? "" : $" && STR(?s) > {Quote(after)}";
        return string.Create(CultureInfo.InvariantCulture, $"SELECT DISTINCT ?s {_from}WHERE {{ {_records} FILTER(isIRI(?s){behind}) }} ORDER BY {(byText ? "STR(?s)" : "?s")} LIMIT {limit}");
    }

    /// <summary>The next names with the newest of their dates of change, as text; or the names alone.</summary>
    public string Listing(string? after, int limit, bool byText, bool withDates)
    {
        if (!withDates || source.DateProperty is null)
            return Names(after, limit, byText);
        var behind = after is null ? "" : $" && STR(?s) > {Quote(after)}";
        return string.Create(CultureInfo.InvariantCulture, $"SELECT ?s (MAX(STR(?changed)) AS ?date) {_from}WHERE {{ {_records} FILTER(isIRI(?s){behind}) OPTIONAL {{ ?s <{source.DateProperty}> ?changed }} }} GROUP BY ?s ORDER BY {(byText ? "STR(?s)" : "?s")} LIMIT {limit}");
    }

    /// <summary>Everything about some records: their properties, blank nodes to three steps, and literals of the nodes that they link to.</summary>
    public string Describe(IReadOnlyList<string> names, bool asTriples)
    {
        var values = new StringBuilder("VALUES ?root {");
        foreach (var name in names)
            values.Append(" <").Append(name).Append('>');
        values.Append(" } ");
        var branches = new List<string>
        {
            "?root ?p ?o . BIND(?root AS ?n)",
            "?root ?p1 ?n . FILTER(isBlank(?n)) ?n ?p ?o",
            "?root ?p1 ?b1 . FILTER(isBlank(?b1)) ?b1 ?p2 ?n . FILTER(isBlank(?n)) ?n ?p ?o",
            "?root ?p1 ?b1 . FILTER(isBlank(?b1)) ?b1 ?p2 ?b2 . FILTER(isBlank(?b2)) ?b2 ?p3 ?n . FILTER(isBlank(?n)) ?n ?p ?o",
        };
        if (source.WithLinked)
        {
            branches.Add($"?root ?p1 ?n . FILTER(isIRI(?n) && ?n != ?root) ?n ?p ?o . {OnlyOwn}");
            branches.Add($"?root ?p1 ?b1 . FILTER(isBlank(?b1)) ?b1 ?p2 ?n . FILTER(isIRI(?n)) ?n ?p ?o . {OnlyOwn}");
        }

        var where = string.Join(" UNION ", branches.Select(branch => $"{{ {values}{branch} }}"));
        return asTriples
            ? $"CONSTRUCT {{ ?n ?p ?o . ?root <{Mark}> ?root }} {_from}WHERE {{ {where} }}"
            : $"SELECT ?root ?n ?p ?o {_from}WHERE {{ {where} }}";
    }

    /// <summary>Whether a name can stand in a query; data holds odd ones.</summary>
    public static bool CanBeAsked(string name) => !name.AsSpan().ContainsAny(NoIri) && !name.Any(char.IsControl);

    private static string Records(SparqlSource source, DateTimeOffset? since)
    {
        var pattern = source.Where is { } where ? where.Trim().TrimEnd('.') + " ."
            : source.Classes.Count > 0 ? $"VALUES ?class {{ {string.Join(' ', source.Classes.SelectMany(Spellings).Select(iri => $"<{iri}>"))} }} ?s a ?class ."
            : "?s a ?class .";

        // As text, dates and moments compare alike, and an engine that knows no time zones does so too.
        return source.DateProperty is { } property && since is { } moment
            ? $"{pattern} ?s <{property}> ?changed . FILTER(STR(?changed) >= \"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}\")"
            : pattern;
    }

    private static IEnumerable<string> Spellings(string name)
    {
        var local = name.StartsWith("schema:", StringComparison.Ordinal) ? name[7..]
            : name.StartsWith("https://schema.org/", StringComparison.Ordinal) ? name[19..]
            : name.StartsWith("http://schema.org/", StringComparison.Ordinal) ? name[18..]
            : null;
        return local is null ? [name] : ["https://schema.org/" + local, "http://schema.org/" + local];
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
