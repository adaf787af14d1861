using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Tests.Pages;

public class CeilingTests
{
    [Fact]
    public void Elements_nested_without_end_are_read_and_those_after_them_too()
    {
        var (lines, _, notices) = Given.Page(Many("<div>", 100_000) + Many("</div>", 100_000) + "<p property='schema:name'>x</p>");

        Assert.Equal(["""<http://ex.org/page.html> <http://schema.org/name> "x" ."""], lines);
        Assert.Contains("512 deep", Assert.Single(notices, n => n.Kind == RdfNoticeKind.PageCut).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formatting_that_the_rules_of_html_copy_without_end_is_cut_off_and_what_came_before_counts()
    {
        var bold = string.Concat(Enumerable.Range(0, 2000).Select(i => $"<b id=a{i}><p>"));

        var (lines, _, notices) = Given.Page("<p property='schema:name'>x</p>" + bold, new() { MaxElements = 50_000 });

        Assert.Single(lines);
        Assert.Contains(notices, n => n.Kind == RdfNoticeKind.PageCut && n.Message.Contains("50000 elements", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_so_many_attributes_of_an_element_are_read()
    {
        var (_, _, notices) = Given.Page("<p " + string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i}=1 ")) + ">");

        Assert.Contains("attributes on <p>", Assert.Single(notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_within_texts_are_counted()
    {
        var page = Many("<div about='x' property='schema:name'><div about='y' property='schema:name'>", 100) + new string('x', 1000);

        var (lines, _, notices) = Given.Page(page, new() { MaxTextCharacters = 20_000 });

        Assert.NotEmpty(lines);
        Assert.Contains(notices, n => n.Kind == RdfNoticeKind.PageCut && n.Message.StartsWith("RDFa", StringComparison.Ordinal));
    }

    [Fact]
    public void Statements_up_to_the_ceiling_count()
    {
        var (lines, report, notices) = Given.Page(string.Concat(Enumerable.Range(0, 20).Select(i => $"<p property='schema:name'>{i}</p>")), new() { MaxStatements = 5 });

        Assert.Equal(5, lines.Count);
        Assert.Equal(5, report.RdfaStatements);
        Assert.Single(notices, n => n.Kind == RdfNoticeKind.PageCut);
    }

    [Fact]
    public void A_chain_of_items_as_long_as_the_page_is_followed_without_recursion()
    {
        var chain = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<i id=i{i} itemprop=p itemscope itemref=i{i + 1}></i>"));

        var (_, report, _) = Given.Page("<div itemscope itemref=i0></div>" + chain);

        Assert.Equal(20_000, report.MicrodataStatements);
    }

    [Fact]
    public void One_page_tells_at_most_a_thousand_doubts()
    {
        var (_, _, notices) = Given.Page(Many("<p property='nonsense'>x</p>", 3000));

        Assert.Equal(1001, notices.Count);
        Assert.Contains("not told", notices[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_are_right_on_long_lines_and_in_long_pages()
    {
        var (_, _, notices) = Given.Page(Many("\r\n", 70_000) + new string(' ', 70_000) + "<p property='nonsense'>x</p>");

        Assert.Equal((70_001, 70_001), (Assert.Single(notices).Line, notices[0].Column));
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
