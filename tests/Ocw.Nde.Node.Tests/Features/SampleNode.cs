using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Features;

/// <summary>A node with the samples, served on a free loopback port.</summary>
public sealed class SampleNode : IAsyncLifetime, IDisposable
{
    public const string Base = "http://127.0.0.1:5080/";
    public const string Key = "sleutel-voor-de-test";

    private readonly TestFolder _folder = new();
    private NodeHost? _host;
    private WebApplication? _application;

    public HttpClient Client { get; private set; } = null!;

    internal NodeHost Host => _host!;

    /// <summary>The addresses that are served.</summary>
    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints => [.. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_application!).DataSources.SelectMany(source => source.Endpoints)];

    public async Task InitializeAsync()
    {
        using var terminal = new TestTerminal();
        Assert.True(await terminal.RunAsync("demo", "--exit", "--data", _folder["data"]) == 0, terminal.Error);
        var settings = new NodeSettings
        {
            BaseIri = Base,
            DataDirectory = _folder["data"],
            SourcesDirectory = Path.Combine(ProgramFiles.Samples, "sources"),
            Keys = [new ApiKey("test", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Key))))],
        };
        var sources = NodeConfiguration.ReadSources(NodeConfiguration.SourceFiles(settings), name => name == "SAMPLE_SERVER" ? "http://127.0.0.1:9" : null);
        _host = NodeHost.Open(settings, sources, TimeProvider.System);
        _application = NodeServer.Build(_host, port: 0);
        await _application.StartAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_application.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        _host?.Dispose();
        Dispose();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Gets an address with an Accept header.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? accept = null, string? language = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return await Client.SendAsync(request);
    }
}
