using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocw.Nde.Node.Tests.Operations.Contexts;

/// <summary>A server of contexts on loopback that counts what it is asked for; what it says at <c>/c</c> can be changed.</summary>
internal sealed class ContextServer : IDisposable
{
    public const string Context = """{"@context":{"name":"https://schema.org/name","depicts":{"@id":"http://e/depicts","@type":"@id"}}}""";

    private readonly WebApplication _application;
    private int _requests;

    public ContextServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Use((context, next) =>
        {
            Interlocked.Increment(ref _requests);
            return next(context);
        });
        _application.MapGet("/c", () => Results.Text(Current, "application/ld+json"));
        _application.MapGet("/c/{number}", (string number) => Results.Text(Current, "application/ld+json"));
        _application.MapGet("/raw", () => Results.Text(Current, "text/plain"));
        _application.MapGet("/nested", () => Results.Text("""{"@context":["c",{"title":"http://e/title"}]}""", "application/ld+json"));
        _application.MapGet("/away", () => Results.Redirect(Address!.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "c"));
        _application.MapGet("/moved", () => Results.Redirect(Address + "c"));
        _application.MapGet("/page", () => Results.Text("<html></html>", "text/html"));
        _application.MapGet("/large", () => Results.Text("{\"@context\":{\"a\":\"http://e/" + new string('a', 3 << 20) + "\"}}", "application/ld+json"));
        _application.StartAsync().GetAwaiter().GetResult();
        Address = _application.Urls.First() + "/";
    }

    public string Address { get; }

    public string Current { get; set; } = Context;

    public int Requests => _requests;

    public void Dispose() => _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
