using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Html.Tests;

public class HtmlRdfReaderTests
{
    private const string ThreeSyntaxes = """
        <html lang="nl"><head><script type="application/ld+json">{"@context":{"@vocab":"http://schema.org/"},"@id":"a","name":"Kan"}</script></head>
        <body><p about="b" property="schema:name">Vaas</p><div itemscope itemid="c" itemtype="http://schema.org/Thing"><b itemprop="name">Bord</b></div></body></html>
        """;

    [Fact]
    public void A_page_with_three_syntaxes_gives_the_statements_of_each()
    {
        var (lines, report, notices) = Given.Page(ThreeSyntaxes);

        Assert.Equal(
        [
            """<http://ex.org/a> <http://schema.org/name> "Kan" .""",
            """<http://ex.org/b> <http://schema.org/name> "Vaas"@nl .""",
            """<http://ex.org/c> <http://schema.org/name> "Bord"@nl .""",
            """<http://ex.org/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Thing> .""",
        ],
        lines);
        Assert.Equal((1, 1, 2, 4), (report.JsonLdStatements, report.RdfaStatements, report.MicrodataStatements, report.Statements));
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData(HtmlSyntaxes.JsonLd, "Kan")]
    [InlineData(HtmlSyntaxes.Rdfa, "Vaas")]
    [InlineData(HtmlSyntaxes.Microdata, "Bord")]
    public void Only_the_syntaxes_that_are_asked_for_are_read(HtmlSyntaxes syntax, string name)
    {
        var (lines, _, _) = Given.Page(ThreeSyntaxes, new() { Syntaxes = syntax });

        Assert.Single(lines, line => line.Contains("/name>", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Blank_nodes_of_the_three_syntaxes_are_distinct_also_when_they_have_the_same_label()
    {
        var (_, report, _) = Given.Page("""
            <script type="application/ld+json">{"@id":"_:a","http://e/p":{"@id":"_:r1"}}</script>
            <script type="application/ld+json">[{"@id":"_:a","http://e/p":"x"},{"http://e/p":"made"}]</script>
            <p about="_:a" property="http://e/p">y</p><p itemscope><i itemprop="http://e/p">z</i></p>
            """);
        var dataset = new RdfDataset();
        new HtmlRdfReader(new() { BlankNodePrefix = "d7" }).ReadPage(
            Encoding.UTF8.GetBytes("""<script type="application/ld+json">[{"@id":"_:a","http://e/p":"x"},{"http://e/p":"made"}]</script><p about="_:a" property="http://e/p">y</p><p itemscope><i itemprop="http://e/p">z</i></p>"""),
            null,
            Given.Address,
            new RdfGraphSink(dataset));

        Assert.Equal(5, report.Statements);
        Assert.Equal(4, dataset.Select(q => q.Subject).Distinct().Count());
        Assert.All(dataset, q => Assert.StartsWith("_:d7_", q.Subject.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_blank_node_that_two_scripts_name_is_one_as_if_they_stood_in_one_array()
    {
        var (lines, _, _) = Given.Page("""
            <script type="application/ld+json">{"@id":"_:a","http://e/p":1}</script><script type="application/ld+json">{"@id":"_:a","http://e/q":2}</script>
            """);

        Assert.Single(lines.Select(line => line.Split(' ')[0]).Distinct());
    }

    [Fact]
    public void Relative_addresses_are_resolved_against_the_base_element()
    {
        var (lines, report, _) = Given.Page("""
            <base href="/objecten/#top"><script type="application/ld+json">{"@id":"1","http://e/p":{"@id":"2"}}</script>
            <a about="3" rel="schema:image" href=" 4 b.jpg ">x</a><p itemscope itemid="5"><a itemprop="http://e/q" href="?x=1">y</a></p>
            """);

        Assert.Equal("http://ex.org/objecten/", report.BaseIri);
        Assert.Equal(
        [
            "<http://ex.org/objecten/1> <http://e/p> <http://ex.org/objecten/2> .",
            "<http://ex.org/objecten/3> <http://schema.org/image> <http://ex.org/objecten/4%20b.jpg> .",
            "<http://ex.org/objecten/5> <http://e/q> <http://ex.org/objecten/?x=1> .",
        ],
        lines);
    }

    [Fact]
    public void What_is_no_address_is_left_out_and_told()
    {
        var (lines, _, notices) = Given.Page("""<a about="http://ex.org/1" property="schema:url" href="http://[oops">x</a><p about="http://ex.org/1" property="schema:name">y</p>""");

        Assert.Contains("""<http://ex.org/1> <http://schema.org/name> "y" .""", lines);
        Assert.DoesNotContain(lines, line => line.Contains("oops", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.Kind == RdfNoticeKind.IriDropped);
    }

    [Fact]
    public void Links_that_announce_data_are_offered_and_others_are_not()
    {
        var reader = new HtmlRdfReader();
        var html = """
            <head><link rel="alternate" type="application/ld+json" href="data.jsonld"><link rel="Alternate stylesheet" type="text/css" href="b.css"><link rel="alternate" type="application/rss+xml" href="feed">
            <link rel="describedby" href="/meta"></head>
            """;

        var report = reader.ReadPage(Encoding.UTF8.GetBytes(html), "text/html", Given.Address, new RdfGraphSink(new RdfDataset()), ["<x.ttl>; rel=\"describedby\"; type=\"text/turtle\", <y>; rel=next"]);

        Assert.Equal(
            [("http://ex.org/x.ttl", "text/turtle", true), ("http://ex.org/data.jsonld", "application/ld+json", false), ("http://ex.org/meta", null, false)],
            report.Links.Select(link => (link.Target, link.MediaType, link.IsHeader)));
        Assert.Equal(["describedby"], report.Links[0].Relations);
    }

    [Fact]
    public void A_page_in_the_stream_is_read_with_the_address_of_the_options()
    {
        var dataset = new RdfDataset();
        using var page = new MemoryStream(Encoding.UTF8.GetBytes("<p property='schema:name'>x</p>"));

        new HtmlRdfReader(new() { BaseIri = Given.Address }).Read(page, new RdfGraphSink(dataset));

        Assert.Equal("<http://ex.org/page.html> <http://schema.org/name> \"x\"", Assert.Single(dataset).Triple.ToString());
        Assert.Throws<NotSupportedException>(() => new HtmlRdfReader().Read(page, new RdfGraphSink(dataset)));
    }

    [Fact]
    public void A_page_that_is_too_large_is_refused()
    {
        var fault = Assert.Throws<RdfSyntaxException>(() => Given.Page(new string(' ', 2000), new() { MaxBytes = 1000 }));

        Assert.Contains("1000 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_ends_a_parse_in_the_middle()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>x", 1000)));

        Assert.Throws<OperationCanceledException>(() => new HtmlRdfReader().ReadPage(page, null, Given.Address, new RdfGraphSink(new RdfDataset()), null, source.Token));
    }
}
