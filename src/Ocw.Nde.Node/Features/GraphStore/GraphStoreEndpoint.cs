using System.Globalization;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>The SPARQL 1.1 Graph Store HTTP Protocol at <c>/graph</c>: graphs are read by whoever may see them, and changed by those with a key that may update.</summary>
internal sealed class GraphStoreEndpoint(NodeHost host, ClientRecognition clients, QueryLanes lanes, StateAt states, StateFactsCache facts, ISparqlUpdater updater)
{
    private const long HeavyGraph = 1_000_000;

    private static readonly RdfFormat[] Formats = [.. RdfFormats.All.Where(f => f.CanWrite)];

    private readonly GraphWriting _writing = new(host);

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        IResult? outcome;
        try
        {
            outcome = clients.Of(context) is { } client ? await AnswerAsync(context, client) : ClientRecognition.UnknownKey(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (UploadException e)
        {
            outcome = Problem.Of(context.Request, e.Status, "upload", e.Text.Nl, e.Text.En);
        }
        catch (Exception error) when (UpdateTrouble.Of(error) is { } trouble)
        {
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            outcome = trouble.ToResult(context.Request);
        }

        if (outcome is not null)
            await outcome.ExecuteAsync(context);
    }

    private async Task<IResult?> AnswerAsync(HttpContext context, SparqlClient client)
    {
        var method = context.Request.Method;
        var target = StoreTarget.Of(context, host.Iris);
        var creates = target is null && HttpMethods.IsPost(method) && RequestTarget.Path(context).TrimEnd('/') == StoreTarget.Root && !context.Request.Query.ContainsKey("graph") && !context.Request.Query.ContainsKey("default");
        if (creates)
            target = new StoreTarget(new Iri($"{host.Iris.Base}{StoreTarget.Root[1..]}/{Guid.CreateVersion7():N}"));
        if (target is null)
            return Problem.Of(context.Request, StatusCodes.Status400BadRequest, "graph", "Noem één graph: /graph/…, ?graph=IRI of ?default.", "Name one graph: /graph/…, ?graph=IRI or ?default.");
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return await ReadAsync(context, target, client);
        if (!client.MayUpdate)
            return UpdateEndpoint.Refusal(context, client, asksForKey: true);
        return method switch
        {
            "PUT" => await WriteAsync(context, target, client, StageMode.Replace),
            "POST" => await WriteAsync(context, target, client, StageMode.Add),
            "DELETE" => await DropAsync(context, target, client),
            _ => await PatchAsync(context, target, client),
        };
    }

    private async Task<IResult?> ReadAsync(HttpContext context, StoreTarget target, SparqlClient client)
    {
        var request = context.Request;
        using var snapshot = await states.OpenAsync(client, request.Query["at"], context.RequestAborted);
        if (target.Find(snapshot) is not { } graph)
            return NotFound(context, target);
        if (((string?)request.Query["format"] is { } name ? AnswerFormat.ByName(name, isGraph: true)?.Graph : RdfFormats.Negotiate(request.Headers.Accept, Formats)) is not { } format)
            return Problem.Of(request, StatusCodes.Status406NotAcceptable, "format", "Deze graph is er niet in dat formaat.", "This graph does not exist in that format.");

        var response = context.Response;
        var known = request.Query.ContainsKey("at") ? StateFacts.Of(snapshot) : facts.Of(snapshot);
        var tag = GraphTags.Of(graph, format.FileEnding[1..]);
        var here = target.Iri is { } iri ? $"graph={Uri.EscapeDataString(iri.Value)}" : "default";
        response.Headers.ETag = tag;
        response.Headers.Vary = "Accept";
        response.Headers.CacheControl = client.Scope == ReaderScope.Internal ? "private, no-store" : "no-cache";
        response.Headers.Link = $"<{StoreTarget.Root}?{here}&at={known.CommitText}>; rel=\"permalink memento\"; datetime=\"{known.CommittedAt}\"";
        response.Headers[QueryHeaders.Commit] = known.CommitText;
        response.Headers[QueryHeaders.GraphVersions] = known.VersionOf(target.Iri?.Value ?? "");
        if (request.Query.ContainsKey("at"))
            response.Headers["Memento-Datetime"] = known.CommittedAt;
        if (request.Headers.IfNoneMatch.Any(list => (list ?? "").Split(',', StringSplitOptions.TrimEntries).Any(t => t == "*" || t == tag || t == "W/" + tag)))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        response.ContentType = format.MediaType + "; charset=utf-8";
        if (HttpMethods.IsHead(request.Method))
            return null;
        using var run = new GraphRun(context, snapshot, graph, format, host.Settings.RdfVersion);
        await lanes.RunAsync(run, graph.QuadCount >= HeavyGraph, client.Id, client.Limits.Concurrent);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
        return null;
    }

    private async Task<IResult> WriteAsync(HttpContext context, StoreTarget target, SparqlClient client, StageMode mode)
    {
        using var documents = await UploadedDocuments.ReceiveAsync(context.Request, host.Folders.Temporary, client.Limits.UploadBytes, context.RequestAborted);
        var run = new WorkRun<GraphWritten>(() => _writing.Write(context.Request, target, documents, mode, context.RequestAborted));
        await lanes.WriteAsync(run, client.Id, client.Limits.Concurrent);
        var written = run.Result;
        SetCommit(context, written.Commit);
        if (!written.Created)
            return mode == StageMode.Replace ? Results.NoContent() : Results.Json(written);
        return Results.Created(target.Iri?.Value.StartsWith(host.Iris.Base + "graph/", StringComparison.Ordinal) == true ? target.Iri.Value : $"{host.Iris.Base}graph?{(target.Iri is { } iri ? "graph=" + Uri.EscapeDataString(iri.Value) : "default")}", written);
    }

    private async Task<IResult> DropAsync(HttpContext context, StoreTarget target, SparqlClient client)
    {
        var run = new WorkRun<GraphWritten?>(() => _writing.Drop(context.Request, target, context.RequestAborted));
        await lanes.WriteAsync(run, client.Id, client.Limits.Concurrent);
        if (run.Result is not { } written)
            return NotFound(context, target);
        SetCommit(context, written.Commit);
        return Results.Json(written);
    }

    private async Task<IResult> PatchAsync(HttpContext context, StoreTarget target, SparqlClient client)
    {
        var request = await SparqlProtocolRequest.ReadAsync(context.Request, client.Limits, mayUpdate: true, context.RequestAborted);
        if (request.Problem is var (status, text))
            return Problem.Of(context.Request, status, "protocol", text.Nl, text.En);
        if (request.Update is null)
            return Problem.Of(context.Request, StatusCodes.Status415UnsupportedMediaType, "protocol", "PATCH verwacht application/sparql-update.", "PATCH expects application/sparql-update.");
        var parsed = SparqlParser.ParseUpdate(request.Update, target.Iri?.Value ?? host.Iris.Base, new() { Version = host.Settings.RdfVersion, MaximumLength = (int)Math.Min(int.MaxValue, client.Limits.UpdateBytes), MaximumDepth = client.Limits.Depth });
        var update = new SparqlUpdateRequest
        {
            Update = request.Update,
            Parsed = GraphPatch.For(parsed, target.Iri),
            BaseIri = target.Iri?.Value ?? host.Iris.Base,
            Limits = new QueryLimits { Time = client.Limits.Time, Memory = client.Limits.Memory },
            Scope = ReaderScope.Public,
        };
        var run = new WorkRun<UpdateResult>(() => updater.Update(update, context.RequestAborted));
        await lanes.WriteAsync(run, client.Id, client.Limits.Concurrent);
        SetCommit(context, run.Result.CommitNumber);
        return Results.NoContent();
    }

    private static void SetCommit(HttpContext context, long commit) => context.Response.Headers[QueryHeaders.Commit] = commit.ToString(CultureInfo.InvariantCulture);

    // The same for what never was and for what the client may not see.
    private static IResult NotFound(HttpContext context, StoreTarget target) =>
        Problem.Of(context.Request, StatusCodes.Status404NotFound, "graph", $"Er is geen graph <{target.Name}>.", $"There is no graph <{target.Name}>.");
}
