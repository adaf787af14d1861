using System.Net;
using System.Net.Http.Headers;

namespace Ocw.Nde.Web;

/// <summary>An answer whose body is read under guard: ceilings, time limits and decompression apply while reading.</summary>
public sealed class GuardedResponse
{
    private readonly GuardedBodyStream _body;

    internal GuardedResponse(Uri address, HttpResponseMessage message, GuardedBodyStream body, int attempt)
    {
        Attempt = attempt;
        Address = address;
        _body = body;
        Status = message.StatusCode;
        Headers = message.Headers;
        ContentHeaders = message.Content.Headers;
        ETag = message.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
        LastModified = ContentHeaders.LastModified;
    }

    /// <summary>The address that answered, after redirects.</summary>
    public Uri Address { get; }

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Which try of the request this answers, counted from 1.</summary>
    public int Attempt { get; }

    /// <summary>Whether the copy that the caller holds is still good (304); then the body is empty.</summary>
    public bool IsNotModified => Status == HttpStatusCode.NotModified;

    /// <summary>The headers of the answer.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The headers that describe the body.</summary>
    public HttpContentHeaders ContentHeaders { get; }

    /// <summary>The media type, without parameters; <see langword="null"/> if none is given.</summary>
    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    /// <summary>The charset parameter of the media type, without quotes.</summary>
    public string? Charset => ContentHeaders.ContentType?.CharSet?.Trim('"');

    /// <summary>The length that the server announced, of the body as sent.</summary>
    public long? ContentLength => ContentHeaders.ContentLength;

    /// <summary>The ETag exactly as sent, for <see cref="GuardedRequest.IfNoneMatch"/>.</summary>
    public string? ETag { get; }

    /// <summary>The Last-Modified header, for <see cref="GuardedRequest.IfModifiedSince"/>.</summary>
    public DateTimeOffset? LastModified { get; }

    /// <summary>How many bytes of the body came over the wire until now.</summary>
    public long BytesReceived => _body.BytesReceived;

    /// <summary>The decoded body; reading throws <see cref="WebRequestException"/> when a limit passes or the body is damaged.</summary>
    public Stream Body => _body;

    /// <summary>The whole decoded body; bounded by the ceilings of the request.</summary>
    public async Task<byte[]> ReadBytesAsync(CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await _body.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}
