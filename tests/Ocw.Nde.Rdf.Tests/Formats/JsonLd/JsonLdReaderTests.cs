using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

public class JsonLdReaderTests
{
    private const string Context = """{"@vocab":"http://ex.org/"}""";

    [Fact]
    public void A_node_and_its_values_are_statements()
    {
        var dataset = Read("""{"@context":{"@vocab":"http://ex.org/","maker":{"@type":"@id"}},"@id":"http://ex.org/s","naam":{"@value":"Delft","@language":"nl"},"maker":"http://ex.org/m","jaar":1660}""");

        Assert.Equal(
            [
                """<http://ex.org/s> <http://ex.org/jaar> "1660"^^<http://www.w3.org/2001/XMLSchema#integer>""",
                "<http://ex.org/s> <http://ex.org/maker> <http://ex.org/m>",
                "<http://ex.org/s> <http://ex.org/naam> \"Delft\"@nl",
            ],
            dataset.Select(quad => quad.Triple.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_keys_of_a_language_map_are_read_by_the_context_of_its_term()
    {
        var dataset = Read("""
            {"@context":{"@vocab":"http://ex.org/","label":{"@container":["@language","@set"],"@context":{"none":"@none"}}},
             "@id":"http://ex.org/s","label":{"none":["Delft"],"fr":["Delphes"]}}
            """);

        Assert.Equal(["\"Delft\"", "\"Delphes\"@fr"], dataset.Select(quad => quad.Object.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"@id\":\"http://ex.org/s\",\n \"@id\":\"http://ex.org/t\"}", 2, 2, "each key once")]
    [InlineData("{\"@id\":\n  \"\\ud83d\"}", 2, 3, "surrogate")]
    [InlineData("{\"@id\":\"http://ex.org/s\"}\n{\"@id\":\"http://ex.org/t\"}", 2, 1, "no more")]
    [InlineData("{\"@id\":\"http://ex.org/s\",\n", 2, 1, "the end of the input")]
    [InlineData("{\"@id\":\"http://ex.org/s\",}", 1, 26, "'}'")]
    [InlineData("[\n {\"@id\": 5}]", 2, 2, "invalid @id value")]
    [InlineData("{\"@context\":\n {\"a\":\"b:x\",\"b\":\"a:x\"}}", 2, 2, "cyclic IRI mapping")]
    public void A_fault_is_told_with_its_place(string text, long line, long column, string words)
    {
        var fault = Assert.Throws<RdfSyntaxException>(() => Read(text));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused_with_its_place()
    {
        byte[] text = [.. "{\"@id\":\n\"caf"u8, 0xE9, .. "\"}"u8];

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.ParseDataset(text, RdfFormats.JsonLd));

        Assert.Equal((2, 5), (fault.Line, fault.Column));
        Assert.Contains("0xE9", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_has_a_ceiling()
    {
        var text = string.Concat(Enumerable.Repeat("{\"@graph\":[", 200)) + string.Concat(Enumerable.Repeat("]}", 200));

        var fault = Assert.Throws<RdfSyntaxException>(() => Read(text));

        Assert.Contains("256 levels", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_IRI_that_is_none_is_left_out_and_reported()
    {
        var notices = new List<RdfNotice>();
        var dataset = Read("""[{"@id":"http://ex.org/a b","http://ex.org/p":1},{"@id":"http://ex.org/c","http://ex.org/p":{"@id":"d e"}}]""", new() { OnNotice = notices.Add });

        Assert.Empty(dataset);
        Assert.Equal([RdfNoticeKind.IriDropped, RdfNoticeKind.IriDropped], notices.Select(notice => notice.Kind));
    }

    [Fact]
    public void An_IRI_with_a_space_is_repaired_where_that_is_wanted()
    {
        var dataset = Read("""{"@id":"http://ex.org/a b","http://ex.org/p":1}""", new() { Lenient = true });

        Assert.Equal(new Iri("http://ex.org/a%20b"), Assert.Single(dataset).Subject);
    }

    [Fact]
    public void Numbers_are_never_infinite()
    {
        var dataset = Read("""{"@id":"http://ex.org/s","http://ex.org/p":[1e400,-0,1E+2,12345678901234567890,0.1]}""");

        Assert.Equal(["0", "1.0E-1", "1.0E400", "100", "12345678901234567890"], dataset.Select(quad => ((Literal)quad.Object).LexicalForm).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Labels_get_the_prefix_of_their_document()
    {
        var dataset = Read("""{"@id":"_:a","http://ex.org/p":{"@id":"_:een naam"}}""", new() { BlankNodePrefix = "d1" });

        var quad = Assert.Single(dataset);
        Assert.Equal((new BlankNode("d1_a"), new BlankNode("d1_anon1")), (quad.Subject, quad.Object));
    }

    [Theory]
    [InlineData("[", "]", false)]
    [InlineData("{\"@context\":" + Context + ",\"@graph\":[", "]}", false)]
    [InlineData("{\"@context\":" + Context + ",\"@id\":\"http://ex.org/g\",\"@graph\":[", "],\"naam\":\"een graaf\"}", true)]
    public void A_large_document_is_read_node_by_node(string before, string after, bool isNamed)
    {
        var text = Large(before, after, out var count);
        using var stream = new MemoryStream(text);
        var sink = new CountingSink(stream);

        RdfFormats.Parse(stream, RdfFormats.JsonLd, sink);

        Assert.Equal(count * 2 + (isNamed ? 1 : 0), sink.Quads);
        Assert.Equal(isNamed ? count * 2 : 0, sink.InGraph);
        Assert.True(sink.FirstAt < text.Length - 500_000, "the first quads come before the end of the document was read");
    }

    [Fact]
    public void A_large_document_whose_context_comes_late_is_held_whole_and_says_so()
    {
        var notices = new List<RdfNotice>();
        using var stream = new MemoryStream(Large("{\"@graph\":[", "],\"@context\":" + Context + "}", out var count));
        var sink = new CountingSink(stream);

        RdfFormats.Parse(stream, RdfFormats.JsonLd, sink, new() { OnNotice = notices.Add });

        Assert.Equal(count * 2, sink.Quads);
        Assert.Equal(RdfNoticeKind.HeldWhole, Assert.Single(notices).Kind);
    }

    [Fact]
    public void A_document_of_any_length_passes_through_a_buffer_of_one_length()
    {
        using var stream = new EndlessGraph(5 * JsonLdReader.WholeBytes);
        var notices = new List<RdfNotice>();

        RdfFormats.Parse(stream, RdfFormats.JsonLd, stream, new() { OnNotice = notices.Add });

        Assert.Equal(stream.Nodes, stream.Quads);
        Assert.InRange(stream.MostHeld, 1, 3 * JsonLdReader.WholeBytes);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("[{\"@graph\":[{\"@id\":\"http://ex.org/s\",\"http://ex.org/p\":1}]}", "]")]
    [InlineData("{\"@context\":" + Context + ",\"@graph\":[{\"@graph\":[{\"@id\":\"http://ex.org/s\",\"http://ex.org/p\":1}]}", "]}")]
    public void A_graph_within_a_graph_has_a_name_of_its_own_in_small_and_large_documents(string before, string after)
    {
        using var small = new MemoryStream(Encoding.UTF8.GetBytes(before + after));
        using var large = new MemoryStream(Large(before + ",", after, out _));
        var (few, many) = (new CountingSink(small), new CountingSink(large));

        RdfFormats.Parse(small, RdfFormats.JsonLd, few);
        RdfFormats.Parse(large, RdfFormats.JsonLd, many);

        Assert.Equal((1, 1), (few.InGraph, many.InGraph));
    }

    [Fact]
    public void A_relative_type_is_resolved_each_time_that_it_comes()
    {
        var dataset = Read("""[{"@id":"http://ex.org/a","@type":"Soort"},{"@id":"http://ex.org/b","@type":"Soort"}]""", new() { BaseIri = "http://ex.org/doc" });

        Assert.Equal([new Iri("http://ex.org/Soort"), new Iri("http://ex.org/Soort")], dataset.Select(quad => quad.Object));
    }

    // RDF has no place for an index, so two of them for one node contradict nothing; only flattening refuses them.
    [Fact]
    public void A_node_with_two_indexes_is_read_and_flattened_it_is_refused()
    {
        const string Text = """{"@graph":[{"@id":"http://ex.org/s","@index":"a","http://ex.org/p":1},{"@id":"http://ex.org/s","@index":"b","http://ex.org/p":2}]}""";

        Assert.Equal(2, Read(Text).Count);
        Assert.Equal(JsonLdErrors.ConflictingIndexes, Assert.Throws<JsonLdException>(() => new JsonLdProcessor().Flatten(JsonItem.Parse(Text))).Code);
    }

    [Fact]
    public void Reading_leaves_a_document_as_it_was()
    {
        const string Text = """{"@context":{"@vocab":"http://ex.org/","x":{"@container":"@index"}},"@id":"http://ex.org/s","p":[{"@value":"a","@language":"nl"},{"@id":"http://ex.org/o"}],"x":{"1":{"@value":"b"},"2":{"@id":"http://ex.org/o"}}}""";
        var document = JsonItem.Parse(Text);
        var processor = new JsonLdProcessor();

        processor.Flatten(document);
        processor.Frame(document, JsonItem.Parse("""{"@context":{"@vocab":"http://ex.org/"},"p":{}}"""));
        processor.Compact(document, JsonItem.Parse("""{"@vocab":"http://ex.org/"}"""));

        Assert.Equal(Text, document.ToString());
    }

    [Fact]
    public void A_small_document_may_have_its_keys_in_any_order()
    {
        var dataset = Read("{\"@graph\":[{\"@id\":\"http://ex.org/s\",\"p\":1}],\"@context\":" + Context + "}");

        Assert.Equal(new Iri("http://ex.org/p"), Assert.Single(dataset).Predicate);
    }

    private static RdfDataset Read(string text, RdfReaderOptions? options = null) => RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), RdfFormats.JsonLd, options);

    private static byte[] Large(string before, string after, out int count)
    {
        var text = new StringBuilder(before);
        var filler = new string('x', 10_000);
        for (count = 0; text.Length < JsonLdReader.WholeBytes * 5 / 2; count++)
            text.Append(count == 0 ? "" : ",\n").Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"@context":{{Context}},"@id":"http://ex.org/{{count}}","p":"{{filler}}","q":{{count}}}""");
        return Encoding.UTF8.GetBytes(text.Append(after).ToString());
    }

    /// <summary>A graph that is made while it is read, and notes how far reading is ahead of the quads that came out.</summary>
    private sealed class EndlessGraph(long length) : ReadOnlySequentialStream, IQuadSink
    {
        private static readonly string Filler = new('x', 5_000);
        private byte[] _piece = Encoding.UTF8.GetBytes("{\"@context\":" + Context + ",\"@graph\":[");
        private int _at;
        private long _given;
        private long _written;
        private bool _ended;

        public int Nodes { get; private set; }

        public int Quads { get; private set; }

        public long MostHeld { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            Quads++;
            _written += Filler.Length;
        }

        public override int Read(Span<byte> buffer)
        {
            if (_at == _piece.Length)
            {
                if (_ended)
                    return 0;
                _ended = _given >= length;
                _piece = Encoding.UTF8.GetBytes(_ended ? "]}" : $"{(Nodes == 0 ? "" : ",")}{{\"@id\":\"http://ex.org/{Nodes++}\",\"p\":\"{Filler}\"}}");
                _at = 0;
            }

            var count = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            _given += count;
            MostHeld = Math.Max(MostHeld, _given - _written);
            return count;
        }
    }

    private sealed class CountingSink(Stream stream) : IQuadSink
    {
        public int Quads { get; private set; }

        public int InGraph { get; private set; }

        public long FirstAt { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (Quads++ == 0)
                FirstAt = stream.Position;
            InGraph += graph.Kind == TermKind.None ? 0 : 1;
        }
    }
}
