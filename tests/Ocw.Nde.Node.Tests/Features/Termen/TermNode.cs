using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>A node that serves terms on a loopback port; its own base IRI is another, as behind a proxy, unless a test wants it otherwise.</summary>
internal sealed class TermNode : IAsyncDisposable
{
    public const string Base = "https://termen.example:8443/";

    private readonly TestFolder _folder = new();
    private readonly NodeHost _host;
    private WebApplication _application = null!;

    private TermNode(string baseIri) =>
        _host = NodeHost.Open(new NodeSettings { BaseIri = baseIri, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] }, [], TimeProvider.System);

    public NodeHost Host => _host;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<TermNode> StartAsync(string baseIri = Base, int port = 0, params (TermSource Source, string Turtle)[] sources)
    {
        var node = new TermNode(baseIri);
        foreach (var (source, turtle) in sources)
            await node.AddAsync(source, turtle);
        node._application = NodeServer.Build(node._host, port);
        await node._application.StartAsync();
        node.Client = new HttpClient { BaseAddress = new Uri(node._application.Urls.First()) };
        return node;
    }

    /// <summary>Puts the terms of a document in the index.</summary>
    public async Task AddAsync(TermSource source, string turtle)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, new IntoGraph(builder, source.Graph.Value));
        var quads = builder.Build();
        await _host.Terms.RebuildAsync(source, quads, quads.Terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(source.Graph.Value))), Guid.NewGuid().ToString());
    }

    public static TermSource Source(string id, string graph, TermGenres genres = TermGenres.None) =>
        new() { Id = id, TitleNl = id + " (nl)", TitleEn = id + " (en)", Graph = new Iri(graph), Genres = genres, Languages = ["nl", "en"] };

    /// <summary>A compressed text of the shared data.</summary>
    public static string Shared(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestSupport.SharedData.PathOf(path)), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    public async Task<(HttpResponseMessage Response, JsonElement Json)> GetAsync(string path, string? language = null) =>
        await ReadAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), language));

    public async Task<(HttpResponseMessage Response, JsonElement Json)> PostFormAsync(string path, string name, object value, string? language = null) =>
        await ReadAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new(name, value as string ?? JsonSerializer.Serialize(value))]) }, language));

    public async Task<(HttpResponseMessage Response, JsonElement Json)> PostJsonAsync(string path, string json, string? language = null) =>
        await ReadAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, language));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? language)
    {
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await Client.SendAsync(request);
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Json)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return (response, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.Clone() : default);
    }

    private sealed class IntoGraph(IQuadSink inner, string graph) : IQuadSink
    {
        private readonly byte[] _graph = Encoding.UTF8.GetBytes(graph);

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            inner.Quad(subject, predicate, @object, TermSpan.Iri(_graph));
    }
}
