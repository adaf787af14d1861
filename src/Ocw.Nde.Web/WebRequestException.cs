using System.Net;

namespace Ocw.Nde.Web;

/// <summary>What kind of thing went wrong on the way.</summary>
public enum WebFailure
{
    /// <summary>The egress policy does not allow the address.</summary>
    Refused,

    /// <summary>robots.txt of the host does not allow the address.</summary>
    RobotsDisallowed,

    /// <summary>The host name does not resolve.</summary>
    NameNotResolved,

    /// <summary>No connection, or it was broken off.</summary>
    ConnectFailed,

    /// <summary>The certificate or the TLS handshake is not in order.</summary>
    TlsFailed,

    /// <summary>A time limit passed: connecting, headers, silence within the body, or the whole request.</summary>
    TimedOut,

    /// <summary>The server answered with an error status.</summary>
    HttpStatus,

    /// <summary>Too many redirects, or one that may not be followed.</summary>
    BadRedirect,

    /// <summary>The body is larger than its ceiling, packed or unpacked.</summary>
    TooLarge,

    /// <summary>The body ended before its announced length, or cannot be unpacked.</summary>
    Damaged,

    /// <summary>The body is not what was asked for; the reader of the body says so.</summary>
    UnexpectedContent,
}

/// <summary>A request that did not succeed: which address, what happened, and what to do.</summary>
public sealed class WebRequestException : Exception
{
    /// <summary>Describes a failed request.</summary>
    /// <param name="address">The address that was asked for.</param>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="problem">What happened, in one clause.</param>
    /// <param name="advice">What to do about it, as a sentence.</param>
    /// <param name="inner">The cause, if another exception tells more.</param>
    public WebRequestException(Uri address, WebFailure failure, string problem, string advice, Exception? inner = null)
        : base($"{address}: {problem}. {advice}", inner)
    {
        Address = address;
        Failure = failure;
        Problem = problem;
        Advice = advice;
    }

    /// <summary>The address that was asked for.</summary>
    public Uri Address { get; }

    /// <summary>The kind of failure.</summary>
    public WebFailure Failure { get; }

    /// <summary>What happened, without address and advice.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Advice { get; }

    /// <summary>The status of the answer, if there was one.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>How long the server asked to wait (Retry-After), if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many times the request was tried.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>Whether the same request may succeed later: network trouble, time-outs, damaged bodies, 408, 425, 429 and 5xx.</summary>
    public bool IsTransient => Failure switch
    {
        WebFailure.NameNotResolved or WebFailure.ConnectFailed or WebFailure.TimedOut or WebFailure.Damaged or WebFailure.UnexpectedContent => true,
        WebFailure.HttpStatus => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425
            || (Status >= HttpStatusCode.InternalServerError && Status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)),
        _ => false,
    };
}
