using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>RDF in one named graph, as the store hands it to the index.</summary>
internal sealed record TermGraph(IQuadSource Quads, TermId Id)
{
    internal const string Iri = "urn:graph:test";

    /// <summary>A graph of Turtle with the usual prefixes declared.</summary>
    internal static TermGraph OfTurtle(string turtle) => Read(sink => RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefixes + turtle), RdfFormats.Turtle, sink));

    /// <summary>A file of the shared data, compressed or not; its graphs become one.</summary>
    internal static TermGraph OfShared(string path, RdfFormat? format = null) => Read(sink =>
    {
        var file = File.OpenRead(SharedData.PathOf(path));
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        RdfFormats.Parse(stream, format ?? RdfFormats.Turtle, sink);
    });

    private const string Prefixes =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
        @prefix schema: <https://schema.org/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
        @prefix gvp: <http://vocab.getty.edu/ontology#> .
        @prefix ex: <https://example.org/id/> .

        """;

    private static TermGraph Read(Action<IQuadSink> parse)
    {
        var builder = new MemoryQuadSourceBuilder();
        parse(new IntoGraph(builder));
        var quads = builder.Build();
        return new TermGraph(quads, quads.Terms.Find(new Iri(Iri)));
    }

    private sealed class IntoGraph(IQuadSink inner) : IQuadSink
    {
        private readonly byte[] _graph = Encoding.UTF8.GetBytes(Iri);

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            inner.Quad(subject, predicate, @object, TermSpan.Iri(_graph));
    }
}
