using System.Net;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>Tells who sends a request, and what it may ask: by its key, else by its address.</summary>
internal sealed class ClientRecognition(KeyRing keys, NodeSettings settings)
{
    /// <summary>The client; <see langword="null"/> if it brings a key that is not known.</summary>
    public SparqlClient? Of(HttpContext context)
    {
        var grant = keys.Of(context.Request);
        if (grant.State == KeyState.Wrong)
            return null;
        return grant.Key is { MayReadAll: true } key ? new("key:" + key.Name, ReaderScope.Internal, settings.Limits.Key, key.MayUpdate) : Public(context);
    }

    /// <summary>The client as one of the public, whatever key it brings.</summary>
    public SparqlClient Public(HttpContext context) => new(
        context.Connection.RemoteIpAddress?.ToString() ?? "", ReaderScope.Public, settings.Limits.Public, settings.AllowAnonymousUpdates && IsThisMachine(context));

    /// <summary>The refusal of a key that is not known.</summary>
    public static IResult UnknownKey(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problem.Of(context.Request, StatusCodes.Status401Unauthorized, "key", "De sleutel is niet bekend.", "The key is not known.");
    }

    // A page of another site that is open in a browser on this machine can reach loopback too: it has another Origin, or another name in Host.
    private static bool IsThisMachine(HttpContext context)
    {
        var request = context.Request;
        return context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local } && IPAddress.IsLoopback(remote) && IPAddress.IsLoopback(local)
            && (request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)))
            && (request.Headers.Origin.Count == 0 || string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
