using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocw.Nde.Node.Tests.Operations;

/// <summary>A SPARQL endpoint on loopback that answers what the test says.</summary>
internal sealed class StandInEndpoint : IAsyncDisposable
{
    private readonly WebApplication application;

    private StandInEndpoint(WebApplication application) => this.application = application;

    /// <summary>The endpoint's address.</summary>
    public Uri Address => new(new Uri(application.Urls.First()), "sparql");

    /// <summary>The queries that came, with their User-Agent.</summary>
    public List<(string Query, string Agent)> Requests { get; } = [];

    public static async Task<StandInEndpoint> StartAsync(Func<string, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var endpoint = new StandInEndpoint(built);
        built.MapPost("/sparql", async context =>
        {
            var query = (await context.Request.ReadFormAsync()).TryGetValue("query", out var sent) ? sent.ToString() : "";
            lock (endpoint.Requests)
                endpoint.Requests.Add((query, context.Request.Headers.UserAgent.ToString()));
            await answer(query, context);
        });
        await built.StartAsync();
        return endpoint;
    }

    /// <summary>An endpoint that always gives the same document.</summary>
    public static Task<StandInEndpoint> StartAsync(string mediaType, string document, int status = 200) => StartAsync(async (_, context) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(document);
    });

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
