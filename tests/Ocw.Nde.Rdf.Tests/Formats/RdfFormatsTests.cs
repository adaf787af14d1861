using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Rdf.Tests.Formats;

public class RdfFormatsTests
{
    [Theory]
    [InlineData("a.nt", "N-Triples")]
    [InlineData("https://example.org/dump.NQ.GZ", "N-Quads")]
    [InlineData("a.b.ttl.gz", "Turtle")]
    [InlineData("a.trig", "TriG")]
    [InlineData("a.owl", "RDF/XML")]
    [InlineData("a.jsonld", "JSON-LD")]
    [InlineData("a.csv", null)]
    [InlineData("ttl", null)]
    [InlineData(".gz", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_file_name_tells_the_format(string? name, string? expected)
    {
        Assert.Equal(expected is not null, RdfFormats.TryFromFileName(name, out var format));
        Assert.Equal(expected, format?.Name);
    }

    [Theory]
    [InlineData("text/turtle; charset=utf-8", "Turtle")]
    [InlineData("APPLICATION/N-QUADS", "N-Quads")]
    [InlineData(" application/rdf+xml ", "RDF/XML")]
    [InlineData("text/html", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_media_type_tells_the_format(string? mediaType, string? expected)
    {
        Assert.Equal(expected is not null, RdfFormats.TryFromMediaType(mediaType, out var format));
        Assert.Equal(expected, format?.Name);
    }

    [Theory]
    [InlineData(null, "Turtle")]
    [InlineData("", "Turtle")]
    [InlineData("*/*", "Turtle")]
    [InlineData("application/*", "N-Triples")]
    [InlineData("application/ld+json", "JSON-LD")]
    [InlineData("text/plain", "N-Triples")]
    [InlineData("text/turtle;q=0.5, application/n-quads;q=0.9, */*;q=0.1", "N-Quads")]
    [InlineData("text/*, text/turtle;q=0", null)]
    [InlineData("text/turtle;q=0.5, application/trig;q=0.5", "Turtle")]
    [InlineData("*/*;q=0.8, application/trig;q=0.8", "TriG")]
    [InlineData("text/html, application/xhtml+xml", null)]
    [InlineData("application/rdf+xml", "RDF/XML")]
    [InlineData("*/*;q=0", null)]
    [InlineData("garbage, , ;;;, text/turtle;q=x, text/turtle;level=1;q=0.3", "Turtle")]
    public void The_accept_header_is_weighed(string? accept, string? expected) => Assert.Equal(expected, RdfFormats.Negotiate(accept)?.Name);

    [Fact]
    public void Formats_say_what_can_be_done_with_them()
    {
        Assert.True(RdfFormats.RdfXml is { CanRead: true, CanWrite: true, HoldsGraphs: false });
        Assert.True(RdfFormats.TriG is { CanRead: true, CanWrite: true, HoldsGraphs: true });
        Assert.True(RdfFormats.JsonLd is { CanRead: true, CanWrite: true, HoldsGraphs: true });
        Assert.Throws<ArgumentException>(() => RdfFormats.CreateReader(RdfFormats.Turtle, new() { BaseIri = "a/b" }).Read(Array.Empty<byte>(), new RdfGraphSink(new RdfGraph())));
    }

    [Fact]
    public void A_file_is_read_by_its_name_packed_or_not()
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-formats");
        try
        {
            var plain = Path.Combine(folder.FullName, "a.ttl");
            var packed = Path.Combine(folder.FullName, "b.nt.gz");
            File.WriteAllText(plain, "<x:a> <x:p> 1 .");
            File.WriteAllBytes(packed, Gzip("<x:a> <x:p> <x:b> ."));
            var graph = new RdfGraph();

            RdfFormats.ParseFile(plain, new RdfGraphSink(graph));
            RdfFormats.ParseFile(packed, new RdfGraphSink(graph));

            Assert.Equal(2, graph.Count);
            File.WriteAllText(Path.Combine(folder.FullName, "c.csv"), "a,b");
            Assert.Throws<NotSupportedException>(() => RdfFormats.ParseFile(Path.Combine(folder.FullName, "c.csv"), new RdfGraphSink(graph)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
