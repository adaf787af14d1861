using Microsoft.AspNetCore.Http.Features;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>What a request asked for, as it was sent.</summary>
internal static class RequestTarget
{
    /// <summary>The path as it was sent: an IRI keeps its percent-encoding, which routing would undo.</summary>
    public static string Path(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : context.Request.Path.ToUriComponent();
        var end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target : target[..end];
    }
}
