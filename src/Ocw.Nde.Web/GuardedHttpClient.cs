using System.Net;
using System.Net.Http.Headers;
using Polly;

namespace Ocw.Nde.Web;

/// <summary>The one way out to the web: judges addresses, keeps pace, obeys limits, follows few redirects, tries again, and explains what went wrong.</summary>
/// <remarks>
/// One request walks:
/// 1. the text of the address is judged (<see cref="EgressPolicy"/>), and robots.txt if the request asks for it;
/// 2. a turn at the host is waited for (<see cref="HostPace"/>);
/// 3. the request is sent; the resolved address is judged while connecting;
/// 4. a redirect goes back to 1, at most <see cref="WebClientOptions.MaxRedirects"/> times;
/// 5. the reader reads the body under its ceilings and time limits;
/// 6. a transient failure in 2 to 5 starts again at 1 after a wait (Retry-After, or back-off with jitter).
/// Cookies, proxies and automatic credentials are off. Thread-safe.
/// </remarks>
public sealed class GuardedHttpClient : IDisposable
{
    private readonly WebClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly ResiliencePipeline _retries;
    private readonly HostPace _pace;
    private readonly RobotsCache _robots;
    private readonly string _userAgent;

    /// <summary>Builds a client.</summary>
    /// <param name="options">Name, ceilings and policy.</param>
    /// <param name="time">The clock for waits and limits. Default the system's.</param>
    /// <param name="handler">The transport; <see langword="null"/> for sockets whose addresses are judged while connecting. A transport given here must do without redirects and cookies.</param>
    /// <param name="random">Numbers in [0, 1) for the jitter. Default random.</param>
    public GuardedHttpClient(WebClientOptions options, TimeProvider? time = null, HttpMessageHandler? handler = null, Func<double>? random = null)
        : this(options, time ?? TimeProvider.System, handler ?? SocketsTransport.Create(options, new EgressConnector(options.Egress)), random, pace: null)
    {
    }

