using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.RdfXml;

public class RdfXmlWriterTests
{
    private static readonly Iri A = new("http://e/a");
    private static readonly Iri P = new("http://e/ns#name");

    [Fact]
    public void Every_kind_of_term_reads_back_as_it_was()
    {
        var dataset = new RdfDataset(
        [
            new(A, P, new Literal("\"1 < 2\" & 3 > 2\r\n\té")),
            new(A, P, new Literal("naam", "nl-NL")),
            new(A, new Iri("http://e/naïef"), new Literal("01", new Iri("http://www.w3.org/2001/XMLSchema#integer"))),
            new(A, new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), new Iri("http://e/?a=1&b=2")),
            new(new BlankNode("1.b"), new Iri("urn:x:p2"), new BlankNode("hex31")),
            new(new BlankNode("1.b"), P, new Literal("")),
        ]);

        Support.AssertIsomorphic(dataset, Support.Read(RdfFormats.RdfXml, Support.Write(RdfFormats.RdfXml, dataset)));
    }

    [Fact]
    public void An_empty_graph_is_a_whole_document() => Assert.Empty(Support.Read(RdfFormats.RdfXml, Support.Write(RdfFormats.RdfXml, [])));

    [Fact]
    public void Prefixes_are_declared_once_at_the_top()
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.RdfXml, output);
        writer.Prefix("e"u8, "http://e/ns#"u8);
        new RdfDataset([new(A, P, new Literal("a")), new(A, P, new Literal("b"))]).WriteTo(writer);
        writer.Complete();

        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(2, text.Split("<e:name>").Length - 1);
        Assert.Equal(1, text.Split("xmlns:e=").Length - 1);
        Assert.Equal(1, text.Split("<rdf:Description").Length - 1);
    }

    [Theory]
    [InlineData("http://e/1")]
    [InlineData("http://e/a/")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#li")]
    public void A_predicate_that_is_no_XML_name_is_refused(string predicate)
    {
        var refusal = Assert.Throws<FormatException>(() => Support.Write(RdfFormats.RdfXml, new([new(A, new Iri(predicate), A)])));

        Assert.Contains(predicate, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_character_is_refused_rather_than_changed() =>
        Assert.Throws<FormatException>(() => Support.Write(RdfFormats.RdfXml, new([new(A, P, new Literal("a\u0001b"))])));
}
