using System.Buffers;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Results = Ocw.Nde.Rdf.Formats.SparqlResults.SparqlResults;

namespace Ocw.Nde.Rdf.Tests.Formats.SparqlResults;

public class SolutionFormatTests
{
    private static readonly Results Mixed = new(
        ["maker", "naam", "jaar"],
        [
            [new Iri("http://example.org/maker/1"), new Literal("Jan \"de\" <Wit> & Zn.\tmet\r\ntwee regels", "nl"), new Literal("1650", XsdNs.Integer)],
            [new BlankNode("b0"), null, new Literal("1650-01-01", XsdNs.Date)],
            [null, new Literal("é𝄞, \\ en 'quote'"), null],
            [null, null, null],
            [new Literal("1.5E3", XsdNs.Double), new Literal("01.50", XsdNs.Decimal), new Literal("true", XsdNs.Boolean)],
            [new Literal("1."), new Literal("1.", XsdNs.Decimal), new Literal("een", XsdNs.Integer)],
        ]);

    [Theory]
    [InlineData("JSON")]
    [InlineData("XML")]
    [InlineData("TSV")]
    public void What_is_written_reads_back_as_the_same_terms(string name)
    {
        var format = Format(name);
        var read = format.Read(Write(format, Mixed));

        Assert.Equal(Mixed.Variables, read.Variables);
        Assert.Equal(Mixed.Rows.Select(Show), read.Rows.Select(Show));
        Assert.Null(read.Boolean);
    }

    [Fact]
    public void Csv_keeps_the_values_and_the_blanks()
    {
        var read = SparqlResultsFormat.Csv.Read(Write(SparqlResultsFormat.Csv, Mixed));

        Assert.Equal(Mixed.Variables, read.Variables);
        Assert.Equal(Mixed.Rows.Count, read.Rows.Count);
        Assert.Equal(new Literal("Jan \"de\" <Wit> & Zn.\tmet\r\ntwee regels"), read.Rows[0][1]);
        Assert.Equal(new BlankNode("b0"), read.Rows[1][0]);
        Assert.Equal([null, null, null], read.Rows[3]);
    }

    [Theory]
    [InlineData("JSON", true)]
    [InlineData("JSON", false)]
    [InlineData("XML", true)]
    [InlineData("XML", false)]
    [InlineData("CSV", true)]
    [InlineData("TSV", false)]
    public void The_answer_of_an_ask_reads_back(string name, bool value)
    {
        var format = Format(name);

        Assert.Equal(value, format.Read(Write(format, new Results(value))).Boolean);
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("XML")]
    [InlineData("CSV")]
    [InlineData("TSV")]
    public void Rows_without_variables_are_counted(string name)
    {
        var format = Format(name);
        var read = format.Read(Write(format, new Results([], [[], []])));

        Assert.Empty(read.Variables);
        Assert.Equal(2, read.Rows.Count);
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("XML")]
    [InlineData("CSV")]
    [InlineData("TSV")]
    public void A_single_unbound_column_is_still_a_row(string name)
    {
        var format = Format(name);
        var read = format.Read(Write(format, new Results(["x"], [[null], [new Literal("a")], [null]])));

        Assert.Equal([null, new Literal("a"), null], read.Rows.Select(r => r[0]));
    }

    [Fact]
    public void Json_is_written_as_the_standard_shows_it()
    {
        var text = Encoding.UTF8.GetString(Write(SparqlResultsFormat.Json, new Results(["a"], [[new Literal("x\u0001", "nl")]])));

        Assert.Equal("{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[\n{\"a\":{\"type\":\"literal\",\"xml:lang\":\"nl\",\"value\":\"x\\u0001\"}}\n]}}\n", text);
        using var parsed = JsonDocument.Parse(text);
        Assert.Equal("x\u0001", parsed.RootElement.GetProperty("results").GetProperty("bindings")[0].GetProperty("a").GetProperty("value").GetString());
    }

    [Fact]
    public void Csv_lines_end_in_crlf_and_quote_only_what_needs_it()
    {
        var text = Encoding.UTF8.GetString(Write(SparqlResultsFormat.Csv, new Results(["a", "b"], [[new Literal("x"), new Literal("y,\"z\"")]])));

        Assert.Equal("a,b\r\nx,\"y,\"\"z\"\"\"\r\n", text);
    }

    [Fact]
    public void Tsv_writes_numbers_bare_and_escapes_tabs()
    {
        var text = Encoding.UTF8.GetString(Write(SparqlResultsFormat.Tsv, new Results(["a", "b"], [[new Literal("7", XsdNs.Integer), new Literal("x\ty")]])));

        Assert.Equal("?a\t?b\n7\t\"x\\ty\"\n", text);
    }

    [Fact]
    public void A_large_answer_goes_out_whole()
    {
        var value = new string('x', 100_000);
        var rows = Enumerable.Range(0, 50).Select(_ => (IReadOnlyList<RdfTerm?>)[new Literal(value)]).ToList();

        var read = SparqlResultsFormat.Json.Read(Write(SparqlResultsFormat.Json, new Results(["x"], rows)));

        Assert.All(read.Rows, row => Assert.Equal(new Literal(value), row[0]));
    }

    [Theory]
    [InlineData("JSON", "{\"head\":{\"vars\":[\"a\"]}}")]
    [InlineData("JSON", "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"b\":{\"type\":\"uri\",\"value\":\"x\"}}]}}")]
    [InlineData("JSON", "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"a\":{\"type\":\"url\",\"value\":\"x\"}}]}}")]
    [InlineData("JSON", "{\"head\":")]
    [InlineData("JSON", "[]")]
    [InlineData("XML", "<html/>")]
    [InlineData("XML", "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head>")]
    [InlineData("XML", "<!DOCTYPE x [<!ENTITY a 'b'>]><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"/>")]
    [InlineData("XML", "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name='a'/></head><results><result><binding name='a'/></result></results></sparql>")]
    [InlineData("CSV", "a,b\r\n1\r\n")]
    [InlineData("CSV", "a\r\n\"x")]
    [InlineData("CSV", "")]
    [InlineData("TSV", "?a\n<http://example.org/a\n")]
    [InlineData("TSV", "?a\n\"x\" y\n")]
    [InlineData("TSV", "a\n")]
    public void A_document_that_is_not_of_the_format_is_refused(string name, string document) =>
        Assert.Throws<RdfSyntaxException>(() => Format(name).Read(Encoding.UTF8.GetBytes(document)));

    [Theory]
    [InlineData("application/sparql-results+json", "JSON")]
    [InlineData("application/sparql-results+xml; charset=utf-8", "XML")]
    [InlineData("Text/CSV", "CSV")]
    [InlineData("text/tab-separated-values", "TSV")]
    public void A_media_type_names_its_format(string mediaType, string name)
    {
        Assert.True(SparqlResultsFormat.TryFromMediaType(mediaType, out var format));
        Assert.Equal(name, format.Name);
    }

    private static SparqlResultsFormat Format(string name) => SparqlResultsFormat.All.Single(f => f.Name == name);

    private static byte[] Write(SparqlResultsFormat format, Results results)
    {
        var output = new ArrayBufferWriter<byte>();
        results.WriteTo(format.CreateWriter(output));
        return output.WrittenSpan.ToArray();
    }

    private static string Show(IReadOnlyList<RdfTerm?> row) => string.Join(" | ", row.Select(t => t?.ToString() ?? "-"));
}
