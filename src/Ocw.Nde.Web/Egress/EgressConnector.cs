using System.Net;
using System.Net.Sockets;

namespace Ocw.Nde.Web;

/// <summary>Resolves a host name to its addresses; replaced in tests.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>Opens a connection to an address that was judged; replaced in tests.</summary>
public delegate Task<Stream> AddressConnector(IPEndPoint endPoint, CancellationToken cancellation);

/// <summary>Resolves, judges and connects in one step: the address that was judged is the address that is connected to.</summary>
internal sealed class EgressConnector(EgressPolicy policy, HostResolver? resolve = null, AddressConnector? connect = null)
{
    private readonly HostResolver _resolve = resolve ?? Dns.GetHostAddressesAsync;
    private readonly AddressConnector _connect = connect ?? ConnectSocketAsync;

    /// <summary>Connects to the first allowed address of the host.</summary>
    /// <exception cref="WebRequestException">The name does not resolve, or no address of it is allowed.</exception>
    public async Task<Stream> ConnectAsync(Uri address, DnsEndPoint endPoint, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(address, endPoint, cancellation);
        Exception? last = null;
        foreach (var candidate in addresses)
        {
            try
            {
                return await _connect(new IPEndPoint(candidate, endPoint.Port), cancellation);
            }
            catch (SocketException unreachable)
            {
                last = unreachable;
            }
        }

        throw new WebRequestException(address, WebFailure.ConnectFailed,
            $"no connection to {endPoint.Host}:{endPoint.Port} ({last?.Message})", "Check that the server runs and that a firewall lets the node through.", last);
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(Uri address, DnsEndPoint endPoint, CancellationToken cancellation)
    {
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(endPoint.Host, out var literal) ? [literal] : await _resolve(endPoint.Host, cancellation);
        }
        catch (SocketException unknown)
        {
            throw new WebRequestException(address, WebFailure.NameNotResolved,
                $"the host name '{endPoint.Host}' does not resolve ({unknown.Message})", "Check the spelling of the address, and the name server of this machine.", unknown);
        }

        if (policy.IsAllowedHost(endPoint.Host, endPoint.Port))
            return found;

        var allowed = Array.FindAll(found, ip => policy.RefusalOf(ip) is null);
        if (allowed.Length > 0)
            return allowed;

        var reason = found.Length == 0 ? $"'{endPoint.Host}' has no address" : policy.RefusalOf(found[0])!;
        throw new WebRequestException(address, WebFailure.Refused, reason, "The node goes to public addresses only, unless its operator allows more.");
    }

    private static async Task<Stream> ConnectSocketAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
