using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql.Description;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary><c>/sparql</c>: the SPARQL 1.1 Protocol for queries and updates, the service's description for programs, and the query page for people.</summary>
internal static class SparqlEndpoints
{
    /// <summary>Maps the endpoint; <c>/sparql/update</c> takes updates only, for clients that have a second address for them.</summary>
    public static void MapSparql(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sparql", ["GET", "HEAD", "POST"], (RequestDelegate)(context => AnswerAsync(context, updatesOnly: false)));
        routes.MapPost("/sparql/update", (RequestDelegate)(context => AnswerAsync(context, updatesOnly: true)));
    }

    /// <summary>Maps another address for queries, in which some graphs stand for all where a query names none.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="path">The address.</param>
    /// <param name="graphs">The graphs: together the default graph, and each by its name.</param>
    public static void MapSparql(this IEndpointRouteBuilder routes, string path, Func<IServiceProvider, IReadOnlyList<string>> graphs) =>
        routes.MapMethods(path, ["GET", "HEAD", "POST"], (RequestDelegate)(context => AnswerAsync(context, updatesOnly: false, graphs)));

    private static async Task AnswerAsync(HttpContext context, bool updatesOnly, Func<IServiceProvider, IReadOnlyList<string>>? graphs = null)
    {
        // 1. Who asks: the public, or someone with a key.
        var services = context.RequestServices;
        if (services.GetRequiredService<ClientRecognition>().Of(context) is not { } client)
        {
            await ClientRecognition.UnknownKey(context).ExecuteAsync(context);
            return;
        }

        // 2. What is asked.
        SparqlProtocolRequest request;
        try
        {
            request = await SparqlProtocolRequest.ReadAsync(context.Request, client.Limits, client.MayUpdate, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            await QueryTrouble.Of(e)!.ToResult(context.Request).ExecuteAsync(context);
            return;
        }

        if (request.Problem is var (status, text))
        {
            await Problem.Of(context.Request, status, "protocol", text.Nl, text.En).ExecuteAsync(context);
            return;
        }

        // 3. The answer.
        if (graphs is not null && request.Update is not null)
        {
            await Problem.Of(context.Request, StatusCodes.Status403Forbidden, "protocol", "Dit adres neemt alleen queries; updates gaan naar /sparql.", "This address takes queries only; updates go to /sparql.").ExecuteAsync(context);
            return;
        }

        request = request with { UsualGraphs = graphs?.Invoke(services) };
        if (request.Update is not null)
            await services.GetRequiredService<UpdateEndpoint>().AnswerAsync(context, request, client, updatesOnly);
        else if (request.Query is null || updatesOnly)
            await WithoutQueryAsync(context, request, client, updatesOnly);
        else
            await services.GetRequiredService<QueryEndpoint>().AnswerAsync(context, request, client);
    }

    // Without a query people get the page, and programs the description of the service.
    private static async Task WithoutQueryAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client, bool updatesOnly)
    {
        if (updatesOnly || HttpMethods.IsPost(context.Request.Method))
        {
            var name = updatesOnly ? "update" : "query";
            await Problem.Of(context.Request, StatusCodes.Status400BadRequest, "protocol", $"De parameter {name} ontbreekt.", $"The parameter {name} is missing.").ExecuteAsync(context);
            return;
        }

        if (request.Format is "html" || (request.Format is null && Negotiation.PrefersPage(context.Request.Headers.Accept)))
            await context.RequestServices.GetRequiredService<QueryEndpoint>().EmptyPage(context).ExecuteAsync(context);
        else
            await context.RequestServices.GetRequiredService<ServiceDescription>().AnswerAsync(context, request, client);
    }
}
