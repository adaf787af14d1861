using System.Globalization;
using System.Text;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Library;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Datasetregister.Tests.Statistics;

/// <summary>The stored queries of <c>sparql/datasets</c> against what is counted without SPARQL.</summary>
public class StoredQueryTests
{
    private static readonly QueryLibrary Queries = new(Path.Combine(SharedData.ProjectRoot, "sparql", "datasets"));
    private static readonly MemoryQuadSource Data = Generate();
    private static readonly DatasetStatistics Counts = DatasetStatistics.Count(Data, GraphSelector.Default);

    [Fact]
    public void Every_query_can_be_read() => Assert.Empty(Queries.Faults());

    [Fact]
    public void Every_query_is_tested_here() =>
        Assert.Equal(["classes.rq", "languages.rq", "linksets.rq", "properties.rq", "records.rq", "totals.rq"], Queries.Names);

    [Fact]
    public void Totals() => Assert.Equal(
        [$"{Counts.Triples} {Counts.PropertyCount} {Counts.ClassCount} {Counts.DistinctSubjects} {Counts.DistinctIriObjects} {Counts.DistinctLiterals}"], Rows("totals.rq"));

    [Fact]
    public void Classes() => Assert.Equal(Sorted(Counts.Classes.Select(partition => $"{Text(partition.Class)} {partition.Entities}")), Sorted(Rows("classes.rq")));

    [Fact]
    public void Properties() => Assert.Equal(
        Sorted(Counts.Properties.Select(partition => $"{partition.Property.Value} {partition.Triples} {partition.Entities} {partition.DistinctObjects}")), Sorted(Rows("properties.rq")));

    [Fact]
    public void Languages() => Assert.Equal(Sorted(Counts.Languages.Select(partition => $"{partition.Language} {partition.Literals}")), Sorted(Rows("languages.rq")));

    [Fact]
    public void Linksets() => Assert.Equal(Sorted(Counts.Linksets.Select(linkset => $"{linkset.Namespace} {linkset.Triples}")), Sorted(Rows("linksets.rq")));

    [Fact]
    public void Records() => Assert.Equal([$"{Counts.Records} 20 15"], Rows("records.rq", ("recordClass", new Iri("https://schema.org/CreativeWork"))));

    private static List<string> Rows(string query, params ReadOnlySpan<(string Name, RdfTerm Value)> parameters)
    {
        using var rows = (SolutionSequence)new SparqlDataset(() => Data).Query(Queries.Request(query, parameters), CancellationToken.None);
        var lines = new List<string>();
        while (rows.MoveNext())
            lines.Add(string.Join(' ', Enumerable.Range(0, rows.Variables.Count).Select(column => Text(rows[column]!))));
        return lines;
    }

    private static string Text(RdfTerm term) => term switch
    {
        Iri iri => iri.Value,
        Literal literal => literal.LexicalForm,
        _ => term.ToString()!,
    };

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);

    // 60 records: a third with an image, a quarter with a linked maker, names in three languages, dates, numbers and a blank node.
    private static MemoryQuadSource Generate()
    {
        var text = new StringBuilder("@prefix schema: <https://schema.org/> . @prefix ex: <https://example.org/id/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n");
        for (var i = 0; i < 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"ex:o{i} a schema:CreativeWork ; schema:name \"naam {i % 40}\"@{(i % 3) switch { 0 => "nl", 1 => "en", _ => "NL" }} ; schema:position {i % 7} ; schema:isPartOf <urn:dataset:1> .\n");
            if (i % 3 == 0)
                text.Append(CultureInfo.InvariantCulture, $"ex:o{i} schema:associatedMedia <https://img.example.org/{i}> .\n");
            if (i % 4 == 0)
                text.Append(CultureInfo.InvariantCulture, $"ex:o{i} schema:creator ex:m{i % 8} . ex:m{i % 8} a schema:Person ; schema:sameAs <http://data.example.net/{i % 8}> ; schema:birthDate \"18{i % 8:D2}\"^^schema:Date .\n");
        }

        text.Append("ex:o1 schema:address [ a schema:PostalAddress ; schema:addressLocality \"Gouda\" ] .\n");
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(text.ToString()), RdfFormats.Turtle, builder);
        return builder.Build();
    }
}