    internal GuardedHttpClient(WebClientOptions options, TimeProvider time, HttpMessageHandler handler, Func<double>? random, HostPace? pace)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _invoker = new HttpMessageInvoker(handler);
        _retries = RetryPipeline.Build(options, time, random);
        _pace = pace ?? new HostPace(options.MaxConcurrencyPerHost, time);
        _robots = new RobotsCache(options, time, ReadAsync);
        _userAgent = options.Contact is { Length: > 0 } contact ? $"{options.Product} (+{contact})" : options.Product;
    }

    /// <summary>Sends a request and lets <paramref name="read"/> read the answer; both are tried again together after a transient failure.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Reads the answer. It may throw <see cref="WebRequestException"/> with <see cref="WebFailure.UnexpectedContent"/> to have it asked again.</param>
    /// <param name="cancellation">Ends the request and its waits.</param>
    /// <exception cref="WebRequestException">It did not succeed, also not after retries.</exception>
    public async Task<T> ReadAsync<T>(GuardedRequest request, Func<GuardedResponse, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        var tries = 0;
        try
        {
            if (!request.IsRetryable)
                return await TryAsync(request, read, 1, cancellation);
            return await _retries.ExecuteAsync(
                async token =>
                {
                    tries++;
                    return await TryAsync(request, read, tries, token);
                },
                cancellation);
        }
        catch (WebRequestException failed)
        {
            failed.Attempts = Math.Max(1, tries);
            throw;
        }
    }

    /// <summary>The whole decoded body of a successful answer.</summary>
    /// <inheritdoc cref="ReadAsync{T}" path="/exception"/>
    public Task<byte[]> GetBytesAsync(GuardedRequest request, CancellationToken cancellation) =>
        ReadAsync(request, (response, token) => response.ReadBytesAsync(token), cancellation);

    /// <summary>What robots.txt of the host says about an address; its crawl delay is kept from now on.</summary>
    /// <returns>Whether it allows the address; <see langword="null"/> when it cannot be known now.</returns>
    public async Task<bool?> AllowsRobotsAsync(Uri address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            var rules = await _robots.RulesForAsync(address, cancellation);
            if (rules.CrawlDelay is { } slower)
                _pace.SlowDown(address.Authority, slower);
            return ReferenceEquals(rules, RobotsRules.DisallowAll) ? null : rules.Allows(address);
        }
        catch (WebRequestException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private async Task<T> TryAsync<T>(GuardedRequest request, Func<GuardedResponse, CancellationToken, Task<T>> read, int attempt, CancellationToken cancellation)
    {
        var address = request.Address;
        var method = request.Method;
        for (var redirects = 0; ; redirects++)
        {
            await JudgeAsync(request, address, cancellation);
            var delay = address.IsLoopback ? TimeSpan.Zero : request.DelayPerHost ?? _options.DelayPerHost;
            using var turn = await _pace.WaitAsync(address.Authority, delay, cancellation);
            using var clock = new TryClock(address, request.TotalTimeout ?? _options.TotalTimeout, _time, cancellation);
            using var message = Compose(request, method, address);
            using var answer = await clock.RunAsync(
                _options.HeadersTimeout,
                $"no answer came within {_options.HeadersTimeout.TotalSeconds:0.#} seconds",
                async token => await _invoker.SendAsync(message, token));

            if (Redirects.IsRedirect(answer.StatusCode))
            {
                (address, method) = Redirects.Follow(answer, address, method, redirects, _options.MaxRedirects);
                continue;
            }

            ThrowOnError(request, address, answer);
            var network = await answer.Content.ReadAsStreamAsync(cancellation);
            var wire = new WireStream(address, network, request.MaxBodyBytes ?? _options.MaxBodyBytes, _options.IdleTimeout, clock);
            await using var body = new GuardedBodyStream(address, wire, answer.Content.Headers.ContentEncoding, request.MaxDecodedBytes ?? _options.MaxDecodedBytes, _options.MaxCompressionRatio);
            return await read(new GuardedResponse(address, answer, body, attempt), cancellation);
        }
    }

    private async Task JudgeAsync(GuardedRequest request, Uri address, CancellationToken cancellation)
    {
        if (_options.Egress.RefusalOf(address) is { } refusal)
            throw new WebRequestException(address, WebFailure.Refused, refusal, "The node goes to public web addresses only, unless its operator allows more.");
        if (request.RefusalOf?.Invoke(address) is { } reason)
            throw new WebRequestException(address, WebFailure.Refused, reason, "Whoever asks for it does not allow the address.");
        if (!request.ObeyRobots)
            return;
        var rules = await _robots.RulesForAsync(address, cancellation);
        if (rules.CrawlDelay is { } slower)
            _pace.SlowDown(address.Authority, slower);
        if (!rules.Allows(address))
            throw new WebRequestException(address, WebFailure.RobotsDisallowed, "robots.txt of the host does not allow it", "Ask the institution to allow the node, or to give another way in.");
    }

    private HttpRequestMessage Compose(GuardedRequest request, HttpMethod method, Uri address)
    {
        var message = new HttpRequestMessage(method, address);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        if (request.Accept is not null)
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.IfNoneMatch is not null)
            message.Headers.TryAddWithoutValidation("If-None-Match", request.IfNoneMatch);
        if (request.IfModifiedSince is { } since)
            message.Headers.IfModifiedSince = since;
        if (string.Equals(address.Authority, request.Address.Authority, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (name, value) in request.Headers)
                message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Content is { } content && method == request.Method)
        {
            message.Content = new ReadOnlyMemoryContent(content);
            if (request.ContentType is not null)
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        return message;
    }

    private void ThrowOnError(GuardedRequest request, Uri address, HttpResponseMessage answer)
    {
        var status = answer.StatusCode;
        if (answer.IsSuccessStatusCode || (status == HttpStatusCode.NotModified && (request.IfNoneMatch is not null || request.IfModifiedSince is not null)))
            return;
        var wait = RetryAfter.Of(answer.Headers, _time.GetUtcNow());
        var failure = new WebRequestException(address, WebFailure.HttpStatus, $"the server answered {(int)status} {answer.ReasonPhrase}", AdviceFor(status, wait)) { Status = status, RetryAfter = wait };
        if (status == HttpStatusCode.TooManyRequests)
            _pace.SlowDown(address.Authority, wait is { } asked && asked < _options.MaxRetryDelay && asked > TimeSpan.Zero ? asked : TimeSpan.FromSeconds(1));
        if (!(request.ReadErrorBody && (int)status is >= 400 and < 500 && !failure.IsTransient))
            throw failure;
    }

    private string AdviceFor(HttpStatusCode status, TimeSpan? wait) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Ask the institution for access, or give its key in the settings of the source.",
        HttpStatusCode.NotFound or HttpStatusCode.Gone => "Check the address in the settings of the source.",
        _ when wait > _options.MaxRetryAfter => $"It asks to come back in {wait.Value.TotalMinutes:0} minutes, longer than is waited for; the next scheduled run tries again.",
        HttpStatusCode.TooManyRequests => "The node went too fast for it; it goes slower.",
        >= HttpStatusCode.InternalServerError => "The trouble is at the server; the next run tries again.",
        _ => "Check the settings of the source.",
    };
}
