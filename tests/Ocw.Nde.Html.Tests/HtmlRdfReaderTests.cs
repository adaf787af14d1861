namespace Ocw.Nde.Html.Tests;

public class HtmlRdfReaderTests
{
    [Fact]
    public void A_page_with_three_syntaxes_gives_the_statements_of_each()
    {
        var (lines, report, notices) = Given.Page("""
            <html lang="nl"><head><script type="application/ld+json">{"@context":{"@vocab":"http://schema.org/"},"@id":"a","name":"Kan"}</script></head>
            <body><p about="b" property="schema:name">Vaas</p><div itemscope itemid="c" itemtype="http://schema.org/Thing"><b itemprop="name">Bord</b></div></body></html>
            """);

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
}
