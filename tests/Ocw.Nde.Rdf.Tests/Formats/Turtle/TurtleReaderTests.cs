using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.Turtle;

public class TurtleReaderTests
{
    [Theory]
    [InlineData("<x:a> <x:p> <x:b>", 1, 18, "'.' at the end", "the end of the input")]
    [InlineData("@prefix x: <x:> .\nx:a x:p y:b .", 2, 9, "a prefix that was declared", "'y:'")]
    [InlineData("<x:a> <x:p> \"a\nb\" .", 1, 15, "\" at the end of the literal", "the end of the line")]
    [InlineData("<x:a>\n <x:p>\n \"\"\"een\ntwee\ndrie", 3, 2, "\"\"\" at the end", "the end of the input")]
    [InlineData("<x:a> <x:p> <y> .", 1, 13, "an absolute IRI", "<y>")]
    [InlineData("<x:a> <x:p> ; <x:q> 1 .", 1, 13, "an object", "';'")]
    [InlineData("<x:a> <x:p> [ <x:q> 1 .", 1, 23, "']'", "'.'")]
    [InlineData("<x:a> <x:p> ( 1 ", 1, 17, "an object", "the end of the input")]
    [InlineData("@PREFIX x: <x:> .", 1, 1, "@prefix or @base", "'@PREFIX'")]
    [InlineData("<x:a> <x:p> 1", 1, 14, "'.' at the end", "the end of the input")]
    [InlineData("<x:a> \"b\" <x:c> .", 1, 7, "a predicate", "'\"b\"'")]
    [InlineData("<x:a> <x:p> 'a'^^_:b .", 1, 18, "a datatype", "'_:b'")]
    [InlineData("<x:a> <x:p> <x:b c> .", 1, 17, "an IRI without spaces", "a space")]
    [InlineData("@prefix x: <x:> . x:a x:p x:b\\k .", 1, 30, "\\ and one of", "'\\k'")]
    [InlineData("@prefix x: <x:> . x:a x:p x:%2 .", 1, 29, "% and two hexadecimal digits", "'%2'")]
    [InlineData("<x:a> <x:p> <x:b> . }", 1, 21, "a subject", "'}'")]
    public void A_fault_says_what_was_expected_and_what_stands_there(string document, int line, int column, string expected, string found)
    {
        var fault = Support.Fault(RdfFormats.Turtle, document);

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.Equal(found, fault.Found);
    }

    [Fact]
    public void What_came_before_a_fault_was_handed_over()
    {
        var graph = new RdfGraph();

        Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse("<x:a> <x:p> 1, 2 . <x:b>"u8.ToArray(), RdfFormats.Turtle, new RdfGraphSink(graph)));

