
namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>The addresses of the graph store.</summary>
internal static class GraphStoreRoutes
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];

    /// <summary>Maps <c>/graph</c> and everything below it.</summary>
    public static void MapGraphStore(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(StoreTarget.Root, Methods, (RequestDelegate)AnswerAsync);
        routes.MapMethods(StoreTarget.Root + "/{**path}", Methods, (RequestDelegate)AnswerAsync);
    }

    private static Task AnswerAsync(HttpContext context) => context.RequestServices.GetRequiredService<GraphStoreEndpoint>().AnswerAsync(context);
}
