using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Ocw.Nde.Web;

/// <summary>Where the node may go on the web: http and https, public addresses, the usual ports; the operator allows what is more.</summary>
/// <remarks>
/// A host name is judged by the addresses that it resolves to, at the moment of connecting and on every redirect, so a name that
/// changes its address between check and use gains nothing. Names and networks that the operator lists are the only exceptions.
/// </remarks>
public sealed record EgressPolicy
{
    /// <summary>The default: public addresses only, ports 80, 443, 8080 and 8443.</summary>
    public static EgressPolicy Default { get; } = new();

    /// <summary>Whether loopback (this machine) may be reached, on any port. Default <see langword="false"/>.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Hosts that may be reached whatever their address and port: <c>oai.intern.museum.nl</c> or <c>oai.intern.museum.nl:8983</c>.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Networks that may be reached although they are not public, for example <c>10.1.2.0/24</c>.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>The ports that may be reached. Default 80, 443, 8080 and 8443.</summary>
    public ImmutableArray<int> AllowedPorts { get; init; } = [80, 443, 8080, 8443];

    /// <summary>Says why an address may not be asked for, or <see langword="null"/> if nothing in its text speaks against it; the resolved address is judged by <see cref="RefusalOf(IPAddress)"/>.</summary>
    public string? RefusalOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
            return "it is not an absolute address";
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            return $"only http and https are fetched, not '{address.Scheme}'";
        if (address.UserInfo.Length > 0)
            return "it carries a user name or password; give credentials in the settings, never in an address";
        if (IsAllowedHost(address.IdnHost, address.Port))
            return null;

        var literal = IPAddress.TryParse(address.IdnHost, out var ip) ? ip : null;
        if (literal is not null && RefusalOf(literal) is { } refusal)
            return refusal;
        if (literal is null && IsLocalName(address.IdnHost) && !AllowLoopback)
            return "it names this machine (loopback); set allowLoopback if that is meant";

        var isLoopback = literal is not null ? IPAddress.IsLoopback(literal) : IsLocalName(address.IdnHost);
        if (!isLoopback && !AllowedPorts.Contains(address.Port))
            return $"port {address.Port} is not one of {string.Join(", ", AllowedPorts)}; list the host as '{address.IdnHost}:{address.Port}' in allowedHosts if it is meant";
        return null;
    }

    /// <summary>Says why a resolved address may not be connected to, or <see langword="null"/> if it may.</summary>
    public string? RefusalOf(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in AllowedNetworks)
        {
            if (network.Contains(address))
                return null;
        }

        if (AllowLoopback && IPAddress.IsLoopback(address))
            return null;
        return SpecialAddresses.NameOf(address) is { } name
            ? $"{address} is not a public address ({name}); list the host in allowedHosts or the network in allowedNetworks if it is meant"
            : null;
    }

    /// <summary>Whether the operator listed the host, so that its address and port are not judged.</summary>
    public bool IsAllowedHost(string host, int port)
    {
        foreach (var allowed in AllowedHosts)
        {
            var colon = allowed.LastIndexOf(':');
            var hasPort = colon > 0 && !allowed.EndsWith(']');
            var name = hasPort ? allowed.AsSpan(0, colon) : allowed;
            if (name.Equals(host, StringComparison.OrdinalIgnoreCase)
                && (!hasPort || (int.TryParse(allowed.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var allowedPort) && allowedPort == port)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocalName(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
