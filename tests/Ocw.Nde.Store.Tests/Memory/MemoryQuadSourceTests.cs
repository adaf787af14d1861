using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Memory;

public class MemoryQuadSourceTests
{
    [Theory]
    [InlineData(DefaultGraphMode.Unnamed)]
    [InlineData(DefaultGraphMode.Union)]
    public void Every_pattern_selector_and_order_gives_what_looking_at_every_quad_gives(DefaultGraphMode mode)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var model = new QuadModel { Union = mode == DefaultGraphMode.Union };
            var builder = new MemoryQuadSourceBuilder(mode);
            var graphs = random.Next(0, 5);
            for (var i = random.Next(0, 150); i > 0; i--)
            {
                var quad = RandomQuads.Next(random, graphs);
                model.Quads.Add(quad);
                builder.Quad(quad);
            }

            if (graphs > 1)
            {
                model.Classes[RandomQuads.Graph(1)] = GraphClass.Proposals;
                builder.SetGraphClass(TermSpan.Iri("http://example.org/graph/1"u8), GraphClass.Proposals);
            }

            model.AssertSame(builder.Build(), random);
        }
    }

    [Fact]
    public void A_triple_in_two_graphs_stands_once_in_the_union()
    {
        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union);
        foreach (var graph in new[] { 1, 2, 2 })
            builder.Quad(new Quad(new Iri("urn:s"), new Iri("urn:p"), new Literal("o"), RandomQuads.Graph(graph)));
        var source = builder.Build();

        Assert.Equal(1, Count(source, GraphSelector.Default));
        Assert.Equal(2, Count(source, GraphSelector.AnyNamed));
    }

    [Fact]
    public void Terms_come_back_as_they_were_written()
    {
        RdfTerm[] terms =
        [
            new Iri("http://example.org/ré"), new Literal(""), new Literal("kort"), new Literal("een lange tekst"), new Literal("tekst", "nl-NL"),
            new Literal("نص", new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"), "ar", BaseDirection.RightToLeft),
            new Literal("01", new Iri("http://www.w3.org/2001/XMLSchema#integer")), new Literal("POINT(1 2)", new Iri("http://www.opengis.net/ont/geosparql#wktLiteral")),
        ];
        var builder = new MemoryQuadSourceBuilder();
        foreach (var term in terms)
            builder.Quad(new Quad(new Iri("urn:s"), new Iri("urn:p"), term));
        var source = builder.Build();

        foreach (var term in terms)
        {
            var back = source.Terms.Get(source.Terms.Find(term));
            Assert.Equal(term.ToString(), back.ToString());
        }
    }

    [Fact]
    public void Language_tags_that_differ_in_case_are_one_term()
    {
        var builder = new MemoryQuadSourceBuilder();
        Assert.Equal(
            builder.Term(TermSpan.LangString("schilderij"u8, "nl-NL"u8)),
            builder.Term(TermSpan.LangString("schilderij"u8, "NL-nl"u8)));
    }

    [Fact]
    public void Blank_nodes_of_two_documents_stay_apart_and_can_be_found_by_the_label_they_are_given()
    {
        var builder = new MemoryQuadSourceBuilder();
        var first = builder.Term(TermSpan.BlankNode("x"u8));
        Assert.Equal(first, builder.Term(TermSpan.BlankNode("x"u8)));
        builder.NewBlankNodeScope();
        var second = builder.Term(TermSpan.BlankNode("x"u8));
        Assert.NotEqual(first, second);

        builder.Add(first, first, second);
        var source = builder.Build();
        var label = Assert.IsType<BlankNode>(source.Terms.Get(second));
        Assert.Equal(second, source.Terms.Find(label));
        Assert.False(source.Terms.Find(new BlankNode("b99")).IsBound);
        Assert.False(source.Terms.Find(new BlankNode("x")).IsBound);
    }

    [Fact]
    public void An_unknown_id_is_refused_by_name()
    {
        var source = new MemoryQuadSourceBuilder().Build();
        Assert.Throws<KeyNotFoundException>(() => source.Terms.Get(TermId.Create(TermTag.DictionaryIri, 7)));
    }

    [Fact]
    public void A_triple_term_has_one_id_and_says_what_it_is_made_of()
    {
        var builder = new MemoryQuadSourceBuilder();
        var id = builder.Term(TermSpan.TripleTerm("<<( _:b <urn:p> <<( <urn:s> <urn:p> \"x\"@nl--ltr )>> )>>"u8));

        Assert.Equal(id, builder.Term(TermSpan.TripleTerm("<<( _:b <urn:p> <<( <urn:s> <urn:p> \"x\"@NL--ltr )>> )>>"u8)));
        var terms = builder.Build().Terms;
        Assert.Equal("<<( _:b1 <urn:p> <<( <urn:s> <urn:p> \"x\"@nl--ltr )>> )>>", terms.Get(id).ToString());
        Assert.True(terms.TryReadTriple(id, out var subject, out var predicate, out var @object));
        Assert.Equal(id, terms.FindTriple(subject, predicate, @object));
        Assert.False(terms.FindTriple(subject, predicate, predicate).IsBound);
        Assert.False(terms.TryReadTriple(subject, out _, out _, out _));
    }

    [Fact]
    public void More_datatypes_than_the_list_holds_are_spelled_out_and_still_found()
    {
        var builder = new MemoryQuadSourceBuilder();
        var ids = new HashSet<TermId>();
        for (var i = 0; i < 5000; i++)
            ids.Add(builder.Term(TermSpan.Literal("dezelfde tekst"u8, Encoding.UTF8.GetBytes($"http://example.org/type/{i}"))));
        ids.Add(builder.Term(TermSpan.LangString("dezelfde tekst"u8, "en-GB"u8)));
        Assert.Equal(builder.Term(TermSpan.LangString("dezelfde tekst"u8, "EN-gb"u8)), builder.Term(TermSpan.LangString("dezelfde tekst"u8, "en-gb"u8)));
        Assert.Equal(5001, ids.Count);

        var source = builder.Build();
        var last = new Literal("dezelfde tekst", new Iri("http://example.org/type/4999"));
        Assert.Contains(source.Terms.Find(last), ids);
        Assert.Equal(last, source.Terms.Get(source.Terms.Find(last)));
    }

    [Fact]
    public void A_million_quads_are_counted_exactly_by_prefix()
    {
        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union, expectedQuads: 1_000_000);
        var predicates = Enumerable.Range(0, 10).Select(i => builder.Term(TermSpan.Iri(Encoding.UTF8.GetBytes($"http://example.org/p{i}")))).ToArray();
        var graph = builder.Term(TermSpan.Iri("http://example.org/g"u8));
        for (var i = 0; i < 1_000_000; i++)
        {
            Assert.True(TermValues.TryFromInteger(i, out var value));
            builder.Add(TermId.Create(TermTag.PackedIri, (ulong)(i / 10)), predicates[i % 10], value, graph);
        }

        var source = builder.Build();
        Assert.Equal(1_000_000, source.Count);
        Assert.Equal(100_000, source.EstimateCount(new QuadPattern(default, predicates[3], default, GraphSelector.Default)));
        Assert.Equal(10, source.EstimateCount(new QuadPattern(TermId.Create(TermTag.PackedIri, 77), default, default, GraphSelector.AnyNamed)));
    }

    private static int Count(IQuadSource source, GraphSelector graphs)
    {
        using var scan = source.Scan(new QuadPattern(default, default, default, graphs), QuadOrder.Any);
        var batch = new QuadBatch();
        var total = 0;
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            total += count;
        return total;
    }
}
