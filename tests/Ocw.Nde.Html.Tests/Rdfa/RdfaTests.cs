using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Tests.Rdfa;

public class RdfaTests
{
    private const string Page = "<http://ex.org/page.html>";

    [Fact]
    public void Html_literals_keep_their_tags_as_html_writes_them()
    {
        var (lines, _, _) = Given.Page("<p property='schema:text' datatype='rdf:HTML'>a <b title='\"x\"'>b &amp; c</b><br><!-- d --><script>1 < 2</script></p>");

        Assert.Equal([Page + """ <http://schema.org/text> "a <b title=\"&quot;x&quot;\">b &amp; c</b><br><!-- d --><script>1 < 2</script>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> ."""], lines);
    }

    [Fact]
    public void Xml_literals_are_exclusive_canonical_xml()
    {
        var (lines, _, _) = Given.Page("<p property='schema:text' datatype='rdf:XMLLiteral'><b lang=nl class=a>x<br></b></p>");

        Assert.Equal([Page + """ <http://schema.org/text> "<b xmlns=\"http://www.w3.org/1999/xhtml\" class=\"a\" lang=\"nl\">x<br></br></b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> ."""], lines);
    }

    [Fact]
    public void Lists_keep_their_order_and_are_of_the_nearest_subject()
    {
        var (lines, report, _) = Given.Page("""
            <div about="#a"><p property="schema:text" inlist>1</p><p property="schema:text" inlist>2</p><div property="schema:author" typeof="schema:Person"><i property="schema:name" inlist>3</i><i property="schema:name" inlist>4</i></div></div>
            """);

        Assert.Equal(12, report.RdfaStatements);
        Assert.Equal(4, lines.Count(line => line.Contains("#rest>", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("<http://ex.org/page.html#a> <http://schema.org/text> _:", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("<http://schema.org/name> _:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nl", "@nl")]
    [InlineData("", "")]
    [InlineData("not a tag", "")]
    public void The_language_of_text_is_that_of_the_nearest_element(string language, string suffix)
    {
        var (lines, _, _) = Given.Page($"<html lang=en><p lang='{language}' property='schema:name'>x</p>");

        Assert.Equal([$"{Page} <http://schema.org/name> \"x\"{suffix} ."], lines);
    }

    [Fact]
    public void Names_that_mean_nothing_are_told_and_style_sheets_are_not()
    {
        var (lines, _, notices) = Given.Page("<head prefix='schema: http://other/'><link rel='stylesheet icon' href='a.css'></head><p property='name x:y'>z</p>");

        Assert.Equal([Page + """ <x:y> "z" ."""], lines);
        Assert.Equal([RdfNoticeKind.RdfaPrefixRedefined, RdfNoticeKind.RdfaUnresolvedTerm, RdfNoticeKind.RdfaUnresolvedPrefix], notices.Select(n => n.Kind));
    }

    [Fact]
    public void Roles_are_read_on_demand_only()
    {
        const string page = "<nav id=menu role=navigation></nav>";

        Assert.Empty(Given.Page(page).Lines);
        Assert.Equal(["<http://ex.org/page.html#menu> <http://www.w3.org/1999/xhtml/vocab#role> <http://www.w3.org/1999/xhtml/vocab#navigation> ."], Given.Page(page, new() { RdfaRoles = true }).Lines);
    }

    [Theory]
    [InlineData("P1Y2M3DT4H5M6.7S", "duration")]
    [InlineData("2012", "gYear")]
    [InlineData("2012-03", "gYearMonth")]
    [InlineData("2012-03-18Z", "date")]
    [InlineData("10:11:12.5+01:00", "time")]
    [InlineData("-0044-03-15T00:00:00", "dateTime")]
    public void A_time_has_the_datatype_of_its_characters(string time, string datatype)
    {
        var (lines, _, _) = Given.Page($"<time property='schema:date' datetime='{time}'>once</time>");

        Assert.Equal([$"{Page} <http://schema.org/date> \"{time}\"^^<http://www.w3.org/2001/XMLSchema#{datatype}> ."], lines);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("P1YT")]
    [InlineData("18 March 2012")]
    [InlineData("12")]
    public void A_time_of_another_form_is_plain_text(string time)
    {
        var (lines, _, _) = Given.Page($"<time property='schema:date'>{time}</time>");

        Assert.Equal([$"{Page} <http://schema.org/date> \"{time}\" ."], lines);
    }
}
