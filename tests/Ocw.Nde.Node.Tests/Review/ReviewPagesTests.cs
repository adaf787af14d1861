using System.Net;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Review;

/// <summary>The review pages over HTTP, without scripts.</summary>
public sealed class ReviewPagesTests : IAsyncLifetime, IDisposable
{
    private readonly ReviewNode _node = new();
    private readonly List<ReviewClient> _clients = [];

    public async Task InitializeAsync()
    {
        await _node.HarvestAsync();
        await _node.ServeAsync();
    }

    public async Task DisposeAsync()
    {
        await _node.CloseAsync();
        Dispose();
    }

    public void Dispose()
    {
        _clients.ForEach(c => c.Dispose());
        _node.Dispose();
    }

    [Fact]
    public async Task Without_a_key_nothing_is_shown_and_a_wrong_key_is_refused_until_one_must_wait()
    {
        var client = Client();
        await client.OpenAsync("/termen/beoordelen/lijst?lang=nl");
        Assert.DoesNotContain("bank", client.Text, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync("form[action$=inloggen]", ("key", "fout" + i));
            Assert.Equal(HttpStatusCode.Unauthorized, client.Last.StatusCode);
        }

        await client.SendAsync("form[action$=inloggen]", ("key", ReviewNode.AnnaKey));

        Assert.Equal(HttpStatusCode.TooManyRequests, client.Last.StatusCode);
        Assert.True(client.Last.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task The_cookie_is_for_these_pages_only_and_the_pages_are_kept_nowhere()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var plain = new HttpClient(handler) { BaseAddress = new Uri(_node.Address) };
        using var form = new FormUrlEncodedContent([new("key", ReviewNode.AnnaKey), new("back", "//elders.example/")]);
        using var answer = await plain.PostAsync(new Uri("/termen/beoordelen/inloggen", UriKind.Relative), form);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/termen/beoordelen", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("/termen/beoordelen", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_accepts_and_undoes_and_the_public_sees_both()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        Assert.Equal("«bank»", client.Heading);
        Assert.Contains("Zitmeubel voor meer personen.", client.Text, StringComparison.Ordinal);
        Assert.Contains("meubels ›", client.Text, StringComparison.Ordinal);
        Assert.Contains("meerdere kandidaten in de bron", client.Text, StringComparison.Ordinal);
        Assert.Contains(client.Page.QuerySelectorAll("main a"), a => a.TextContent == "Nog een bank");

        await client.DecideAsync("accept", ReviewNode.Terms + "bank2");
        Assert.Equal("«hout»", client.Heading);
        Assert.Contains("1 van 2 beoordeeld", client.Text, StringComparison.Ordinal);
        await AppliedAsync();
        Assert.Equal([$"<https://schema.org/sameAs> <{ReviewNode.Terms}bank2>"], _node.LinksOf("bank"));

        await client.SendAsync("form[action$=terug]");
        Assert.Equal("«bank»", client.Heading);
        Assert.Contains("ongedaan gemaakt", client.Text, StringComparison.Ordinal);
        await AppliedAsync();
        Assert.Empty(_node.LinksOf("bank"));
    }

    [Fact]
    public async Task Every_answer_that_can_be_given_is_kept_in_its_own_way()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey, "en");
        await client.DecideAsync("skip");
        Assert.Equal("«hout»", client.Heading);
        await client.DecideAsync("none");
        Assert.Equal("«bank»", client.Heading);
        await client.DecideAsync("broader", ReviewNode.Terms + "meubels");
        Assert.Equal("All is reviewed", client.Heading);

        await client.OpenAsync("/termen/beoordelen/besluiten?lang=en");

