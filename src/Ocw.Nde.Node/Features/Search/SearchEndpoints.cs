using System.Globalization;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Features.Search;

/// <summary><c>/search</c>: the page behind the search box.</summary>
internal static class SearchEndpoints
{
    private const int PageSize = 25;
    private const int MostOffset = 10_000;

    /// <summary>Maps the page.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", (HttpRequest request, SearchIndex index, Pages pages, NodeIris iris) =>
        {
            var page = pages.Context(request);
            var text = ((string?)request.Query["q"] ?? "").Trim();
            var offset = int.TryParse(request.Query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, MostOffset) : 0;
            Func<string, string> href = iri => iris.LocalPath(iri) ?? "/term?iri=" + Uri.EscapeDataString(iri);
            return Pages.Render<SearchResults>(
                request.HttpContext.Response, StatusCodes.Status200OK,
                ("Page", page),
                ("Query", text),
                ("Offset", offset),
                ("Limit", PageSize),
                ("Result", index.Find(text, page.Language, offset, PageSize)),
                ("Href", href));
        });
}
