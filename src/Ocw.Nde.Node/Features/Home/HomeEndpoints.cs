using Ocw.Nde.Node.Features.Datasets;
using Ocw.Nde.Node.Features.Resources;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Features.Home;

/// <summary><c>/</c>: the first page, which describes the catalogue.</summary>
internal static class HomeEndpoints
{
    /// <summary>Maps the page.</summary>
    public static void MapHome(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", (HttpContext context, DatasetList datasets, ResourceData data, Pages pages, NodeIris iris) =>
        {
            var page = pages.Context(context.Request);
            var (list, objects) = datasets.Read(page.Language);
            return Pages.Render<HomePage>(
                context.Response, StatusCodes.Status200OK,
                ("Page", page), ("Datasets", list), ("ObjectCount", objects), ("JsonLd", data.JsonLd(iris.Catalog, context.RequestAborted)));
        });
}
