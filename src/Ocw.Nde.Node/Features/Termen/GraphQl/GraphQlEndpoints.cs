using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary><c>/termen/graphql</c>: the API of NDE's Network of Terms, and a page to try it.</summary>
internal static class GraphQlEndpoints
{
    /// <summary>The address.</summary>
    public const string Path = "/termen/graphql";

    /// <summary>Adds the executor.</summary>
    public static void AddTermsGraphQl(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Ocw.Nde.Node.Termen.GraphQl");
        return new GraphQlExecutor(TermsSchema.Schema, onFault: (error, path) => log.LogError(error, "The field {Path} could not be resolved.", path));
    });

    /// <summary>Maps the address.</summary>
    public static void MapTermsGraphQl(this IEndpointRouteBuilder routes) => routes.MapMethods(Path, ["GET", "HEAD", "POST"], (RequestDelegate)AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var accept = request.Headers.Accept.ToString();
        if (GraphQlFormats.Of(accept) is not { } format)
        {
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, "Answers are application/graphql-response+json, application/json, multipart/mixed, text/event-stream or text/html.");
            return;
        }

        if (format == GraphQlFormat.Page && !HttpMethods.IsPost(request.Method))
        {
            await PageAsync(context);
            return;
        }

        var message = await GraphQlMessage.ReadAsync(request, context.RequestAborted);
        if (message.Request is not { } asked)
        {
            await RefuseAsync(context, message.Status, message.Problem!);
            return;
        }

        var acceptsParts = format is GraphQlFormat.Multipart or GraphQlFormat.EventStream;
        var result = await ExecuteAsync(context, asked with { AcceptsParts = acceptsParts });
        if (format == GraphQlFormat.EventStream || (acceptsParts && result.HasNext))
            await GraphQlAnswer.StreamAsync(context, result, format);
        else
            await GraphQlAnswer.SendAsync(context, result, acceptsParts ? GraphQlFormats.OfWhole(accept) : format);
    }

    private static Task<GraphQlResult> ExecuteAsync(HttpContext context, GraphQlRequest request)
    {
        var services = context.RequestServices;
        var state = new TermsState(services.GetRequiredService<NodeHost>().Network, RequestLanguage.Of(context.Request).Tag());
        return services.GetRequiredService<GraphQlExecutor>().ExecuteAsync(request with { State = state }, context.RequestAborted);
    }

    private static async Task PageAsync(HttpContext context)
    {
        var page = context.RequestServices.GetRequiredService<Features.Shared.Pages>().Context(context.Request);
        var query = ((string?)context.Request.Query["query"] ?? "").Trim();
        var variables = ((string?)context.Request.Query["variables"] ?? "").Trim();
        var answer = "";
        var status = StatusCodes.Status200OK;
        if (query.Length > 0)
        {
            var message = await GraphQlMessage.ReadAsync(context.Request, context.RequestAborted);
            var result = message.Request is { } asked ? await ExecuteAsync(context, asked) : Refusal(message.Problem!);
            answer = GraphQlAnswer.Indented(result);
            status = result.IsRequestError ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        }

        await Features.Shared.Pages.Render<GraphQlPage>(context.Response, status, ("Page", page), ("Query", query), ("Variables", variables), ("Answer", answer)).ExecuteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, int status, string problem) => GraphQlAnswer.SendAsync(context, Refusal(problem), GraphQlFormat.Json, status);

    private static GraphQlResult Refusal(string problem) => GraphQlResult.Refuse(new GraphQlError(problem, "BAD_REQUEST"));
}
