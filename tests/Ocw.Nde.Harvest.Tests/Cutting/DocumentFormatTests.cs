using System.Text;

namespace Ocw.Nde.Harvest.Tests.Cutting;

public sealed class DocumentFormatTests
{
    [Theory]
    [InlineData("<http://x/s> <http://x/p> \"o\" .\n", "x", "application/n-triples")]
    [InlineData("<http://x/s> <http://x/p> \"a b\"@nl <http://x/g> .\n", "x", "application/n-quads")]
    [InlineData("<http://x/s> <http://x/p> <http://x/o> .\n", "x", "application/n-triples")]
    [InlineData("<http://x/s> <http://x/p> <http://x/o> .\n", "x.nq", "application/n-quads")]
    [InlineData("<http://x/s> <http://x/p> <http://x/o> ;\n  <http://x/q> 1 .\n", "x", "text/turtle")]
    [InlineData("_:a <http://x/p> \"o\" .\n", "x.nt", "application/n-triples")]
    [InlineData("# commentaar\n@prefix x: <http://x/> .\n", "x", "text/turtle")]
    [InlineData("PREFIX x: <http://x/>\n", "x.trig", "application/trig")]
    [InlineData("<s> <p> <o> .\n", "x.ttl", "text/turtle")]
    [InlineData("", "leeg.nt", "application/n-triples")]
    [InlineData("<?xml version='1.0'?><!-- c --><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "x.xml", "application/rdf+xml")]
    [InlineData("{\"@context\":{}}", "x.jsonld", "application/ld+json")]
    public void RDF_is_told_by_content_then_by_name(string text, string name, string mediaType)
    {
        var format = Find(text, name);

        Assert.Equal((SourceFormat.Rdf, mediaType), (format.Format, format.RdfMediaType));
    }

    [Theory]
    [InlineData("<l><r/></l>", "x.nt.xml", SourceFormat.Xml)]
    [InlineData("<?xml version='1.0'?><l/>", "x.ttl", SourceFormat.Xml)]
    [InlineData("[{\"a\":1}]", "x.csv", SourceFormat.Json)]
    [InlineData("{\"a\":1}\n", "x", SourceFormat.Json)]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", "x.json", SourceFormat.JsonLines)]
    [InlineData("{\"a\":1,}\n{\"a\":2}\n", "x.json", SourceFormat.JsonLines)]
    [InlineData("nr;titel\n1;a\n", "x.txt", SourceFormat.Csv)]
    [InlineData("PREFIX,b\n1,2\n", "x", SourceFormat.Csv)]
    public void Other_formats_are_told_by_content(string text, string name, SourceFormat expected)
    {
        var format = Find(text, name);

        Assert.Equal((expected, null), (format.Format, format.Problem));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("  <HTML lang=nl>")]
    [InlineData("Geachte heer,\nHierbij.\n")]
    [InlineData("%PDF-1.7\n")]
    public void What_is_no_data_is_told_as_well(string text) => Assert.NotNull(Find(text, "x").Problem);

    [Fact]
    public void The_settings_go_before_the_content()
    {
        Assert.Equal(SourceFormat.Csv, Find("{a,b}\n", "x", SourceFormat.Csv).Format);
        Assert.Equal(("application/rdf+xml", SourceFormat.Rdf), (Find("<rdf:RDF", "x", SourceFormat.Rdf).RdfMediaType, Find("<rdf:RDF", "x", SourceFormat.Rdf).Format));
    }

    private static DocumentFormat Find(string text, string name, SourceFormat format = SourceFormat.Auto) =>
        DocumentFormat.Find(Encoding.UTF8.GetBytes(text), isWhole: true, name, null, new FileSource("x", []) { Format = format });
}
