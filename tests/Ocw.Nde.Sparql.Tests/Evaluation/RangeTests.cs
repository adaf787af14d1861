using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>Comparisons with constants: by ranges of an index and by ids, compared with the general comparison of every row.</summary>
public sealed class RangeTests : IDisposable
{
    private static readonly string[] Values =
    [
        "1", "7", "-3", "0", "7.0", "6.5", "-100.25", "7e0", "8.5E0", "1e20", "\"007\"^^xsd:integer", "\"7\"^^xsd:int", "\"12\"^^xsd:float", "\"x\"^^xsd:integer",
        "\"1650-01-01\"^^xsd:date", "\"1649-12-31\"^^xsd:date", "\"1650-01-01Z\"^^xsd:date", "\"1650-01-01+14:00\"^^xsd:date", "\"1650-01-01-14:00\"^^xsd:date", "\"1649-12-31-13:00\"^^xsd:date",
        "\"1674-12-31\"^^xsd:date", "\"1675-01-01\"^^xsd:date", "\"-0044-03-15\"^^xsd:date", "\"20000-01-01\"^^xsd:date", "\"1650\"^^xsd:gYear", "\"1650-01\"^^xsd:gYearMonth", "\"ca. 1650\"", "\"1650\"",
        "\"2001-02-03T04:05:06Z\"^^xsd:dateTime", "\"2001-02-03T04:05:06\"^^xsd:dateTime", "\"2001-02-03T04:05:06.5Z\"^^xsd:dateTime", "\"2001-02-03T04:05:06.50Z\"^^xsd:dateTime",
        "\"2001-02-03T18:05:06+14:00\"^^xsd:dateTime", "\"2001-02-02T20:05:06\"^^xsd:dateTime", "\"2001-02-03T04:05:06.1234567Z\"^^xsd:dateTime", "true", "\"nl\"@nl", ":iri",
    ];

    private readonly string folder = Path.Combine(Path.GetTempPath(), "ocwnde-" + Guid.NewGuid().ToString("N"));
    private readonly QuadStore store;
    private readonly IQuadSource memory;

    public RangeTests()
    {
        var trig = new StringBuilder(":g {");
        for (var i = 0; i < Values.Length; i++)
            Append(trig, i);
        trig.Append('}');
        store = QuadStore.Open(folder);
        using var transaction = store.BeginWrite();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Data.Prefixes + trig), RdfFormats.TriG, transaction.StageDataset(GraphClass.Content));
        transaction.Commit();
        memory = Data.Of(trig.ToString(), Ocw.Nde.Store.Memory.DefaultGraphMode.Union);

        static void Append(StringBuilder text, int i) => text.Append(System.Globalization.CultureInfo.InvariantCulture, $":s{i} :p {Values[i]} . ");
    }

    public static TheoryData<string> Constants => [.. Values.Where(value => !value.StartsWith(':'))];

    [Theory]
    [MemberData(nameof(Constants))]
    public void A_range_keeps_the_rows_that_the_general_comparison_keeps(string constant)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        foreach (var source in (IQuadSource[])[snapshot, memory])
        {
            foreach (var @operator in (string[])["=", "!=", "<", "<=", ">", ">="])
            {
                Assert.Equal(Rows(source, $"IF(true, ?v, 0) {@operator} {constant}"), Rows(source, $"?v {@operator} {constant}"));
                Assert.Equal(Rows(source, $"{constant} {@operator} IF(true, ?v, 0)"), Rows(source, $"{constant} {@operator} ?v"));
                Assert.Equal(
                    Rows(source, $"IF(true, ?v, 0) {@operator} {constant} && IF(true, ?v, 0) > 5"), Rows(source, $"?v {@operator} {constant} && ?v > 5"));
                Assert.Equal(
                    Rows(source, $"!(IF(true, ?v, 0) {@operator} {constant})"), Rows(source, $"!(?v {@operator} {constant})"));
            }
        }
    }

    [Fact]
    public void Only_the_part_of_the_index_with_such_values_is_read()
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        var query = SparqlParser.Parse(Data.Prefixes + "SELECT ?s { ?s :p ?v FILTER(?v >= \"1640-01-01\"^^xsd:date && ?v < \"1680-01-01\"^^xsd:date) }");
        using var planned = QueryEvaluator.Prepare(query, snapshot);
        using (var result = (SolutionSequence)planned.Run())
        {
            while (result.MoveNext())
            {
                // Only the numbers of rows count.
            }
        }

        var scan = planned.Explain();
        while (scan.Inputs.Count > 0)
            scan = scan.Inputs[0];
        Assert.EndsWith("(ranges)", scan.Detail, StringComparison.Ordinal);
        Assert.InRange(scan.Rows, 8, 9);
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> Rows(IQuadSource source, string condition)
    {
        var query = SparqlParser.Parse(Data.Prefixes + $"SELECT ?s {{ ?s :p ?v FILTER({condition}) }}");
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(query, source);
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(solutions[0]!.ToString()!);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
