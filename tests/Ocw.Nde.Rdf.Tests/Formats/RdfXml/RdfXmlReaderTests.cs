using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.RdfXml;

public class RdfXmlReaderTests
{
    private const string Start = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:x=\"http://e/\" xml:base=\"http://e/doc\">";

    [Fact]
    public void A_record_as_museums_write_it_is_read()
    {
        var dataset = Read("""
            <x:Painting rdf:about="/object/1" x:code="A-1">
              <x:title xml:lang="nl">Het &amp; melkmeisje</x:title>
              <x:year rdf:datatype="http://www.w3.org/2001/XMLSchema#gYear">1660</x:year>
              <x:maker rdf:resource="#vermeer"/>
              <x:size rdf:parseType="Resource"><x:height>45</x:height></x:size>
              <x:part><x:Frame/></x:part>
            </x:Painting>
            """);

        Support.AssertIsomorphic(
            Support.Turtle("""
                @prefix x: <http://e/> .
                <http://e/object/1> a x:Painting ; x:code "A-1" ; x:title "Het & melkmeisje"@nl ;
                  x:year "1660"^^<http://www.w3.org/2001/XMLSchema#gYear> ; x:maker <http://e/doc#vermeer> ;
                  x:size [ x:height "45" ] ; x:part [ a x:Frame ] .
                """),
            dataset);
    }

    [Fact]
    public void White_space_beside_a_resource_attribute_is_accepted_and_text_is_not()
    {
        Assert.Single(Read("<rdf:Description><x:p rdf:resource=\"http://e/a\">\n  </x:p></rdf:Description>"));
        Fault("<rdf:Description><x:p rdf:resource=\"http://e/a\">tekst</x:p></rdf:Description>");
    }

    [Theory]
    [InlineData("<rdf:Description><x:p>tekst<x:A/></x:p></rdf:Description>", "text only")]
    [InlineData("<rdf:Description><x:p><x:A/>tekst</x:p></rdf:Description>", "the end of the property element")]
    [InlineData("<rdf:Description><x:p><x:A/><x:B/></x:p></rdf:Description>", "one node element")]
    [InlineData("<rdf:Description>tekst</rdf:Description>", "a property element")]
    [InlineData("<rdf:Description title=\"x\"/>", "attributes with a namespace prefix")]
    [InlineData("<rdf:Description rdf:ID=\"1a\"/>", "an XML name in rdf:ID")]
    [InlineData("<rdf:Description rdf:ID=\"a\"/><rdf:Description rdf:ID=\"a\"/>", "each rdf:ID once")]
    [InlineData("<rdf:Description rdf:about=\"http://e/a b\"/>", "an IRI without spaces")]
    [InlineData("<rdf:Description><x:p xml:lang=\"n l\">a</x:p></rdf:Description>", "a language tag")]
    [InlineData("<rdf:Description><x:p></x:q></rdf:Description>", "well-formed XML")]
    [InlineData("<rdf:Description><x:p>&onbekend;</x:p></rdf:Description>", "well-formed XML")]
    [InlineData("<geen><x:p/></geen>", "an element in a namespace")]
    public void What_the_grammar_does_not_allow_is_refused(string content, string expected)
    {
        var fault = Fault(content);

        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.True(fault is { Line: > 0, Column: > 0 }, fault.Message);
    }

