using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>
/// Answers a query:
/// 1. its text is parsed, and what may not be asked is refused;
/// 2. a state of the store is opened: the present one, or that of <c>at=</c>;
/// 3. if the client has the answer already, it is told so;
/// 4. a look-up is answered at once, anything else in a lane; what goes wrong before the first byte has a status, after it the connection is broken off.
/// </summary>
internal sealed class QueryEndpoint(NodeHost host, QueryLanes lanes, StateAt states, ParsedQueries parses, StateFactsCache facts, Pages pages, QueryEnvironment environment)
{
    /// <summary>Answers a query.</summary>
    public async Task AnswerAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client)
    {
        var asPage = request.Format is "html" || (request.Format is null && !request.FlatRows && Negotiation.PrefersPage(context.Request.Headers.Accept));
        IResult? outcome;
        try
        {
            // 1.
            var query = parses.Get(request.Query!, new SparqlParserOptions { Version = host.Settings.RdfVersion, MaximumLength = client.Limits.QueryCharacters, MaximumDepth = client.Limits.Depth });
            outcome = Refusal(context, query) ?? (asPage ? await PageAsync(context, request, query, client) : await AnswerAsync(context, request, query, client));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (QueryTrouble.Of(error) is { } trouble)
        {
            if (context.Response.HasStarted)
            {
                // A part has been sent: the connection is broken off, so that it cannot be taken for the whole.
                context.Abort();
                return;
            }

            outcome = asPage && trouble.Status != StatusCodes.Status429TooManyRequests
                ? Page(context, request.Query!, trouble, null)
                : trouble.ToResult(context.Request);
        }

        if (outcome is not null)
            await outcome.ExecuteAsync(context);
    }

    /// <summary>The page with an empty form.</summary>
    public IResult EmptyPage(HttpContext context) => Page(context, "", null, null);

    private async Task<IResult?> AnswerAsync(HttpContext context, SparqlProtocolRequest request, ParsedQuery query, SparqlClient client)
    {
        var format = request.Format is { } name ? AnswerFormat.ByName(name, query.IsGraph) : request.FlatRows && !query.IsGraph ? AnswerFormat.ByName("json", false) : AnswerFormat.ByAccept(context.Request.Headers.Accept, query.IsGraph);
        if (format is null)
        {
            return Problem.Of(
                context.Request, StatusCodes.Status406NotAcceptable, "format",
                $"Dit soort antwoord is er niet in dat formaat; bekend zijn {string.Join(", ", AnswerFormat.KnownNames)}.", $"This kind of answer does not exist in that format; known are {string.Join(", ", AnswerFormat.KnownNames)}.");
        }

        // 2.
        using var snapshot = await states.OpenAsync(client, request.At, context.RequestAborted);

        // 3.
        var known = request.At is null ? facts.Of(snapshot) : StateFacts.Of(snapshot);
        var answer = new QueryAnswer(format, request.FlatRows, QueryHeaders.Of(context.Request, request, query, known, format.ContentType), host.Settings.RdfVersion);
        if (client.Scope == ReaderScope.Public && answer.Headers.IsKnownTo(context.Request))
        {
            answer.Headers.Set(context.Response.Headers);
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        // 4.
        using var run = new QueryRun(context, snapshot, query, OptionsFor(request, query, client), answer);
        try
        {
            if (!run.TryAtOnce())
                await lanes.RunAsync(run, run.IsHeavy, client.Id, client.Limits.Concurrent);
        }
        catch (OperationCanceledException) when (run.IsShed)
        {
            throw new LaneFullException();
        }

        await SendRestAsync(context, run, answer);
        return null;
    }

    private static async Task SendRestAsync(HttpContext context, QueryRun run, QueryAnswer answer)
    {
        var rest = run.Rest;
        if (!context.Response.HasStarted)
        {
            answer.SetHeaders(context.Response);
            if (!HttpMethods.IsHead(context.Request.Method))
                context.Response.ContentLength = rest.Length;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(rest, context.RequestAborted);
    }

    private async Task<IResult?> PageAsync(HttpContext context, SparqlProtocolRequest request, ParsedQuery query, SparqlClient client)
    {
        using var snapshot = await states.OpenAsync(client, request.At, context.RequestAborted);
        using var run = new TableRun(snapshot, query, OptionsFor(request, query, client), host.Iris, context.RequestAborted);
        try
        {
            await lanes.RunAsync(run, isHeavy: false, client.Id, client.Limits.Concurrent);
        }
        catch (OperationCanceledException) when (run.IsShed)
        {
            throw new LaneFullException();
        }

        if (client.Scope == ReaderScope.Internal)
            context.Response.Headers.CacheControl = "private, no-store";
        return Page(context, request.Query!, null, run.Table);
    }

    private EvaluationOptions OptionsFor(SparqlProtocolRequest request, ParsedQuery query, SparqlClient client) => new()
    {
        Limits = new QueryLimits
        {
            Time = request.Time is { } asked && asked < client.Limits.Time ? asked : client.Limits.Time,
            Memory = client.Limits.Memory,
            Rows = client.Limits.Rows,
        },
        Environment = environment,
        Dataset = DatasetOf(request, query),
    };

    private static DatasetDescription? DatasetOf(SparqlProtocolRequest request, ParsedQuery query)
    {
        if (request.DefaultGraphs.Count + request.NamedGraphs.Count > 0)
            return new DatasetDescription([.. request.DefaultGraphs.Select(iri => new Iri(iri))], [.. request.NamedGraphs.Select(iri => new Iri(iri))]);
        if (request.UsualGraphs is not { } usual || query.Query.From.Count + query.Query.FromNamed.Count > 0)
            return null;

        // No graph at all would mean every graph.
        List<Iri> graphs = [.. usual.DefaultIfEmpty("urn:ocwnde:none").Select(iri => new Iri(iri))];
        return new DatasetDescription(graphs, graphs);
    }

    // SERVICE goes out to the web: what the operator has not listed is refused before anything runs, SILENT or not, wherever it stands.
    private IResult? Refusal(HttpContext context, ParsedQuery query)
    {
        var allowed = host.Settings.Services;
        return query.Services.All(endpoint => endpoint is null ? allowed.Hosts.Count > 0 : allowed.Allows(endpoint))
            ? null
            : Problem.Of(
                context.Request, StatusCodes.Status403Forbidden, "service",
                "Deze SERVICE wordt hier niet uitgevoerd: dit knooppunt vraagt alleen endpoints die de beheerder heeft genoemd (services in node.yaml). Vraag het andere endpoint zelf.",
                "This SERVICE is not carried out here: this node asks only endpoints that its operator has listed (services in node.yaml). Ask the other endpoint yourself.");
    }

    private IResult Page(HttpContext context, string query, QueryTrouble? trouble, AnswerTable? answer)
    {
        var page = pages.Context(context.Request);
        return Pages.Render<SparqlPage>(
            context.Response, trouble?.Status ?? StatusCodes.Status200OK,
            ("Page", page), ("Action", context.Request.Path.Value), ("Query", query), ("Error", trouble is null ? null : page.T(trouble.Text.Nl, trouble.Text.En)), ("Repair", trouble?.Repair), ("Answer", answer));
    }
}

/// <summary>Who asks, and what it may cost.</summary>
/// <param name="Id">An address, or the name of a key.</param>
/// <param name="Scope">What it may see.</param>
/// <param name="Limits">What it may ask.</param>
/// <param name="MayUpdate">Whether it may change data.</param>
internal sealed record SparqlClient(string Id, ReaderScope Scope, ClientLimits Limits, bool MayUpdate);
