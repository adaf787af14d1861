using System.IO.Compression;
using System.Net;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Web.Tests.Requests;

public sealed class GuardedHttpClientTests
{
    private static readonly Uri Address = new("https://museum.example/dump.nt");
    private static readonly WebClientOptions Options = new() { DelayPerHost = TimeSpan.Zero, MaxRetries = 0, Contact = "https://node.example/contact" };
    private static readonly WebClientOptions Local = Options with { Egress = new EgressPolicy { AllowLoopback = true } };

    [Fact]
    public async Task The_node_says_who_it_is_and_whom_to_ask()
    {
        var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Text("x"));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);

        await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None);

        Assert.Equal("OcwNde/0.1 (+https://node.example/contact)", handler.Requests.Single().Headers.UserAgent.ToString());
    }

    [Fact]
    public async Task A_conditional_request_gives_not_modified_without_a_body()
    {
        var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Text("", HttpStatusCode.NotModified));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);
        var since = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var isNotModified = await client.ReadAsync(new GuardedRequest(Address) { IfNoneMatch = "\"a\"", IfModifiedSince = since }, (response, _) => Task.FromResult(response.IsNotModified), CancellationToken.None);

        Assert.True(isNotModified);
        var sent = handler.Requests.Single().Headers;
        Assert.Equal("\"a\"", sent.IfNoneMatch.Single().ToString());
        Assert.Equal(since, sent.IfModifiedSince);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_credentials_stay_with_their_host()
    {
        var handler = ScriptedHandler.Sequence(
            () => ScriptedHandler.Text("", HttpStatusCode.Found, headers: ("Location", "/elders")),
            () => ScriptedHandler.Text("", HttpStatusCode.MovedPermanently, headers: ("Location", "https://cdn.example/dump.nt")),
            () => ScriptedHandler.Text("goed"));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);
        var request = new GuardedRequest(Address) { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer geheim" } };

        var answered = await client.ReadAsync(request, (response, _) => Task.FromResult(response.Address), CancellationToken.None);

        Assert.Equal("https://cdn.example/dump.nt", answered.ToString());
        Assert.Equal([true, true, false], handler.Requests.Select(sent => sent.Headers.Authorization is not null));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", WebFailure.BadRedirect)]
    [InlineData("https://169.254.169.254/latest/meta-data/", WebFailure.Refused)]
    [InlineData("https://127.0.0.1:9/oai", WebFailure.Refused)]
    [InlineData("file:///etc/passwd", WebFailure.Refused)]
    [InlineData("http://museum.example/onveilig", WebFailure.BadRedirect)]
    public async Task A_redirect_to_where_the_node_may_not_go_is_refused_before_connecting(string target, WebFailure failure)
    {
        var handler = ScriptedHandler.Sequence(() => ScriptedHandler.Text("", HttpStatusCode.Found, headers: ("Location", target)));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Equal(failure, refused.Failure);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_chain_of_redirects_ends_at_the_ceiling()
    {
        var handler = new ScriptedHandler((_, index) => ScriptedHandler.Text("", HttpStatusCode.Found, headers: ("Location", $"/stap/{index}")));
        using var client = new GuardedHttpClient(Options, new SteppedTime(), handler);

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Equal(WebFailure.BadRedirect, refused.Failure);
        Assert.Equal(1 + Options.MaxRedirects, handler.Requests.Count);
    }

    [Fact]
    public async Task A_body_beyond_its_ceiling_is_broken_off()
    {
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes(new byte[2_000])));

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address) { MaxBodyBytes = 1_999 }, CancellationToken.None));

        Assert.Equal(WebFailure.TooLarge, refused.Failure);
        Assert.False(refused.IsTransient);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(4000)]
    public async Task A_packed_body_that_is_cut_off_is_noticed(int missing)
    {
        var content = new byte[20_000];
        new Random(7).NextBytes(content);
        var packed = GZip(content);
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes(packed[..^missing], headers: ("Content-Encoding", "gzip"))));

        var fault = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Equal(WebFailure.Damaged, fault.Failure);
    }

    [Fact]
    public async Task A_packed_body_of_several_members_is_read_whole()
    {
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes([.. GZip("hal"u8.ToArray()), .. GZip("lo"u8.ToArray())], headers: ("Content-Encoding", "gzip"))));

        Assert.Equal("hallo"u8.ToArray(), await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));
    }

    [Fact]
    public async Task A_compressed_body_is_unpacked()
    {
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes(GZip("hallo"u8.ToArray()), headers: ("Content-Encoding", "gzip"))));

        Assert.Equal("hallo"u8.ToArray(), await client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));
    }

    [Fact]
    public async Task A_decompression_bomb_is_broken_off_at_its_ratio()
    {
        var bomb = GZip(new byte[64 << 20]);
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes(bomb, headers: ("Content-Encoding", "gzip"))));

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None));

        Assert.Equal(WebFailure.TooLarge, refused.Failure);
    }

    [Fact]
    public async Task A_body_that_is_packed_twice_or_wrongly_is_refused()
    {
        using var twice = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes(GZip([1]), headers: ("Content-Encoding", "gzip, gzip"))));
        using var wrong = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Bytes("geen gzip"u8.ToArray(), headers: ("Content-Encoding", "gzip"))));

        Assert.Equal(WebFailure.Damaged, (await Assert.ThrowsAsync<WebRequestException>(() => twice.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None))).Failure);
        Assert.Equal(WebFailure.Damaged, (await Assert.ThrowsAsync<WebRequestException>(() => wrong.GetBytesAsync(new GuardedRequest(Address), CancellationToken.None))).Failure);
    }

    [Fact]
    public async Task An_error_answer_can_be_read_when_the_caller_asks_for_it()
    {
        using var client = new GuardedHttpClient(Options, new SteppedTime(), ScriptedHandler.Sequence(() => ScriptedHandler.Text("<OAI-PMH/>", HttpStatusCode.BadRequest)));

        Assert.Equal("<OAI-PMH/>"u8.ToArray(), await client.GetBytesAsync(new GuardedRequest(Address) { ReadErrorBody = true }, CancellationToken.None));
    }

    [Fact]
    public async Task Loopback_is_not_reached_unless_it_is_allowed()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Of(200, "hier"));
        using var strict = new GuardedHttpClient(Options);
        using var allowed = new GuardedHttpClient(Local);

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => strict.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None));

        Assert.Equal(WebFailure.Refused, refused.Failure);
        Assert.Empty(server.Requests);
        Assert.Equal("hier"u8.ToArray(), await allowed.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None));
    }

    [Fact]
    public async Task No_cookie_is_kept_and_no_credentials_are_sent()
    {
        using var server = new LoopbackServer(request => request.Target == "/401" ? LoopbackAnswer.Of(401, "", "WWW-Authenticate: Basic realm=x") : LoopbackAnswer.Of(200, "", "Set-Cookie: volg=1"));
        using var client = new GuardedHttpClient(Local);

        await client.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None);
        await client.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None);
        await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(new Uri(server.Address, "401")), CancellationToken.None));

        Assert.All(server.Requests, request => Assert.False(request.Headers.ContainsKey("Cookie") || request.Headers.ContainsKey("Authorization")));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_is_broken_off_is_damaged_and_may_be_asked_again()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nte kort"));
        using var client = new GuardedHttpClient(Local);

        var failed = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None));

        Assert.Equal(WebFailure.Damaged, failed.Failure);
        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task A_longer_body_than_announced_ends_where_it_was_announced()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nte lang"));
        using var client = new GuardedHttpClient(Local);

        Assert.Equal("te"u8.ToArray(), await client.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None));
    }

    [Fact]
    public async Task Headers_that_do_not_come_and_a_body_that_falls_silent_pass_their_limits()
    {
        using var silent = new LoopbackServer(_ => new LoopbackAnswer([], Hangs: true));
        using var halfway = new LoopbackServer(_ => new LoopbackAnswer([.. "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin"u8], Hangs: true));

        Assert.Contains("no answer came within", await TimedOutAsync(silent, Local.HeadersTimeout), StringComparison.Ordinal);
        Assert.Contains("no byte came for", await TimedOutAsync(halfway, Local.IdleTimeout), StringComparison.Ordinal);
        Assert.Contains("took longer than", await TimedOutAsync(halfway, Local.TotalTimeout), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_not_a_time_out()
    {
        using var server = new LoopbackServer(_ => new LoopbackAnswer([], Hangs: true));
        using var client = new GuardedHttpClient(Local);
        using var cancellation = new CancellationTokenSource();

        var pending = client.GetBytesAsync(new GuardedRequest(server.Address), cancellation.Token);
        await WaitForRequestAsync(server);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_says_so()
    {
        Uri address;
        using (var server = new LoopbackServer(_ => LoopbackAnswer.Of(200, "")))
            address = server.Address;
        using var client = new GuardedHttpClient(Local);

        var failed = await Assert.ThrowsAsync<WebRequestException>(() => client.GetBytesAsync(new GuardedRequest(address), CancellationToken.None));

        Assert.Equal(WebFailure.ConnectFailed, failed.Failure);
        Assert.Contains(address.ToString(), failed.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TimedOutAsync(LoopbackServer server, TimeSpan limit)
    {
        var time = new SteppedTime();
        using var client = new GuardedHttpClient(Local, time);
        var pending = client.GetBytesAsync(new GuardedRequest(server.Address), CancellationToken.None);
        while (!pending.IsCompleted)
        {
            await WaitForRequestAsync(server);
            time.Expire(limit);
            await Task.Yield();
        }

        return (await Assert.ThrowsAsync<WebRequestException>(() => pending)).Message;
    }

    private static async Task WaitForRequestAsync(LoopbackServer server)
    {
        while (server.Requests.IsEmpty)
            await Task.Delay(1);
    }

    private static byte[] GZip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.SmallestSize))
            packing.Write(content);
        return packed.ToArray();
    }
}
