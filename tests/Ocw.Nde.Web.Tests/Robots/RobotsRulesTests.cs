using System.Net;
using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Web.Tests.Robots;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/object/1", false)]
    [InlineData("User-agent: *\nDisallow:", "/object/1", true)]
    [InlineData("", "/object/1", true)]
    [InlineData("User-agent: *\nDisallow: /intern", "/intern/x", false)]
    [InlineData("User-agent: *\nDisallow: /intern", "/openbaar", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /object/", "/object/1", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?q", true)]
    [InlineData("User-agent: *\nDisallow: /*a*b*c", "/xxaxxbxxcxx", false)]
    [InlineData("User-agent: *\nDisallow: /*a*b*c", "/xxaxxcxxbxx", true)]
    [InlineData("User-agent: anders\nDisallow: /\n\nUser-agent: ocwnde\nAllow: /", "/object/1", true)]
    [InlineData("User-agent: *\nAllow: /\n\nUser-agent: OcwNde/1.0\nDisallow: /object", "/object/1", false)]
    [InlineData("User-agent: x\nUser-agent: OcwNde\nDisallow: /object # reden", "/object/1", false)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /object\r\n", "/object/1", false)]
    public void The_longest_rule_of_our_group_decides(string file, string path, bool isAllowed)
    {
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes(file), "OcwNde");

        Assert.Equal(isAllowed, rules.Allows(new Uri("https://museum.example" + path)));
    }

    [Fact]
    public void A_crawl_delay_is_read() =>
        Assert.Equal(TimeSpan.FromSeconds(2.5), RobotsRules.Parse("User-agent: *\nCrawl-delay: 2.5"u8, "OcwNde").CrawlDelay);

    [Fact]
    public void A_hostile_pattern_takes_no_time_to_speak_of()
    {
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2_000)) + "b"), "OcwNde");

        Assert.True(rules.Allows(new Uri("https://museum.example/" + new string('a', 4_000))));
    }

    [Fact]
    public async Task A_disallowed_page_is_not_asked_for_and_robots_is_asked_for_once()
    {
        var handler = new ScriptedHandler((request, _) => request.RequestUri!.AbsolutePath == "/robots.txt" ? ScriptedHandler.Text("User-agent: *\nDisallow: /intern") : ScriptedHandler.Text("pagina"));
        using var client = new GuardedHttpClient(new WebClientOptions { DelayPerHost = TimeSpan.Zero }, new SteppedTime(), handler);

        await client.GetBytesAsync(new GuardedRequest(new Uri("https://museum.example/open")) { ObeyRobots = true }, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(new Uri("https://museum.example/intern/1")) { ObeyRobots = true }, CancellationToken.None));

        Assert.Equal(WebFailure.RobotsDisallowed, refused.Failure);
        Assert.Equal(["/robots.txt", "/open"], handler.Requests.Select(request => request.RequestUri!.AbsolutePath));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task A_missing_robots_allows_everything_and_an_unreachable_one_nothing(HttpStatusCode status, bool isAllowed)
    {
        var handler = new ScriptedHandler((request, _) => request.RequestUri!.AbsolutePath == "/robots.txt" ? ScriptedHandler.Text("", status) : ScriptedHandler.Text("pagina"));
        using var client = new GuardedHttpClient(new WebClientOptions { DelayPerHost = TimeSpan.Zero }, new SteppedTime(), handler);
        var request = new GuardedRequest(new Uri("https://museum.example/open")) { ObeyRobots = true };

        if (isAllowed)
            await client.GetBytesAsync(request, CancellationToken.None);
        else
            await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(request, CancellationToken.None));
    }
}
