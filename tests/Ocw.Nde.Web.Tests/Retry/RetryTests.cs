using System.Net;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Web.Tests.Retry;

public sealed class RetryTests
{
    private static readonly Uri Address = new("https://museum.example/oai?verb=Identify");
    private static readonly WebClientOptions Options = new() { DelayPerHost = TimeSpan.Zero };

    [Fact]
    public async Task A_server_error_is_tried_again_with_growing_waits()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.BadGateway), () => Status(HttpStatusCode.InternalServerError), () => ScriptedHandler.Text("goed"));
        using var client = new GuardedHttpClient(Options, time, handler, () => 0.5);

        var body = await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);

        Assert.Equal("goed"u8, body);
        Assert.Equal(3, handler.Requests.Count);
        var waits = time.Delays.ToArray();
        Assert.Equal(2, waits.Length);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromTicks(1), Options.MaxRetryDelay));
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_waited_for_exactly()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.ServiceUnavailable, ("Retry-After", "37")), () => ScriptedHandler.Text("goed"));
        using var client = new GuardedHttpClient(Options, time, handler);

        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(37), Assert.Single(time.Delays));
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_waited_for_exactly()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.ServiceUnavailable, ("Retry-After", (time.GetUtcNow() + TimeSpan.FromMinutes(2)).ToString("R"))), () => ScriptedHandler.Text("goed"));
        using var client = new GuardedHttpClient(Options, time, handler);

        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);

        Assert.Equal(TimeSpan.FromMinutes(2), Assert.Single(time.Delays));
    }

    [Fact]
    public async Task Retry_After_in_the_past_does_not_make_it_hurry()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.ServiceUnavailable, ("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")));
        using var client = new GuardedHttpClient(Options, time, handler, () => 0.5);

        var failed = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Equal(1 + Options.MaxRetries, handler.Requests.Count);
        Assert.Equal(1 + Options.MaxRetries, failed.Attempts);
        Assert.All(time.Delays, wait => Assert.True(wait > TimeSpan.Zero));
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_ceiling_ends_the_request_and_says_when_to_come_back()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.ServiceUnavailable, ("Retry-After", "99999999")));
        using var client = new GuardedHttpClient(Options, time, handler);

        var failed = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Single(handler.Requests);
        Assert.Empty(time.Delays);
        Assert.Equal(TimeSpan.FromSeconds(99999999), failed.RetryAfter);
        Assert.Contains("next scheduled run", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task An_error_that_stays_is_not_tried_again(HttpStatusCode status)
    {
        var handler = ScriptedHandler.Sequence(() => Status(status));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);

        var failed = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Single(handler.Requests);
        Assert.Equal(status, failed.Status);
        Assert.Contains(Address.ToString(), failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_is_sent_once_unless_the_caller_says_that_it_may_be_repeated()
    {
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.ServiceUnavailable));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);
        var post = new GuardedRequest(Address) { Method = HttpMethod.Post, Content = "{}"u8.ToArray(), ContentType = "application/json" };

        await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(post, CancellationToken.None));
        Assert.Single(handler.Requests);
        await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(post with { MayRetry = true }, CancellationToken.None));
        Assert.Equal(2 + Options.MaxRetries, handler.Requests.Count);
    }

    [Fact]
    public async Task A_reader_can_have_an_unusable_answer_asked_again()
    {
        var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Text("<html>"), () => ScriptedHandler.Text("<OAI-PMH/>"));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);

        var body = await client.ReadAsync(
            new GuardedRequest(Address),
            async (response, token) => await response.ReadBytesAsync(token) is var bytes && bytes.AsSpan().StartsWith("<html"u8)
                ? throw new WebRequestException(response.Address, WebFailure.UnexpectedContent, "it is a web page", "Wait.")
                : bytes,
            CancellationToken.None);

        Assert.Equal("<OAI-PMH/>"u8, body);
    }

    [Fact]
    public async Task After_429_the_host_is_asked_slower()
    {
        var time = new SteppedTime();
        var handler = ScriptedHandler.Sequence(() => Status(HttpStatusCode.TooManyRequests, ("Retry-After", "2")), () => ScriptedHandler.Text("goed"));
        using var client = new GuardedHttpClient(Options, time, handler);

        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);
        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);
        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);

        Assert.Equal(4, handler.Requests.Count);
        Assert.Equal(3, time.Delays.Count(wait => wait == TimeSpan.FromSeconds(2)));
    }

    private static HttpResponseMessage Status(HttpStatusCode status, params (string, string)[] headers) => ScriptedHandler.Text("", status, "text/plain", headers);
}
