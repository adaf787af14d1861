using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>The style sheet and the scripts, from the program itself.</summary>
internal static class AssetEndpoints
{
    private const string Prefix = "Assets/";

    /// <summary>Maps <c>/static/…</c>.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        var assembly = typeof(AssetEndpoints).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var bytes = copy.ToArray();
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
            var type = name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
            routes.MapGet("/static/" + name[Prefix.Length..], (HttpResponse response) =>
            {
                response.Headers.CacheControl = "public, max-age=86400";
                return Results.File(bytes, type, entityTag: tag);
            });
        }
    }
}
