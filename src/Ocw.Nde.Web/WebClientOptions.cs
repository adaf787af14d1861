namespace Ocw.Nde.Web;

/// <summary>How the node presents itself on the web, and the ceilings on everything that comes back.</summary>
public sealed record WebClientOptions
{
    /// <summary>The product in the User-Agent header, with its version. Default <c>OcwNde/0.1</c>.</summary>
    public string Product { get; init; } = "OcwNde/0.1";

    /// <summary>Where an operator of a server can complain: a web address or <c>mailto:</c> address of this node. Required for the open web.</summary>
    public string? Contact { get; init; }

    /// <summary>Where the node may go. Default: public addresses only.</summary>
    public EgressPolicy Egress { get; init; } = EgressPolicy.Default;

    /// <summary>The most bytes of a body as sent, packed. Default 64 MiB; a request may set its own.</summary>
    public long MaxBodyBytes { get; init; } = 64 << 20;

    /// <summary>The most bytes of a body after decompression of its Content-Encoding. Default 64 MiB; a request may set its own.</summary>
    public long MaxDecodedBytes { get; init; } = 64 << 20;

    /// <summary>The largest ratio of unpacked to packed bytes, judged from 8 MiB unpacked on. Default 200.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>The most redirects that are followed. Default 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How long connecting may take. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the headers of the answer may take. Default 60 seconds: slow pages of large collections are common.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a body may be silent. Default 30 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take as a whole. Default 5 minutes; a request may set its own.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many times a failed request is tried again. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The wait before the first retry; it doubles each time, with jitter. Default 1 second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of the back-off itself. Default 1 minute.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest Retry-After that is waited for; a longer one ends the request with the time in the exception. Default 15 minutes.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The most requests to one host at the same time. Default 2.</summary>
    public int MaxConcurrencyPerHost { get; init; } = 2;

    /// <summary>The least time between the starts of two requests to one host (loopback: none). Default 200 milliseconds.</summary>
    public TimeSpan DelayPerHost { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a robots.txt is remembered. Default 24 hours (RFC 9309 §2.4).</summary>
    public TimeSpan RobotsLifetime { get; init; } = TimeSpan.FromHours(24);
}
