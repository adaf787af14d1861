using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>The pages of the termennetwerk, and SPARQL over its terms.</summary>
public sealed class TermPagesTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Painting = "https://termen.voorbeeld.example/101";
    private const string PaintingPage = "/termen/term?uri=" + Painting;

    [Theory]
    [InlineData("nl", "Termen: «schilderij»")]
    [InlineData("en", "Terms: «schilderij»")]
    public async Task Terms_are_found_in_all_sources_with_what_can_be_chosen(string language, string title)
    {
        var page = await PageAsync("/termen?q=schilderij&lang=" + language);

        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{PaintingPage.Replace(Painting, Uri.EscapeDataString(Painting), StringComparison.Ordinal)}&lang={language}", page.QuerySelector(".hits a")!.GetAttribute("href"));
        Assert.Contains(page.QuerySelectorAll(".facets a"), a => a.GetAttribute("href")!.Contains("source=voorbeeldthesaurus", StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll(".facets a"), a => a.GetAttribute("href")!.Contains("kind=person", StringComparison.Ordinal));
        IsAccessible(page, language);
    }

    [Fact]
    public async Task A_search_in_one_source_can_be_widened_again()
    {
        var page = await PageAsync("/termen?q=schilderij&source=voorbeeldthesaurus&kind=niets&lang=nl");

        Assert.Contains(page.QuerySelectorAll(".facets a"), a => a.TextContent == "Alle bronnen");
        Assert.NotEmpty(page.QuerySelectorAll(".hits li"));
    }

    [Fact]
    public async Task Without_a_question_the_page_invites_one()
    {
        var page = await PageAsync("/termen?lang=nl");

        Assert.NotNull(page.QuerySelector("main form input[type=search]"));
        Assert.Empty(page.QuerySelectorAll(".hits"));
        Assert.Contains(page.QuerySelectorAll("header a"), a => a.GetAttribute("href") == "/termen?lang=nl");
        IsAccessible(page, "nl");
    }

    [Theory]
    [InlineData("nl", "Termenbronnen", "vandaag")]
    [InlineData("en", "Terminology sources", "today")]
    public async Task The_sources_are_listed_with_licence_age_and_state(string language, string title, string age)
    {
        var page = await PageAsync("/termen/bronnen?lang=" + language);
        var row = page.QuerySelector("#voorbeeldthesaurus")!;

        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("https://creativecommons.org/publicdomain/zero/1.0/", row.QuerySelector("a[rel=license]")!.GetAttribute("href"));
        Assert.Contains(age, row.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("thead th"), th => Assert.Equal("col", th.GetAttribute("scope")));
        IsAccessible(page, language);
    }

    [Theory]
    [InlineData("nl", "schilderij", "Objecten met deze term")]
    [InlineData("en", "painting", "Objects with this term")]
    public async Task A_term_has_a_page_with_its_labels_and_the_objects_that_use_it(string language, string title, string objects)
    {
        var page = await PageAsync(PaintingPage + "&lang=" + language);

        var heading = page.QuerySelector("h1")!;
        Assert.Equal((title, language), (heading.TextContent, heading.GetAttribute("lang")));
        Assert.Contains("schilderstuk", page.QuerySelector("dd[lang=nl]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("h3"), h => h.TextContent == objects);
        Assert.NotEmpty(page.QuerySelectorAll("#uses ~ ul.links a[href^='/id/']"));
        Assert.Contains("dataset", page.QuerySelector("#uses + p")!.TextContent, StringComparison.Ordinal);
        IsAccessible(page, language);
    }

    [Fact]
    public async Task The_number_of_objects_is_that_of_the_objects_that_can_be_paged_through()
    {
        var first = await PageAsync(PaintingPage + "&lang=en");
        var counted = int.Parse(first.QuerySelector("#uses + p")!.TextContent.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        var seen = 0;
        for (var page = first; ; page = await PageAsync(page.QuerySelector("#uses ~ nav a[rel=next]")!.GetAttribute("href")!))
        {
            seen += page.QuerySelectorAll("#uses ~ ul.links a").Length;
            if (page.QuerySelector("#uses ~ nav a[rel=next]") is null)
                break;
        }

        Assert.Equal(counted, seen);
    }

    [Theory]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("application/n-triples", "application/n-triples")]
    [InlineData("application/rdf+xml", "application/rdf+xml")]
    [InlineData("text/html,*/*;q=0.8", "text/html")]
    public async Task A_term_is_dereferenced_to_what_the_client_prefers(string accept, string type)
    {
        using var response = await node.GetAsync(PaintingPage, accept);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        if (type == "text/html")
            return;
        Assert.True(RdfFormats.TryFromMediaType(type, out var format));
        var triples = RdfFormats.ParseDataset(await response.Content.ReadAsByteArrayAsync(), format).DefaultGraph;
        Assert.Contains(triples, t => t.Subject.Equals(new Iri(Painting)) && t.Object.Equals(new Literal("schilderstuk", "nl")));
    }

    [Theory]
    [InlineData("/termen/term?uri=https%3A%2F%2Fnergens.example%2F1")]
    [InlineData("/termen/term?uri=geen%20iri%3E%20%3Cx")]
    [InlineData("/termen/term")]
    public async Task A_term_that_is_nowhere_is_not_found(string path)
    {
        using var response = await node.GetAsync(path, "text/html");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task SPARQL_over_all_terms_sees_terms_and_no_objects()
    {
        var terms = await CountAsync("/termen/sparql", "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a <http://www.w3.org/2004/02/skos/core#Concept> }");
        var objects = await CountAsync("/termen/sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://schema.org/CreativeWork> }");
        var elsewhere = await CountAsync("/sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://schema.org/CreativeWork> }");
        var named = await CountAsync("/termen/sparql", "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }");

        Assert.True(terms > 10);
        Assert.Equal(0, objects);
        Assert.True(elsewhere > 0);
        Assert.Equal(1, named);
    }

    [Fact]
    public async Task Updates_do_not_go_through_the_terms()
    {
        using var content = new FormUrlEncodedContent([new("update", "CLEAR ALL")]);
        using var response = await node.Client.PostAsync("/termen/sparql", content);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_form_of_the_terms_asks_the_terms()
    {
        var page = await PageAsync("/termen/sparql?lang=nl");

        Assert.Equal("/termen/sparql", page.QuerySelector("main form")!.GetAttribute("action"));
    }

    private async Task<long> CountAsync(string path, string query)
    {
        using var response = await node.GetAsync(path + "?query=" + Uri.EscapeDataString(query), "application/sparql-results+json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return long.Parse(json.RootElement.GetProperty("results").GetProperty("bindings")[0].GetProperty("n").GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IDocument> PageAsync(string path)
    {
        using var response = await node.GetAsync(path, "text/html");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return new HtmlParser().ParseDocument(text);
    }

    // Landmarks, one h1, headings without gaps, names for fields and for each navigation, and no scripts.
    private static void IsAccessible(IDocument page, string language)
    {
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("h1"));
        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(h => h.TagName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.QuerySelectorAll("nav"), nav => Assert.False(string.IsNullOrEmpty(nav.GetAttribute("aria-label"))));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea, select"), field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json'])"));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
    }
}
