using System.Net;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>The public address of the endpoint: from the settings, never from what a request says, except that a node without settings is where it was reached on this machine.</summary>
internal sealed class EndpointAddress(NodeSettings settings, NodeIris iris)
{
    /// <summary>The address of <c>/sparql</c>.</summary>
    public string For(HttpRequest request) => settings.HasFile || !IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var host) || !IPAddress.IsLoopback(host)
        ? iris.Base + "sparql"
        : $"{request.Scheme}://{request.Host}/sparql";
}
