using System.Text;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>Sends one graph, some rows at a time.</summary>
internal sealed class GraphRun : LaneJob, IDisposable
{
    private readonly HttpContext _context;
    private readonly Snapshot _snapshot;
    private readonly QuadScan _scan;
    private readonly QuadBatch _batch = new();
    private readonly RdfWriter _writer;
    private readonly CancellationTokenSource _stop;

    public GraphRun(HttpContext context, Snapshot snapshot, GraphInfo graph, RdfFormat format, RdfVersion version)
    {
        _context = context;
        _snapshot = snapshot;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _scan = StoreTarget.Scan(snapshot, graph);
        _writer = RdfFormats.CreateWriter(format, context.Response.BodyWriter, new() { Version = version });
        foreach (var (prefix, iri) in Prefixes)
            _writer.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
    }

    private static (string Prefix, string Iri)[] Prefixes { get; } =
    [
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("schema", "https://schema.org/"), ("skos", "http://www.w3.org/2004/02/skos/core#"), ("dct", "http://purl.org/dc/terms/"),
    ];

    /// <inheritdoc/>
    public override bool Step()
    {
        _stop.Token.ThrowIfCancellationRequested();
        var rows = _scan.Next(_batch);
        for (var row = 0; row < rows; row++)
            _batch.Write(row, _snapshot.Terms, _writer);
        if (rows > 0)
            return true;
        _writer.Complete();
        return false;
    }

    /// <inheritdoc/>
    public override async ValueTask PassOnAsync()
    {
        var flushed = await _context.Response.BodyWriter.FlushAsync(_stop.Token);
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("Nobody reads the graph any more.");
    }

    /// <inheritdoc/>
    public override void Shed() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        (_writer as IDisposable)?.Dispose();
        _scan.Dispose();
        _stop.Dispose();
    }
}
