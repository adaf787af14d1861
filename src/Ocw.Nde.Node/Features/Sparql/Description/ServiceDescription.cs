using System.Text;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Sparql.Description;

/// <summary>
/// What the endpoint says of itself (SPARQL 1.1 Service Description): what it can do, its graphs with VoID, and, so that an editor needs one request
/// only, examples and prefixes. It is made from the data itself, so it is always of now.
/// </summary>
internal sealed class ServiceDescription(
    NodeHost host, QueryLanes lanes, StateAt states, StateFactsCache facts, EndpointAddress address, GraphPartitions partitions, ServiceExamples examples)
{
    /// <summary>What may be spent on counting; graphs that it is not enough for are described by their size, and counted at a later request.</summary>
    private static readonly TimeSpan Counting = TimeSpan.FromSeconds(5);

    private static readonly RdfFormat[] Formats = [.. RdfFormats.All.Where(f => f.CanWrite)];

    /// <summary>Answers with the description in the format that is asked.</summary>
    public async Task AnswerAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client)
    {
        IResult? outcome = null;
        try
        {
            var format = request.Format is { } name ? AnswerFormat.ByName(name, isGraph: true)?.Graph : RdfFormats.Negotiate(context.Request.Headers.Accept, Formats);
            if (format is null)
                outcome = Problem.Of(context.Request, StatusCodes.Status406NotAcceptable, "format", "De beschrijving van de dienst is er niet in dat formaat.", "The description of the service does not exist in that format.");
            else
                await AnswerAsync(context, request, client, format);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted && QueryTrouble.Of(error) is { } trouble)
        {
            outcome = trouble.ToResult(context.Request);
        }

        if (outcome is not null)
            await outcome.ExecuteAsync(context);
    }

    private async Task AnswerAsync(HttpContext context, SparqlProtocolRequest request, SparqlClient client, RdfFormat format)
    {
        using var snapshot = await states.OpenAsync(client, request.At, context.RequestAborted);
        var known = request.At is null ? facts.Of(snapshot) : StateFacts.Of(snapshot);
        var endpoint = address.For(context.Request);
        var run = new WorkRun<byte[]>(() => Write(snapshot, endpoint, format, context.RequestAborted));
        await lanes.RunAsync(run, isHeavy: false, client.Id, client.Limits.Concurrent);
        var response = context.Response;
        response.ContentType = format.MediaType + "; charset=utf-8";
        response.ContentLength = run.Result.Length;
        response.Headers.Vary = "Accept";
        response.Headers.CacheControl = client.Scope == ReaderScope.Internal ? "private, no-store" : "no-cache";
        response.Headers[QueryHeaders.Commit] = known.CommitText;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(run.Result, context.RequestAborted);
    }

    private byte[] Write(Snapshot snapshot, string endpoint, RdfFormat format, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Counting);
        var graph = new RdfGraph();
        var writer = new ServiceTriples(graph, endpoint);
        writer.Service(host.Settings.AllowAnonymousUpdates || host.Settings.Keys.Any(k => k.MayUpdate));
        writer.Dataset(snapshot, info => partitions.Of(snapshot, info, deadline.Token));
        foreach (var example in examples.Queries)
            writer.Example(example);
        writer.Prefixes();
        cancellation.ThrowIfCancellationRequested();

        using var buffer = new MemoryStream();
        var document = RdfFormats.CreateWriter(format, buffer, new RdfWriterOptions { NestBlankNodes = true });
        foreach (var (prefix, iri) in ServiceTriples.KnownPrefixes)
            document.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
        new RdfDataset(graph.Select(t => new Rdf.Terms.Quad(t.Subject, t.Predicate, t.Object))).WriteTo(document);
        document.Complete();
        return buffer.ToArray();
    }
}
