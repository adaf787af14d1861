using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Conformance.Protocol;

/// <summary>An empty node on a free loopback port, where anyone may update, as the protocol suites expect a server.</summary>
internal sealed class ProtocolServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocwnde-protocol-").FullName;
    private readonly NodeHost _host;
    private readonly WebApplication _application;
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    public ProtocolServer()
    {
        // The node's own IRIs begin with its address: the port is taken before the node is opened.
        var port = FreePort();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        var settings = new NodeSettings { BaseIri = Address, DataDirectory = _folder, SourcesDirectory = _folder, AllowAnonymousUpdates = true, HasFile = false };
        _host = NodeHost.Open(settings, [], TimeProvider.System);
        _application = NodeServer.Build(_host, port);
        _application.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>The address; ends in <c>/</c>.</summary>
    public string Address { get; }

    /// <summary>Sends a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Path and query as they are written, without the first slash.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body.</param>
    public HttpResponseMessage Send(string method, string path, IEnumerable<(string Name, string Value)> headers, byte[]? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        return _client.Send(request);
    }

    /// <summary>Puts a document into a graph.</summary>
    public void Load(byte[] document, string mediaType, string graph)
    {
        using var response = Send("PUT", "graph?graph=" + Uri.EscapeDataString(graph), [("Content-Type", mediaType)], document);
        Assert.True(response.IsSuccessStatusCode, Text(response));
    }

    /// <summary>The body as text.</summary>
    public static string Text(HttpResponseMessage response)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        _client.Dispose();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
