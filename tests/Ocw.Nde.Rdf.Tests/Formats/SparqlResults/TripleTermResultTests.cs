using System.Text;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.SparqlResults;

public class TripleTermResultTests
{
    private static readonly TripleTerm Inner = new(new(new BlankNode("b1"), new Iri("http://a/p"), new Literal("a,\"b\"\t", "ar", BaseDirection.RightToLeft)));

    private static readonly TripleTerm Outer = new(new(new Iri("http://a/s"), new Iri("http://a/p"), Inner));

    [Theory]
    [InlineData(".srj")]
    [InlineData(".srx")]
    [InlineData(".tsv")]
    public void Triple_terms_and_directions_come_back_from_each_format_that_keeps_terms(string ending)
    {
        Assert.True(SparqlResultsFormat.TryFromFileName("x" + ending, out var format));
        var results = new Rdf.Formats.SparqlResults.SparqlResults(["t", "u"], [[Outer, new Literal("x", "he", BaseDirection.LeftToRight)], [null, Inner]]);
        using var stream = new MemoryStream();
        results.WriteTo(format.CreateWriter(stream));

        var read = format.Read(stream.ToArray());

        Assert.Equal(results.Rows, read.Rows);
    }

    [Fact]
    public void CSV_writes_a_triple_term_as_one_field()
    {
        var results = new Rdf.Formats.SparqlResults.SparqlResults(["t"], [[Inner]]);
        using var stream = new MemoryStream();
        results.WriteTo(SparqlResultsFormat.Csv.CreateWriter(stream));

        Assert.Equal("t\r\n\"<<( _:b1 <http://a/p> \"\"a,\\\"\"b\\\"\"\t\"\"@ar--rtl )>>\"\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }
}
