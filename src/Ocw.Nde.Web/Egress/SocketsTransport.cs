using System.Net;

namespace Ocw.Nde.Web;

/// <summary>Builds the real transport: sockets whose every connection goes through <see cref="EgressConnector"/>.</summary>
internal static class SocketsTransport
{
    public static SocketsHttpHandler Create(WebClientOptions options, EgressConnector connector) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseHeadersLength = 64,
        MaxConnectionsPerServer = options.MaxConcurrencyPerHost,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, cancellation) => await connector.ConnectAsync(context.InitialRequestMessage.RequestUri!, context.DnsEndPoint, cancellation),
    };
}
