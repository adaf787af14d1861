using Ocw.Nde.Html.Microdata;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Tests.Microdata;

public class MicrodataTests
{
    [Fact]
    public void A_content_attribute_is_the_value_of_any_element()
    {
        var (lines, _, _) = Given.Page("<p itemscope itemid=a itemtype=http://schema.org/Offer><b itemprop=price content=1000.00>€ 1000,-</b></p>");

        Assert.Contains("""<http://ex.org/a> <http://schema.org/price> "1000.00" .""", lines);
    }

    [Fact]
    public void An_element_without_the_attribute_that_has_its_value_says_nothing()
    {
        var (lines, _, _) = Given.Page("<p itemscope itemid=a itemtype=http://schema.org/Thing><img itemprop=image data-src=x.jpg><a itemprop=url>x</a></p>");

        Assert.Single(lines);
    }

    [Fact]
    public void An_item_that_is_a_property_of_itself_is_told()
    {
        var (lines, _, notices) = Given.Page("<div itemscope><div id=ref><p itemprop=name>x</p><p itemprop=friend itemscope itemref=ref></p></div></div>");

        Assert.Equal(RdfNoticeKind.MicrodataLoop, Assert.Single(notices).Kind);
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public void A_registry_says_what_a_property_means_as_well()
    {
        var registry = MicrodataRegistry.Parse("""{"http://e/v/":{"properties":{"kind":{"subPropertyOf":["http://e/type","no iri"]}}}}""");

        var (lines, _, _) = Given.Page("<p itemscope itemid=a itemtype=http://e/v/deep/T><b itemprop=kind>x</b></p>", new() { MicrodataRegistry = registry });

        Assert.Equal(
        [
            """<http://ex.org/a> <http://e/type> "x" .""",
            """<http://ex.org/a> <http://e/v/kind> "x" .""",
            "<http://ex.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/v/deep/T> .",
        ],
        lines);
    }

    [Fact]
    public void A_name_that_makes_no_iri_is_left_out_and_told()
    {
        var (lines, _, notices) = Given.Page("<p itemscope itemid=a><b itemprop='{x} good'>y</b></p>");

        Assert.Equal(["""<http://ex.org/a> <http://ex.org/page.html#good> "y" ."""], lines);
        Assert.Equal(RdfNoticeKind.IriDropped, Assert.Single(notices).Kind);
    }
}
