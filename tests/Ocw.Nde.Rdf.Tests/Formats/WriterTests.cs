using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats;

public class WriterTests
{
    private static readonly Dictionary<string, string> Prefixes = new() { ["schema"] = SchemaNs.Namespace, ["xsd"] = XsdNs.Namespace, [""] = "http://example.org/" };

    [Fact]
    public void Turtle_is_written_as_people_write_it()
    {
        var dataset = Support.Turtle("""
            <http://example.org/1> a <https://schema.org/Painting> ; <https://schema.org/name> "Het \"melkmeisje\"\n"@nl, "The Milkmaid"@en ;
              <https://schema.org/width> 45, 4.50, 1e3, true, "01"^^<http://www.w3.org/2001/XMLSchema#boolean>, "1660"^^<http://www.w3.org/2001/XMLSchema#gYear> .
            _:b <https://schema.org/a/b> <http://example.org/x:y>, <http://example.org/z.> .
            """);

        var text = Support.Write(RdfFormats.Turtle, dataset, new() { Prefixes = Prefixes });

        Assert.Equal(
            """
            @prefix schema: <https://schema.org/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix : <http://example.org/> .

            :1 a schema:Painting ;
                schema:name "Het \"melkmeisje\"\n"@nl , "The Milkmaid"@en ;
                schema:width 45 , 4.50 , 1e3 , true , "01"^^xsd:boolean , "1660"^^xsd:gYear .

            _:b <https://schema.org/a/b> :x:y , <http://example.org/z.> .

            """,
            text,
            ignoreLineEndingDifferences: true);
        Support.AssertIsomorphic(dataset, Support.Turtle(text));
    }