        Assert.Equal(2, graph.Count);
    }

    [Fact]
    public void Made_labels_never_meet_written_ones()
    {
        var dataset = Support.Turtle("_:anon1 <x:p> [] . _:anonwanon1 <x:p> [] . _:anon2 <x:p> ( _:b ) . _:anon <x:p> _:anonw .");

        Assert.Equal(9, dataset.SelectMany(q => (RdfTerm[])[q.Subject, q.Object]).OfType<BlankNode>().Distinct().Count());
    }

    [Fact]
    public void Numbers_keep_their_lexical_form()
    {
        var objects = Support.Turtle("<x:a> <x:p> 01, -5, +.5, 1.50, 1e3, 1.E3, .5e-1, 5.").Select(q => q.Object);

        Assert.Equal(
            [
                new Literal("01", XsdNs.Integer), new Literal("-5", XsdNs.Integer), new Literal("+.5", XsdNs.Decimal), new Literal("1.50", XsdNs.Decimal),
                new Literal("1e3", XsdNs.Double), new Literal("1.E3", XsdNs.Double), new Literal(".5e-1", XsdNs.Double), new Literal("5", XsdNs.Integer),
            ],
            objects);
    }

    [Theory]
    [InlineData("@prefix a.b: <x:> . a.b:c.d a.b:p a.b:e.f.", "x:e.f")]
    [InlineData("@prefix : <x:> . :a :p :.", "x:")]
    [InlineData("PREFIX a: <x:> a:a a a:b.", "x:b")]
    [InlineData("prefix true: <x:> true:a true:b true:true .", "x:true")]
    [InlineData("@prefix é: <x:> . é:ë é:ï é:ö·̀.", "x:ö·̀")]
    [InlineData("@prefix a: <x:> . a:a a:b a:c\\,d\\.%2e .", "x:c,d.%2e")]
    [InlineData("@prefix a: <x:> . a:a a:b a:0:c:d .", "x:0:c:d")]
    [InlineData("@base <http://e/a/> . <b> <x:p> <../c> .", "http://e/c")]
    [InlineData("BASE <http://e/a/>\nBASE <b/> <b> <x:p> <c> .", "http://e/a/b/c")]
    public void Names_are_read_as_the_grammar_says(string document, string expected) =>
        Assert.Equal(new Iri(expected), Support.Turtle(document).Single().Object);

    [Fact]
    public void Deep_nesting_is_refused_at_the_ceiling_and_long_lists_are_not()
    {
        var deep = "<x:a> <x:p> " + string.Concat(Enumerable.Repeat("[ <x:p> ", 513));
        var lists = "<x:a> <x:p> " + new string('(', 100_000);
        var flat = "<x:a> <x:p> (" + string.Concat(Enumerable.Repeat(" 1", 10_000)) + ") .";

        Assert.Contains("nested", Support.Fault(RdfFormats.Turtle, deep).Expected, StringComparison.Ordinal);
        Assert.Contains("nested", Support.Fault(RdfFormats.TriG, lists).Expected, StringComparison.Ordinal);
        Assert.Equal(20_001, Support.Turtle(flat).Count);
    }

    [Fact]
    public void A_literal_beyond_the_ceiling_is_refused_without_reading_it_all()
    {
        var input = new EndlessLiteral();

        var fault = Assert.Throws<RdfSyntaxException>(() => RdfFormats.Parse(input, RdfFormats.Turtle, new RdfGraphSink(new RdfGraph()), new() { MaxTokenBytes = 1 << 20 }));

        Assert.Contains("at most 1048576 bytes", fault.Expected, StringComparison.Ordinal);
        Assert.InRange(input.Given, 1 << 20, 4 << 20);
    }

    [Fact]
    public void An_iri_beyond_the_ceiling_is_refused()
    {
        var fault = Support.Fault(RdfFormats.Turtle, $"<x:a> <x:p> <x:{new string('b', 9000)}> .");

        Assert.Contains("8192", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Trig_reads_graphs_of_every_form()
    {
        var dataset = Support.Read(RdfFormats.TriG, "<x:a> <x:p> 1 . { <x:a> <x:p> 2 } <x:g> { <x:a> <x:p> 3 . } GRAPH _:g { <x:a> <x:p> [] ; } [] { } [ <x:p> 4 ] . ( 5 ) <x:p> 6 .");

        Assert.Equal(
            ["", "", "", "", "", "", "<x:g>", "_:g"],
            dataset.Select(q => q.Graph?.ToString() ?? "").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<x:g> { <x:a> <x:p> 1 } .")]
    [InlineData("GRAPH <x:g> <x:a> <x:p> 1 .")]
    [InlineData("<x:g> { @prefix x: <x:> . }")]
    [InlineData("<x:g> { <x:h> { } }")]
    [InlineData("( 1 ) { <x:a> <x:p> 1 }")]
    [InlineData("<x:g> { <x:a> <x:p> 1 ")]
    public void Trig_refuses_what_is_no_block(string document) => Support.Fault(RdfFormats.TriG, document);

    [Fact]
    public void Prefixes_reach_the_sink()
    {
        var sink = new RdfGraphSink(new RdfGraph());

        RdfFormats.Parse("@base <http://e/> . @prefix a: <a#> . PREFIX : <http://f/>"u8.ToArray(), RdfFormats.Turtle, sink);

        Assert.Equal(new Dictionary<string, string> { ["a"] = "http://e/a#", [""] = "http://f/" }, sink.Prefixes);
    }

    [Fact]
    public void A_document_that_is_only_comments_takes_no_memory_for_them()
    {
        var comment = Encoding.UTF8.GetBytes("# " + new string('x', 3_000_000));

        RdfFormats.Parse(new MemoryStream(comment), RdfFormats.Turtle, new RdfGraphSink(new RdfGraph()), new() { MaxTokenBytes = 1 << 20 });
    }

    private sealed class EndlessLiteral : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            if (Given == 0)
                "<x:a> <x:p> \""u8.CopyTo(buffer.AsSpan(offset));
            Given += count;
            return count;
        }
    }
}
