namespace Ocw.Nde.Web;

/// <summary>One request through <see cref="GuardedHttpClient"/>; what is not set comes from <see cref="WebClientOptions"/>.</summary>
/// <param name="Address">Where to: http or https.</param>
public sealed record GuardedRequest(Uri Address)
{
    /// <summary>The method. Default GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The Accept header; none if <see langword="null"/>.</summary>
    public string? Accept { get; init; }

    /// <summary>Further headers, such as Authorization; they do not go along with a redirect to another host.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body to send, if any.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The media type of <see cref="Content"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The ETag of the copy that is held already: the answer may be <see cref="GuardedResponse.IsNotModified"/>.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The Last-Modified of the copy that is held already.</summary>
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>Whether robots.txt of the host is obeyed: for crawling pages, not for an endpoint that was agreed upon. Default <see langword="false"/>.</summary>
    public bool ObeyRobots { get; init; }

    /// <summary>Whether a 4xx answer (not 408, 425, 429) is given to the reader rather than thrown: for protocols that explain errors in the body.</summary>
    public bool ReadErrorBody { get; init; }

    /// <summary>Whether the request may be repeated after a failure. Default: GET, HEAD and OPTIONS only.</summary>
    public bool? MayRetry { get; init; }

    /// <summary>The ceiling of the body as sent; <see langword="null"/> for the client's.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>The ceiling of the decoded body; <see langword="null"/> for the client's.</summary>
    public long? MaxDecodedBytes { get; init; }

    /// <summary>The time limit of one try; <see langword="null"/> for the client's.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>The least time since the last request to the same host; <see langword="null"/> for the client's.</summary>
    public TimeSpan? DelayPerHost { get; init; }

    /// <summary>Says why an address may not be asked for, or <see langword="null"/> if it may: a further judgement, of redirects too, on top of <see cref="WebClientOptions.Egress"/>.</summary>
    public Func<Uri, string?>? RefusalOf { get; init; }

    internal bool IsRetryable => MayRetry ?? (Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options);
}