    [Fact]
    public void Nested_turtle_is_written_as_people_write_it()
    {
        var dataset = Support.Turtle("""
            @prefix : <http://example.org/> .
            [] :report [ :result [ :path ( :a [ :b :c ] ) ; a :Result ] , [] ] ; :shared _:s . :x :shared _:s . _:s :name "s" . _:loop :next [ :next _:loop ] .
            """);

        var text = Support.Write(RdfFormats.Turtle, dataset, new() { Prefixes = Prefixes, NestBlankNodes = true });

        Assert.Contains(
            """
            [] :report [
                    :result [
                        a :Result ;
                        :path ( :a [
                            :b :c
                        ] )
                    ] , []
                ] ;
                :shared _:s .
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Support.AssertIsomorphic(dataset, Support.Turtle(text));
    }

    [Fact]
    public void Nesting_has_a_depth_and_lists_have_none()
    {
        var deep = new RdfDataset(Enumerable.Range(0, 5000).Select(i => new Quad(new BlankNode($"n{i}"), RdfNs.Value, new BlankNode($"n{i + 1}"))));
        var broken = new RdfDataset(Enumerable.Range(0, 5000).Select(i => new Quad(new BlankNode($"n{i}"), RdfNs.Rest, new BlankNode($"n{i + 1}"))));
        var list = Support.Turtle("<x:a> <x:p> (" + string.Concat(Enumerable.Repeat(" 1", 5000)) + ") .");

        foreach (var dataset in (RdfDataset[])[deep, broken, list])
            Support.AssertIsomorphic(dataset, Support.Turtle(Support.Write(RdfFormats.Turtle, dataset, new() { NestBlankNodes = true })));
        Assert.StartsWith("\n<x:a> <x:p> ( 1 1 1", Support.Write(RdfFormats.Turtle, list, new() { NestBlankNodes = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Trig_groups_by_graph()
    {
        var dataset = Support.Read(RdfFormats.TriG, "<x:a> <x:p> 1 . <x:g> { <x:a> <x:p> 2 , 3 } _:g { <x:b> <x:p> [] }");

        var text = Support.Write(RdfFormats.TriG, dataset);

        Assert.Contains("<x:g> {\n  <x:a> <x:p> 2 , 3 .\n}\n", text, StringComparison.Ordinal);
        Support.AssertIsomorphic(dataset, Support.Read(RdfFormats.TriG, text));
    }

    [Fact]
    public void Prefixes_that_a_document_declares_later_are_kept()
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
        RdfFormats.Parse("@prefix a: <x:> . a:s a:p a:o . @prefix a: <y:> . a:s a:p <x:o> . @prefix b: <x:> . b:s b:p b:r, b:q ."u8.ToArray(), RdfFormats.Turtle, writer);
        writer.Complete();

        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());

        Assert.Contains("a:s a:p <x:o>", text, StringComparison.Ordinal);
        Assert.Contains("b:s b:p b:r , b:q", text, StringComparison.Ordinal);
        Assert.Equal(4, Support.Turtle(text).Count);
    }

    [Fact]
    public void A_format_without_graphs_refuses_them_unless_told_to_drop_the_names()
    {
        var dataset = new RdfDataset([new(new Iri("x:a"), new Iri("x:p"), new Iri("x:b"), new Iri("x:g"))]);

        foreach (var format in (RdfFormat[])[RdfFormats.NTriples, RdfFormats.Turtle])
        {
            var refusal = Assert.Throws<InvalidOperationException>(() => Support.Write(format, dataset));
            Assert.Contains("x:g", refusal.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => Support.Write(format, dataset, new() { NestBlankNodes = true }));
            Assert.Single(Support.Read(format, Support.Write(format, dataset, new() { DropGraphNames = true })));
            Assert.Single(Support.Read(format, Support.Write(format, dataset, new() { DropGraphNames = true, NestBlankNodes = true })));
        }
    }

    [Fact]
    public void Terms_cannot_break_out_of_what_is_written()
    {
        var dataset = new RdfDataset(
        [
            new(new Iri("x:a"), new Iri("x:p"), new Literal("\"\n<x:evil> <x:evil> <x:evil> .\r\\")),
            new(new BlankNode("b c> <x:evil"), new Iri("x:p"), new BlankNode("hex62")),
        ]);

        foreach (var format in RdfFormats.All.Where(f => f is { CanRead: true, CanWrite: true } && f != RdfFormats.RdfXml))
            Support.AssertIsomorphic(dataset, Support.Read(format, Support.Write(format, dataset)));

        var iri = Support.Write(RdfFormats.NTriples, new([new(new Iri("x:a> <x:b"), new Iri("x:p"), new Iri("x:c"))]));
        Assert.Equal("<x:a\\u003E\\u0020\\u003Cx:b> <x:p> <x:c> .\n", iri);
    }

    [Fact]
    public void A_literal_whose_language_is_no_tag_cannot_be_written()
    {
        var dataset = new RdfDataset([new(new Iri("x:a"), new Iri("x:p"), new Literal("a", "nl> <x:b"))]);

        foreach (var format in (RdfFormat[])[RdfFormats.NTriples, RdfFormats.NQuads, RdfFormats.Turtle, RdfFormats.TriG])
            Assert.Throws<FormatException>(() => Support.Write(format, dataset));
    }

    [Fact]
    public void N_triples_is_canonical()
    {
        var text = Support.Write(RdfFormats.NTriples, new([new(new Iri("x:é"), new Iri("x:p"), new Literal("\t\b\f\n\r\"\\é\u007F", XsdNs.String))]));

        Assert.Equal("<x:é> <x:p> \"\t\b\f\\n\\r\\\"\\\\é\u007F\" .\n", text);
    }

    [Fact]
    public void What_is_gathered_goes_out_on_flush()
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, output);
        new QuadSinkAdapter(writer).Add(new Quad(new Iri("x:a"), new Iri("x:p"), new Iri("x:b")));

        Assert.Equal(0, output.Length);
        writer.Flush();
        Assert.Equal("<x:a> <x:p> <x:b> .\n".Length, output.Length);
    }
}
