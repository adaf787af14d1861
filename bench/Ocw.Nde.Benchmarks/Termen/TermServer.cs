using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>The least that answers searches over HTTP, to measure them without the rest of the node.</summary>
internal static class TermServer
{
    internal static async Task<int> RunAsync(string folder, int port)
    {
        using var index = TermIndex.Open(folder);
        var search = new TermSearch(index);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        app.MapGet("/termen/search", (HttpContext context) =>
        {
            var result = search.Search(new TermQuery { Text = context.Request.Query["q"].ToString(), Languages = ["nl", "en"], Limit = 20 });
            return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(result, JsonSerializerOptions.Web), "application/json");
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