        Assert.Contains("none of these", client.Text, StringComparison.Ordinal);
        Assert.Contains("the term is broader", client.Text, StringComparison.Ordinal);
        Assert.Contains("Anna: 3", client.Text, StringComparison.Ordinal);
        await AppliedAsync();
        Assert.Equal([$"<http://www.w3.org/2004/02/skos/core#broadMatch> <{ReviewNode.Terms}meubels>"], _node.LinksOf("bank"));
    }

    [Fact]
    public async Task Another_term_is_searched_in_place_and_one_that_nobody_knows_is_refused()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        await client.OpenAsync("/termen/beoordelen?lang=nl&zoek=kist&item=" + _node.ItemOf("bank").Id);
        Assert.Equal(ReviewNode.Terms + "kist", client.Page.QuerySelector("input[name=term]")!.GetAttribute("value"));

        await client.DecideAsync("accept", "https://elders.example/1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, client.Last.StatusCode);
        Assert.Contains("Geen termenbron kent https://elders.example/1", client.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await client.DecideAsync("accept", "javascript:alert(1)");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, client.Last.StatusCode);
        Assert.Equal(QueueTurn.Open, _node.ItemOf("bank").Turn);
    }

    [Fact]
    public async Task Who_is_of_one_institution_neither_sees_nor_decides_for_the_other()
    {
        var anna = await Client().LogInAsync(ReviewNode.AnnaKey);
        await anna.DecideAsync("accept");
        var bert = await Client().LogInAsync(ReviewNode.BertKey);

        await bert.OpenAsync("/termen/beoordelen/besluiten?lang=nl");
        Assert.DoesNotContain("Anna", bert.Text, StringComparison.Ordinal);
        await bert.OpenAsync("/termen/beoordelen?lang=nl&item=" + _node.ItemOf("hout").Id);
        Assert.DoesNotContain("hout", bert.Heading, StringComparison.Ordinal);
        Assert.Contains("een andere instelling besliste zo", bert.Text, StringComparison.Ordinal);
        await bert.SendAsync("#decide", ("verdict", "accept"), ("item", _node.ItemOf("hout").Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(QueueTurn.Open, _node.ItemOf("hout").Turn);
    }

    [Fact]
    public async Task A_form_that_does_not_come_from_the_page_does_nothing()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        await client.SendAsync("#decide", ("verdict", "accept"), ("csrf", "0"));
        Assert.Equal(HttpStatusCode.Forbidden, client.Last.StatusCode);

        await client.OpenAsync("/termen/beoordelen?lang=nl");
        var fields = client.Page.QuerySelectorAll("#decide input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        await client.PostAsync("/termen/beoordelen/besluit", new Dictionary<string, string>(fields) { ["verdict"] = "accept", ["term"] = ReviewNode.Terms + "bank1" }, origin: "https://elders.example");

        Assert.Equal(HttpStatusCode.Forbidden, client.Last.StatusCode);
        Assert.Equal(QueueTurn.Open, _node.ItemOf("bank").Turn);
    }

    [Fact]
    public async Task Many_are_accepted_at_once_after_a_look_and_undone_in_one_step()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        await client.OpenAsync("/termen/beoordelen/reeks?lang=nl&threshold=0.5&gap=0");
        Assert.Contains("2 woorden zouden hun beste kandidaat krijgen", client.Text, StringComparison.Ordinal);

        await client.SendAsync("main form[method=post][action$=reeks]", ("mark", "anders"));
        Assert.Equal(HttpStatusCode.Conflict, client.Last.StatusCode);
        await client.SendAsync("main form[method=post][action$=reeks]");
        Assert.Contains("2 woorden kregen hun beste kandidaat", client.Text, StringComparison.Ordinal);
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("hout").Turn);

        await client.SendAsync("form[action$=terug]");
        Assert.Equal([QueueTurn.Open, QueueTurn.Open], new[] { _node.ItemOf("hout").Turn, _node.ItemOf("bank").Turn });
    }

    [Fact]
    public async Task The_spreadsheet_goes_out_and_comes_back_over_the_page()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        await client.OpenAsync("/termen/beoordelen/export.csv?lang=nl");
        var lines = (await client.Last.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        var filled = lines[0] + "\n" + lines.Single(l => l.Contains(",hout,", StringComparison.Ordinal))[..^2] + "aanvaard,," + "\n" + "rFF,museum,,,x,,,,,,,,geen,,\n";

        await client.OpenAsync("/termen/beoordelen/tabel?lang=nl");
        using var content = new MultipartFormDataContent { { new StringContent(client.Page.QuerySelector("form[enctype] input[name=csrf]")!.GetAttribute("value")!), "csrf" }, { new StringContent(filled), "file", "beoordelen.csv" } };
        await client.PostAsync("/termen/beoordelen/import", content);

        Assert.Contains("1 besluiten genomen", client.Text, StringComparison.Ordinal);
        Assert.Contains("1 apart gezet", client.Text, StringComparison.Ordinal);
        Assert.Equal(QueueTurn.Decided, _node.ItemOf("hout").Turn);
    }

    [Fact]
    public async Task A_key_for_review_reads_no_more_than_the_public_by_the_APIs()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + ReviewNode.AnnaKey);

        var answer = await client.GetStringAsync(new Uri("/sparql?format=csv&query=" + Uri.EscapeDataString("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/report')) }"), UriKind.Relative));

        Assert.Equal("n\r\n0\r\n", answer);
        Assert.NotEqual(["\"0\"^^<http://www.w3.org/2001/XMLSchema#integer>"], _node.Ask("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/report')) }"));
    }

    [Fact]
    public async Task Whoever_logs_out_is_out()
    {
        var client = await Client().LogInAsync(ReviewNode.AnnaKey);
        await client.SendAsync("form[action$=uitloggen]");
        await client.OpenAsync("/termen/beoordelen/lijst?lang=nl");

        Assert.NotNull(client.Page.QuerySelector("input[type=password]"));
    }

    private ReviewClient Client()
    {
        var client = new ReviewClient(_node.Address);
        _clients.Add(client);
        return client;
    }

    // The server does this by itself; asked here, it is done when it returns.
    private async Task AppliedAsync()
    {
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
    }
}
