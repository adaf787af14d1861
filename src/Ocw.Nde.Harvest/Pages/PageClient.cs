using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Asks one server for pages that fit in memory, and counts the requests.</summary>
internal sealed class PageClient(GuardedHttpClient web, HarvestOptions options, IReadOnlyDictionary<string, string> headers, TimeSpan? delay)
{
    private static readonly string[] Kept = ["Link", "X-SPARQL-MaxRows", "X-SQL-State"];
    private int _requests;

    /// <summary>How many requests were sent, retries included.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Whether requests that fail for the moment are sent again. Default <see langword="true"/>.</summary>
    public bool Retries { get; init; } = true;

    /// <summary>Whether robots.txt of the host is obeyed: for pages that were not made for harvesters. Default <see langword="false"/>.</summary>
    public bool ObeysRobots { get; init; }

    /// <summary>Gets a page.</summary>
    /// <param name="address">Where.</param>
    /// <param name="accept">The media types that are read.</param>
    /// <param name="held">What is held of it already, if it is; then the answer may be «not modified».</param>
    /// <param name="refuse">Says what is wrong with an answer, so that it is asked again; <see langword="null"/> when nothing is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">There is no usable answer, also not after retries.</exception>
    public Task<PageAnswer> GetAsync(Uri address, string accept, KnownFile? held, Func<PageAnswer, string?>? refuse, CancellationToken cancellation) =>
        AskAsync(
            new GuardedRequest(address) { IfNoneMatch = held?.ETag, IfModifiedSince = held?.ETag is null ? held?.LastModified : null },
            accept,
            refuse,
            cancellation);

    /// <summary>Posts a form and gets its answer; for questions, which may be repeated.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<PageAnswer> PostAsync(Uri address, string accept, string contentType, ReadOnlyMemory<byte> content, TimeSpan? timeout, bool mayRetry, Func<PageAnswer, string?>? refuse, CancellationToken cancellation) =>
        AskAsync(
            new GuardedRequest(address) { Method = HttpMethod.Post, Content = content, ContentType = contentType, MayRetry = mayRetry, TotalTimeout = timeout },
            accept,
            refuse,
            cancellation);

    private async Task<PageAnswer> AskAsync(GuardedRequest request, string accept, Func<PageAnswer, string?>? refuse, CancellationToken cancellation)
    {
        request = request with
        {
            Accept = accept,
            Headers = headers,
            DelayPerHost = delay,
            MaxBodyBytes = options.MaxPageBytes,
            MaxDecodedBytes = options.MaxPageBytes,
            ReadErrorBody = true,
            ObeyRobots = ObeysRobots,
            MayRetry = Retries ? request.MayRetry : false,
        };
        try
        {
            return await web.ReadAsync(request, (response, token) => ReadAsync(request.Address, response, refuse, token), cancellation);
        }
        catch (WebRequestException failed)
        {
            Interlocked.Add(ref _requests, failed.Attempts);
            throw;
        }
    }

    private async Task<PageAnswer> ReadAsync(Uri asked, GuardedResponse response, Func<PageAnswer, string?>? refuse, CancellationToken cancellation)
    {
        var bytes = response.IsNotModified ? [] : await response.ReadBytesAsync(cancellation);
        if ((int)response.Status >= 400)
            throw Refused(asked, response, bytes);
        if (response.ContentHeaders.ContentEncoding.Count == 0 && response.ContentLength is { } announced && announced > bytes.Length && !response.IsNotModified)
            throw new WebRequestException(asked, WebFailure.Damaged, $"the answer is cut off: {bytes.Length:N0} of {announced:N0} bytes came", "It is asked again.");
        var answer = new PageAnswer(asked, response.Address, (int)response.Status, bytes)
        {
            MediaType = response.MediaType?.ToLowerInvariant(),
            Charset = response.Charset,
            ETag = response.ETag,
            LastModified = response.LastModified,
            IsImmutable = response.Headers.TryGetValues("Cache-Control", out var cache) && cache.Any(value => value.Contains("immutable", StringComparison.OrdinalIgnoreCase)),
            Extra = Kept.Where(response.Headers.Contains).ToDictionary(name => name, name => string.Join(", ", response.Headers.GetValues(name)), StringComparer.OrdinalIgnoreCase),
        };
        if (refuse?.Invoke(answer) is { } problem)
            throw new WebRequestException(asked, WebFailure.UnexpectedContent, problem, "Check the address in the settings of the source, or wait until the server works again.");

        // Attempts that failed before this one are counted with it; the exception counts those of a request that never succeeds.
        Interlocked.Add(ref _requests, response.Attempt);
        return answer;
    }

    // Services explain what is wrong in their answer; a web page explains it to people only.
    private static WebRequestException Refused(Uri asked, GuardedResponse response, byte[] bytes)
    {
        var words = response.MediaType is "text/html" or "application/xhtml+xml" ? "" : System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 300))).ReplaceLineEndings(" ").Trim();
        var advice = response.Status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone ? "Check the address in the settings of the source."
            : response.Status is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden ? "Ask the institution for access, or give its key in the settings of the source."
            : "Check the settings of the source.";
        return new WebRequestException(asked, WebFailure.HttpStatus, $"the server answered {(int)response.Status} {response.Status}{(words.Length > 0 ? $" («{words}»)" : "")}", advice) { Status = response.Status };
    }
}
