using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocw.Nde.Node.Tests.Support;

/// <summary>A web server on loopback with pages that the test changes as it goes; <c>{base}</c> in them stands for its address.</summary>
internal sealed class WebStandIn : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebStandIn(WebApplication application) => _application = application;

    public Uri Address => new(new Uri(_application.Urls.First()), "/");

    /// <summary>The pages by path: text and media type.</summary>
    public Dictionary<string, (string Text, string MediaType)> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Goes before the pages where it gives an answer: text and media type.</summary>
    public Func<HttpRequest, (string Text, string MediaType)?>? Answer { get; set; }

    /// <summary>The paths that were asked for.</summary>
    public List<string> Paths { get; } = [];

    public static async Task<WebStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new WebStandIn(application);
        application.MapGet("/{**path}", (HttpRequest request) =>
        {
            lock (server.Paths)
                server.Paths.Add(request.Path);
            if (server.Answer?.Invoke(request) is { } answer)
                return Results.Text(answer.Text, answer.MediaType, Encoding.UTF8);
            return server.Pages.TryGetValue(request.Path, out var page)
                ? Results.Text(page.Text.Replace("{base}", server.Address.AbsoluteUri, StringComparison.Ordinal), page.MediaType, Encoding.UTF8)
                : Results.NotFound();
        });
        await application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
