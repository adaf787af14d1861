using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>A node on a data directory without settings, served on a free loopback port.</summary>
internal sealed class BareNode : IDisposable
{
    public const string ReadKey = "alleen-lezen";
    public const string UpdateKey = "ook-schrijven";

    private readonly TestFolder _folder = new();
    private readonly WebApplication _application;

    private BareNode(Func<NodeSettings, NodeSettings> change)
    {
        // The node's own IRIs begin with its address: the port is taken before the node is opened.
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        var settings = new NodeSettings
        {
            BaseIri = Address,
            DataDirectory = _folder["data"],
            SourcesDirectory = _folder["sources"],
            HasFile = false,
            Keys = [Key("lezer", ReadKey), Key("schrijver", UpdateKey) with { MayUpdate = true }],
        };
        Host = NodeHost.Open(change(settings), [], TimeProvider.System);
        _application = NodeServer.Build(Host, port);
        _application.StartAsync().GetAwaiter().GetResult();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
    }

    public string Address { get; }

    public NodeHost Host { get; }

    public HttpClient Client { get; }

    /// <summary>How many queries are under way or wait beyond look-ups.</summary>
    public int UnderWay => _application.Services.GetRequiredService<QueryLanes>().Count;

    public static BareNode Start(Func<NodeSettings, NodeSettings>? change = null) => new(change ?? (settings => settings with { AllowAnonymousUpdates = true }));

    /// <summary>Puts Turtle into a graph, behind the server's back.</summary>
    public void Load(string graph, string turtle, AccessLevel access = AccessLevel.Open, GraphClass graphClass = GraphClass.Content) =>
        Load(graph, Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, access, graphClass);

    /// <summary>Puts a document into a graph, behind the server's back.</summary>
    public void Load(string graph, byte[] document, RdfFormat format, AccessLevel access = AccessLevel.Open, GraphClass graphClass = GraphClass.Content)
    {
        using var transaction = Host.Store.BeginWrite();
        RdfFormats.Parse(document, format, transaction.Stage(new Rdf.Terms.Iri(graph), graphClass, access, StageMode.Replace));
        transaction.Commit();
    }

    /// <summary>Sends a request.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? accept = null, HttpContent? content = null, string? key = null, CancellationToken cancellation = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, cancellation);
    }

    /// <summary>Asks a query by GET.</summary>
    public Task<HttpResponseMessage> AskAsync(string query, string? accept = null, string more = "", string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, "/sparql?query=" + Uri.EscapeDataString(query) + more, accept, key: key, headers: headers);

    /// <summary>The rows of a SELECT as text, without the header.</summary>
    public async Task<string[]> RowsAsync(string query, string more = "", string? key = null)
    {
        using var response = await AskAsync(query, "text/csv", more, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    /// <summary>Sends an update.</summary>
    public Task<HttpResponseMessage> UpdateAsync(string update, string? key = null, string path = "/sparql") =>
        SendAsync(HttpMethod.Post, path, content: new StringContent(update, Encoding.UTF8, "application/sparql-update"), key: key);

    public void Dispose()
    {
        Client.Dispose();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Host.Dispose();
        _folder.Dispose();
    }

    private static ApiKey Key(string name, string text) => new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
