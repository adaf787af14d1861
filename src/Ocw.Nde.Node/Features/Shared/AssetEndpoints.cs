using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>The one style sheet, from the program itself.</summary>
internal static class AssetEndpoints
{
    /// <summary>Maps <c>/static/ocwnde.css</c>.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        using var stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream("Assets/ocwnde.css")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        routes.MapGet("/static/ocwnde.css", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=86400";
            return Results.File(bytes, "text/css; charset=utf-8", entityTag: tag);
        });
    }
}
