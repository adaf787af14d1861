using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Tests.Scripts;

public class ScriptTests
{
    private const string Good = """<http://e/1> <http://e/p> "x" .""";

    [Theory]
    [InlineData("""<!-- {"@id":"http://e/1","http://e/p":"x"} -->""")]
    [InlineData("""<!-- words first --> {"@id":"http://e/1","http://e/p":"x"}""")]
    [InlineData("""<![CDATA[ {"@id":"http://e/1","http://e/p":"x"} ]]>""")]
    [InlineData("""
        //<![CDATA[
        {"@id":"http://e/1","http://e/p":"x"};
        //]]>
        """)]
    [InlineData("/* a */ {\"@id\":\"http://e/1\", // the id, with a \" in the comment\n\"http://e/p\":\"x\"} ;;")]
    [InlineData("""{"@id":"http://e/1","http://e/p":["x",],}""")]
    [InlineData("{\"@id\":\"http://e/1\",\"http://e/p\":[\"x\", /* last */ ], // nothing\n}")]
    [InlineData("\uFEFF{\"@id\":\u00A0\"http://e/1\",\"http://e/p\":\"x\"}\u0000")]
    public void Small_faults_are_repaired_and_told(string json)
    {
        var (lines, report, notices) = Given.Page($"<script type='application/ld+json'>{json}</script>");

        Assert.Equal([Good], lines);
        Assert.Equal(RdfNoticeKind.ScriptRepaired, Assert.Single(notices).Kind);
        Assert.NotEmpty(Assert.Single(report.Scripts).Repairs);
    }

    [Fact]
    public void Control_characters_in_texts_stay_as_what_they_are()
    {
        var (lines, _, notices) = Given.Page("<script type='application/ld+json'>{\"@id\":\"http://e/1\",\"http://e/p\":\"a\nb\tc\"}</script>");

        Assert.Equal(["<http://e/1> <http://e/p> \"a\\nb\tc\" ."], lines);
        Assert.Contains("control character", Assert.Single(notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_looks_like_a_fault_inside_a_text_is_text()
    {
        const string text = "http://x // no comment, <!-- nor --> this ,} /* or */ ]]> that;";

        var (lines, report, notices) = Given.Page($$"""<script type="application/ld+json">{"@id":"http://e/1","http://e/p":"{{text}}"}</script>""");

        Assert.Equal([$"<http://e/1> <http://e/p> \"{text}\" ."], lines);
        Assert.Empty(notices);
        Assert.Empty(Assert.Single(report.Scripts).Repairs);
    }

    [Theory]
    [InlineData("{\"@id\":\"http://e/2\",\"http://e/p\":\"cut off")]
    [InlineData("{\"@id\":\"http://e/2\",\"http://e/p\":\"x\"} {}")]
    [InlineData("{'@id':'http://e/2'}")]
    [InlineData("{\"@context\":\"http://nobody.example/context\",\"@id\":\"http://e/2\"}")]
    [InlineData("[{\"@id\":\"http://e/2\",\"http://e/p\":\"y\"},{\"@context\":5}]")]
    [InlineData("  ")]
    public void A_script_that_cannot_be_read_is_set_aside_whole_and_the_others_count(string json)
    {
        var (lines, report, notices) = Given.Page($$"""
            <p>first</p>
            <script type="application/ld+json">{{json}}</script><script type="application/ld+json">{"@id":"http://e/1","http://e/p":"x"}</script>
            """);

        Assert.Equal([Good], lines);
        Assert.Equal(RdfNoticeKind.ScriptSetAside, Assert.Single(notices).Kind);
        Assert.Equal(2, notices[0].Line);
        Assert.Equal([false, true], report.Scripts.Select(script => script.Fault is null));
    }

    [Fact]
    public void A_fault_is_told_with_its_line_in_the_page()
    {
        var (_, report, _) = Given.Page("<html>\n<script type='application/ld+json'>\n{\n\"http://e/p\": oops\n}</script>");

        Assert.Equal(4, Assert.Single(report.Scripts).Fault!.Line);
    }

    [Theory]
    [InlineData("application/ld+json; charset=utf-8")]
    [InlineData(" Application/LD+JSON;profile=\"http://www.w3.org/ns/json-ld#expanded\"")]
    public void Parameters_and_case_of_the_media_type_do_not_matter(string type)
    {
        var (lines, _, _) = Given.Page($$"""<script type='{{type}}'>{"@id":"http://e/1","http://e/p":"x"}</script>""");

        Assert.Equal([Good], lines);
    }

    [Theory]
    [InlineData("<!-- <script type='application/ld+json'>{\"http://e/p\":1}</script> -->")]
    [InlineData("<template><script type='application/ld+json'>{\"http://e/p\":1}</script></template>")]
    [InlineData("<textarea><script type='application/ld+json'>{\"http://e/p\":1}</script></textarea>")]
    [InlineData("<script type='application/json'>{\"http://e/p\":1}</script>")]
    [InlineData("<script>document.write('<script type=\"application/ld+json\">{\"http://e/p\":1}<\\/script>')</script>")]
    public void Scripts_that_are_none_do_not_count(string html)
    {
        var (lines, report, _) = Given.Page(html);

        Assert.Empty(lines);
        Assert.Empty(report.Scripts);
    }

    [Fact]
    public void Named_graphs_of_a_script_are_handed_on()
    {
        var (lines, _, _) = Given.Page("""<script type="application/ld+json">{"@id":"http://e/g","@graph":[{"@id":"http://e/1","http://e/p":"x"}]}</script>""");

        Assert.Equal(["""<http://e/1> <http://e/p> "x" <http://e/g> ."""], lines);
    }
}
