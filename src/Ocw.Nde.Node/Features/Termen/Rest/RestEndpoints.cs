using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary><c>/termen/search</c>, <c>/suggest</c>, <c>/lookup</c>, <c>/sources</c> and the document that describes them.</summary>
internal static class RestEndpoints
{
    /// <summary>The address of the OpenAPI document.</summary>
    public const string OpenApiPath = "/termen/openapi.json";

    /// <summary>Maps the addresses.</summary>
    public static void MapTermsRest(this IEndpointRouteBuilder routes)
    {
        Map(routes, RestOperation.Search, RestQuestions.SearchAsync);
        Map(routes, RestOperation.Suggest, RestQuestions.SuggestAsync);
        Map(routes, RestOperation.Lookup, RestQuestions.LookupAsync);
        Map(routes, RestOperation.Sources, RestQuestions.SourcesAsync);
        routes.MapMethods(OpenApiPath, ["GET", "HEAD"], (HttpContext context, NodeIris iris) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Bytes(OpenApiDocument.Write(iris.Base, RequestLanguage.Of(context.Request)), "application/json; charset=utf-8");
        });
    }

    private static void Map(IEndpointRouteBuilder routes, RestOperation operation, Func<HttpContext, RestArguments, TermNetwork, Task> answer) =>
        routes.MapMethods(operation.Path, operation.TakesPost ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"], (RequestDelegate)(async context =>
        {
            var arguments = RestArguments.Read(context.Request, operation);
            if (arguments.Refusal(context.Request) is { } refusal)
                await refusal.ExecuteAsync(context);
            else
                await answer(context, arguments, context.RequestServices.GetRequiredService<NodeHost>().Network);
        }));
}
