using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The two queries of a distribution, ready to be filled.</summary>
/// <remarks>
/// <c>?query</c>, <c>?virtuosoQuery</c>, <c>?datasetUri</c>, <c>?limit</c>, <c>?genres</c> and <c>?uris</c> are filled with whole terms, never with text.
/// Only <c>#LIMIT#</c>, a comment until then, is replaced in the text, by a number.
/// </remarks>
public sealed class SourceQueries
{
    private const string LimitMark = "#LIMIT#";
    private const string RepairMark = "# The keys of GROUP BY were completed.\n";
    private const int MaxRepairs = 4;

    private readonly CatalogDistribution _distribution;
    private readonly SparqlTemplate _lookup;

    private SourceQueries(CatalogDistribution distribution, SparqlTemplate lookup)
    {
        _distribution = distribution;
        _lookup = lookup;
    }

    /// <summary>Prepares the queries.</summary>
    /// <exception cref="SparqlSyntaxException">A query cannot be cut into the terminals of SPARQL.</exception>
    public static SourceQueries Of(CatalogDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        _ = Search(distribution, 1);
        return new SourceQueries(distribution, new SparqlTemplate(distribution.LookupQuery));
    }

    /// <summary>The query that searches.</summary>
    /// <param name="entry">The source.</param>
    /// <param name="text">The text of the question.</param>
    /// <param name="mode">How it goes to the source.</param>
    /// <param name="genres">The genres asked for; the source's own where there are none.</param>
    /// <param name="limit">The most terms.</param>
    public string Search(CatalogEntry entry, string text, QueryMode mode, IReadOnlyCollection<string> genres, int limit)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(genres);
        var query = QueryText.Of(text, mode);
        return Repaired(Search(_distribution, limit).Fill(new Dictionary<string, IReadOnlyList<RdfTerm>>(StringComparer.Ordinal)
        {
            ["query"] = [new Literal(query.Query)],
            ["virtuosoQuery"] = [new Literal(query.VirtuosoQuery)],
            ["datasetUri"] = [new Iri(entry.Iri)],
            ["limit"] = [new Literal(limit.ToString(CultureInfo.InvariantCulture), XsdNs.Integer)],
            ["genres"] = [.. (genres.Count > 0 ? genres : entry.Genres).Where(Ocw.Nde.Rdf.Iris.IriCheck.IsAbsoluteIri).Select(genre => new Iri(genre))],
        }));
    }

    /// <summary>The query that looks terms up; the IRIs have been judged.</summary>
    public string Lookup(IReadOnlyList<string> iris) =>
        Repaired(_lookup.Fill(new Dictionary<string, IReadOnlyList<RdfTerm>>(StringComparer.Ordinal) { ["uris"] = [.. iris.Select(iri => new Iri(iri))] }));

    /// <summary>What is not SPARQL 1.1 in the queries, and is sent all the same; the source may understand it.</summary>
    public IEnumerable<SourceRemark> Remarks(CatalogEntry entry)
    {
        foreach (var (name, query, template) in ((string, string, SparqlTemplate)[])
            [("SearchAction", Search(entry, "x", QueryMode.Optimized, [], 1), Search(_distribution, 1)), ("FindAction", Lookup(["https://example.org/x"]), _lookup)])
        {
            if (template.AddedPrefixes.Count > 0)
                yield return new($"{name}: de prefixen {string.Join(", ", template.AddedPrefixes)} staan er niet in en zijn erbij gezet.", $"{name}: the prefixes {string.Join(", ", template.AddedPrefixes)} are not declared, and were added.");
            if (Complaint(query) is { } complaint)
                yield return new($"{name} is geen SPARQL 1.1 en gaat zo naar de bron: {complaint.Message}", $"{name} is not SPARQL 1.1 and is sent to the source as it is: {complaint.Message}");
            else if (query.Contains(RepairMark, StringComparison.Ordinal))
                yield return new($"{name} kiest variabelen buiten GROUP BY; ze zijn erbij gezet.", $"{name} selects variables that are not in GROUP BY; they were added.");
        }
    }

    private static SparqlTemplate Search(CatalogDistribution distribution, int limit) =>
        new(distribution.SearchQuery.Replace(LimitMark, string.Create(CultureInfo.InvariantCulture, $"LIMIT {limit}"), StringComparison.Ordinal));

    // Some services take liberties with GROUP BY that others refuse; with the missing keys all take it.
    private static string Repaired(string query)
    {
        var repaired = query;
        for (var round = 0; round < MaxRepairs; round++)
        {
            var complaint = Complaint(repaired);
            if (complaint is null)
                return ReferenceEquals(repaired, query) ? query : RepairMark + repaired;
            if (complaint is not SparqlSyntaxException { Repair: { } better })
                return query;
            repaired = better;
        }

        return query;
    }

    private static Exception? Complaint(string query)
    {
        try
        {
            SparqlParser.Parse(query);
            return null;
        }
        catch (Exception e) when (e is SparqlSyntaxException or QueryLimitException)
        {
            return e;
        }
    }
}
