using System.Text;
using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>Changes one graph in one transaction: all of it or nothing. What is closed, or kept by the node itself, cannot be changed here.</summary>
internal sealed class GraphWriting(NodeHost host)
{
    /// <summary>Puts documents into a graph, in place of what it holds or beside it.</summary>
    public GraphWritten Write(HttpRequest request, StoreTarget target, UploadedDocuments documents, StageMode mode, CancellationToken cancellation)
    {
        using var transaction = host.Store.BeginWrite(cancellation);
        var before = Before(request, target);
        var name = target.Iri is { } iri ? Encoding.UTF8.GetBytes(iri.Value) : null;
        var options = new RdfReaderOptions { BaseIri = target.Iri?.Value ?? host.Iris.Base, JsonLd = host.JsonLd, Version = host.Settings.RdfVersion };
        var limits = UnpackLimits.Default with { TemporaryDirectory = host.Folders.Temporary };
        documents.ForEach(options, limits, (content, format, reader) =>
        {
            // Labels of different documents mean different nodes: each gets a stage of its own.
            var stage = transaction.Stage(name is null ? TermSpan.None : TermSpan.Iri(name), before?.Class ?? GraphClass.Content, AccessLevel.Open, mode);
            RdfFormats.Parse(content, format, new OneGraphSink(stage), reader, cancellation);
            mode = StageMode.Add;
        });
        return Written(transaction.Commit(cancellation), target, before);
    }

    /// <summary>Removes a graph; <see langword="null"/> if there is none.</summary>
    public GraphWritten? Drop(HttpRequest request, StoreTarget target, CancellationToken cancellation)
    {
        using var transaction = host.Store.BeginWrite(cancellation);
        if (Before(request, target) is not { } before)
            return null;
        transaction.Drop(before.Id);
        return Written(transaction.Commit(cancellation), target, before);
    }

    // The writer's turn is ours: what is there now stays so until the commit.
    private GraphInfo? Before(HttpRequest request, StoreTarget target)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var before = target.Find(snapshot);
        if (before is { } graph && (graph.Access != AccessLevel.Open || !SparqlUpdaterOptions.Default.WritableClasses.Contains(graph.Class)))
        {
            throw new StateException(StatusCodes.Status403Forbidden, "graph", new LocalizedText(
                $"De graph <{target.Name}> kan hier niet worden gewijzigd: zij is gesloten of van het knooppunt zelf.", $"The graph <{target.Name}> cannot be changed here: it is closed, or the node's own."));
        }

        if (!GraphTags.Allow(request, before))
        {
            throw new StateException(StatusCodes.Status412PreconditionFailed, "precondition", new LocalizedText(
                $"De graph <{target.Name}> is niet meer zoals If-Match of If-None-Match zegt; er is niets gewijzigd.", $"The graph <{target.Name}> is not as If-Match or If-None-Match says; nothing was changed."));
        }

        return before;
    }

    private static GraphWritten Written(CommitResult commit, StoreTarget target, GraphInfo? before)
    {
        var change = commit.Graphs is [var first, ..] ? first : default;
        return new(target.Name, before is null, change.Added, change.Removed, commit.Changed ? change.QuadCount : before?.QuadCount ?? 0, commit.CommitNumber);
    }
}

/// <summary>What a change did to a graph.</summary>
/// <param name="Graph">Its name.</param>
/// <param name="Created">Whether it was not there before.</param>
/// <param name="Added">The triples that it did not have.</param>
/// <param name="Removed">The triples that it does not have any more.</param>
/// <param name="Triples">The triples that it has now.</param>
/// <param name="Commit">The number of the state that readers see now.</param>
internal sealed record GraphWritten(string Graph, bool Created, long Added, long Removed, long Triples, long Commit);
