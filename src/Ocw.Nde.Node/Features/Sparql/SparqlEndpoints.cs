using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary><c>/sparql</c>: the SPARQL 1.1 Protocol for queries, and the query page for people.</summary>
internal static class SparqlEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapSparql(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/sparql", ["GET", "HEAD", "POST"], AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext context, NodeHost host, KeyRing keys, Pages pages, CancellationToken cancellation)
    {
        // 1. Who asks: the public, or someone with a key.
        var key = keys.Of(context.Request);
        if (key == KeyState.Wrong)
            return Problem.Of(context.Request, StatusCodes.Status401Unauthorized, "key", "De sleutel is niet bekend.", "The key is not known.");
        if (key == KeyState.Granted)
            context.Response.Headers.CacheControl = "no-store";

        // 2. What is asked.
        var request = await SparqlProtocolRequest.ReadAsync(context.Request, cancellation);
        if (request.Problem is var (status, nl, en))
            return Problem.Of(context.Request, status, "protocol", nl, en);
        var asPage = request.Format is "html" || (request.Format is null && Negotiation.PrefersPage(context.Request.Headers.Accept));
        if (request.Query is null)
        {
            return asPage || HttpMethods.IsGet(context.Request.Method)
                ? Page(context, pages, "", null, null)
                : Problem.Of(context.Request, StatusCodes.Status400BadRequest, "protocol", "De parameter query ontbreekt.", "The parameter query is missing.");
        }

        // 3. The answer.
        var dataset = key == KeyState.Granted ? host.Internal : host.Public;
        var limits = new QueryLimits { Time = host.Settings.QueryTime, Memory = host.Settings.QueryMemory };
        try
        {
            using var result = dataset.Query(request.ToRequest(limits), cancellation);
            if (asPage)
                return Page(context, pages, request.Query, null, AnswerTable.Of(result, host.Iris));
            return await StreamAsync(context, request, result, cancellation);
        }
        catch (SparqlSyntaxException e)
        {
            return asPage
                ? Page(context, pages, request.Query, e.Message, null, StatusCodes.Status400BadRequest)
                : Problem.Of(context.Request, StatusCodes.Status400BadRequest, "query-syntax", $"Geen geldige SPARQL: {e.Message}", $"Not valid SPARQL: {e.Message}", ("line", e.Line), ("column", e.Column));
        }
        catch (QueryLimitException e) when (!context.Response.HasStarted)
        {
            return asPage
                ? Page(context, pages, request.Query, e.Message, null, StatusCodes.Status503ServiceUnavailable)
                : Problem.Of(
                    context.Request, StatusCodes.Status503ServiceUnavailable, "query-" + e.Limit.ToString().ToLowerInvariant(),
                    $"De query is gestopt: {e.Message} Vraag minder in één keer, of gebruik een dump.", $"The query was stopped: {e.Message} Ask for less at once, or use a dump.");
        }
    }

    private static async Task<IResult> StreamAsync(HttpContext context, SparqlProtocolRequest request, SparqlResult result, CancellationToken cancellation)
    {
        var format = request.Format is { } name ? AnswerFormat.ByName(name, result) : AnswerFormat.ByAccept(context.Request.Headers.Accept, result);
        if (format is null)
        {
            return Problem.Of(
                context.Request, StatusCodes.Status406NotAcceptable, "format",
                $"Dit soort antwoord is er niet in dat formaat; bekend zijn {string.Join(", ", AnswerFormat.KnownNames)}.", $"This kind of answer does not exist in that format; known are {string.Join(", ", AnswerFormat.KnownNames)}.");
        }

        context.Response.ContentType = format.MediaType + "; charset=utf-8";
        context.Response.Headers.Append("Vary", "Accept");
        using var writer = new AnswerWriter(result, format, context.Response.BodyWriter);

        // The first piece is computed before anything is sent: until then a limit can still be told by its status.
        var more = writer.WriteSome();
        try
        {
            await context.Response.BodyWriter.FlushAsync(cancellation);
            while (more)
            {
                more = writer.WriteSome();
                await context.Response.BodyWriter.FlushAsync(cancellation);
            }
        }
        catch (QueryLimitException)
        {
            // A part has been sent: the connection is broken off, so that it cannot be taken for the whole.
            context.Abort();
        }

        return Results.Empty;
    }

    private static IResult Page(HttpContext context, Pages pages, string query, string? error, AnswerTable? answer, int status = StatusCodes.Status200OK) =>
        Pages.Render<SparqlPage>(context.Response, status, ("Page", pages.Context(context.Request)), ("Query", query), ("Error", error), ("Answer", answer));
}