    [Fact]
    public void A_fault_knows_its_line_and_source()
    {
        var fault = Support.Fault(RdfFormats.RdfXml, Start + "\n\n  <x:A>\n    tekst</x:A></rdf:RDF>", new() { SourceName = "records.rdf" });

        Assert.Equal(3, fault.Line);
        Assert.StartsWith("records.rdf, line ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Internal_entities_are_expanded_and_nothing_else_is_opened()
    {
        const string Declarations = "<!DOCTYPE rdf:RDF [ <!ENTITY e 'http://e/'> <!ENTITY file SYSTEM 'file:///etc/hostname'> ]>";

        var dataset = Support.Read(RdfFormats.RdfXml, Declarations + Start + "<rdf:Description rdf:about='&e;a'><x:p rdf:resource='&e;b'/></rdf:Description></rdf:RDF>");

        Assert.Equal(new Quad(new Iri("http://e/a"), new Iri("http://e/p"), new Iri("http://e/b")), dataset.Single());
        Support.Fault(RdfFormats.RdfXml, Declarations + Start + "<rdf:Description><x:p>&file;</x:p></rdf:Description></rdf:RDF>");
    }

    [Fact]
    public void Entities_expand_no_further_than_the_ceiling()
    {
        var declarations = "<!DOCTYPE rdf:RDF [ <!ENTITY a0 'xxxxxxxxxx'>" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY a{i} '{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}'>")) + "]>";

        var fault = Support.Fault(RdfFormats.RdfXml, declarations + Start + "<rdf:Description><x:p>&a9;</x:p></rdf:Description></rdf:RDF>");

        Assert.Contains("MaxCharactersFromEntities", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_literals_are_canonical()
    {
        var literal = Read("<rdf:Description><x:p rdf:parseType=\"Literal\"><x:a z=\"2\" b='1 &quot;'>t &amp; &gt;<!-- c --><br/><?pi d?><![CDATA[<]]></x:a></x:p></rdf:Description>").Single().Object;

        Assert.Equal(
            new Literal("<x:a xmlns:x=\"http://e/\" b=\"1 &quot;\" z=\"2\">t &amp; &gt;<!-- c --><br></br><?pi d?>&lt;</x:a>", RdfNs.XmlLiteral), literal);
    }

    [Fact]
    public void Collections_containers_and_statements_are_written_out()
    {
        var dataset = Read("""
            <rdf:Description rdf:about="a">
              <x:list rdf:parseType="Collection"><rdf:Description rdf:about="b"/><rdf:Description rdf:nodeID="n"/></x:list>
              <x:none rdf:parseType="Collection"/>
              <x:bag><rdf:Bag><rdf:li>1</rdf:li><rdf:li rdf:ID="s">2</rdf:li></rdf:Bag></x:bag>
            </rdf:Description>
            """);

        Support.AssertIsomorphic(
            Support.Turtle("""
                @base <http://e/doc> . @prefix x: <http://e/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
                <a> x:list ( <b> _:n ) ; x:none () ; x:bag _:bag .
                _:bag a rdf:Bag ; rdf:_1 "1" ; rdf:_2 "2" .
                <#s> a rdf:Statement ; rdf:subject _:bag ; rdf:predicate rdf:_2 ; rdf:object "2" .
                """),
            dataset);
    }

    [Fact]
    public void Lenient_reading_accepts_a_repeated_id_and_says_so()
    {
        var notices = new List<RdfNotice>();

        var dataset = Support.Read(
            RdfFormats.RdfXml, Start + "<x:A rdf:ID=\"a\"/><x:B rdf:ID=\"a\"/><x:C rdf:about=\"http://e/een twee\"/></rdf:RDF>", new() { Lenient = true, OnNotice = notices.Add });

        Assert.Equal(3, dataset.Count);
        Assert.Equal([RdfNoticeKind.DuplicateId, RdfNoticeKind.IriRepaired], notices.Select(n => n.Kind));
        Assert.Equal(new Iri("http://e/een%20twee"), dataset.Last().Subject);
    }

    [Fact]
    public void Text_beyond_the_ceiling_is_refused()
    {
        var fault = Support.Fault(
            RdfFormats.RdfXml, Start + $"<rdf:Description><x:p>{new string('x', 100_000)}</x:p></rdf:Description></rdf:RDF>", new() { MaxTokenBytes = 50_000 });

        Assert.Contains("at most 50000 bytes", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_text_in_many_scripts_arrives_whole()
    {
        var text = string.Concat(Enumerable.Repeat("aé𝄞漢", 5000));

        Assert.Equal(new Literal(text), Read($"<rdf:Description><x:p>{text}</x:p></rdf:Description>").Single().Object);
    }

    [Fact]
    public void The_encoding_that_the_document_declares_is_used()
    {
        var document = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?>" + Start + "<rdf:Description><x:p>café</x:p></rdf:Description></rdf:RDF>");

        Assert.Equal(new Literal("café"), RdfFormats.ParseDataset(document, RdfFormats.RdfXml).Single().Object);
    }

    private static RdfDataset Read(string content) => Support.Read(RdfFormats.RdfXml, Start + content + "</rdf:RDF>");

    private static RdfSyntaxException Fault(string content) => Support.Fault(RdfFormats.RdfXml, Start + content + "</rdf:RDF>");
}
