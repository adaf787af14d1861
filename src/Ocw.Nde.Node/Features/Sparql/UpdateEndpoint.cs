using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>Carries out an update, for those who may: with a key that may update, or anyone on this machine where the node was started so.</summary>
internal sealed class UpdateEndpoint(NodeHost host, ISparqlUpdater updater, QueryLanes lanes, EndpointAddress address)
{
    /// <summary>Carries out an update.</summary>
    public async Task AnswerAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client, bool updatesOnly)
    {
        IResult outcome;
        if (!client.MayUpdate)
        {
            outcome = Refusal(context, client, updatesOnly);
        }
        else
        {
            try
            {
                outcome = await UpdateAsync(context, request, client);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (UpdateTrouble.Of(error) is { } trouble)
            {
                outcome = trouble.ToResult(context.Request);
            }
        }

        await outcome.ExecuteAsync(context);
    }

    /// <summary>The refusal of a change: without a key it can be tried again with one, except where queries are asked, which is no place for it.</summary>
    public static IResult Refusal(HttpContext context, SparqlClient client, bool asksForKey)
    {
        var hasKey = client.Scope == ReaderScope.Internal;
        if (asksForKey && !hasKey)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(
            context.Request, asksForKey && !hasKey ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden, "update",
            hasKey ? "Met deze sleutel mag alleen worden gelezen (may: update in node.yaml)." : "Wijzigen kan alleen met een sleutel die dat mag (Authorization: Bearer …).",
            hasKey ? "This key may only read (may: update in node.yaml)." : "Changes need a key that may make them (Authorization: Bearer …).");
    }

    private async Task<IResult> UpdateAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client)
    {
        if (request.Update!.Length > client.Limits.UpdateBytes)
            throw new QueryLimitException(QueryLimit.Complexity, $"The update has more than {client.Limits.UpdateBytes} characters.");
        var parsed = SparqlParser.ParseUpdate(request.Update, address.For(context.Request), new() { Version = host.Settings.RdfVersion, MaximumLength = (int)Math.Min(int.MaxValue, client.Limits.UpdateBytes), MaximumDepth = client.Limits.Depth });
        var update = new SparqlUpdateRequest
        {
            Update = request.Update,
            Parsed = parsed,
            BaseIri = address.For(context.Request),
            UsingGraphs = request.DefaultGraphs,
            UsingNamedGraphs = request.NamedGraphs,
            Limits = new QueryLimits { Time = request.Time is { } asked && asked < client.Limits.Time ? asked : client.Limits.Time, Memory = client.Limits.Memory },

            // What is closed comes in by harvesting: an update neither reads it into what is open nor changes it.
            Scope = ReaderScope.Public,
        };
        var run = new WorkRun<UpdateResult>(() => updater.Update(update, context.RequestAborted));
        await lanes.WriteAsync(run, client.Id, client.Limits.Concurrent);
        context.Response.Headers[QueryHeaders.Commit] = run.Result.CommitNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.NoContent();
    }
}
