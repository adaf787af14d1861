using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>Finds the tombstone of an object that is gone, with what the public could read of it at the end.</summary>
/// <remarks>The last state lies in closed graphs, so that no query or dump gives it; here alone it is shown, of one object, as it was public.</remarks>
internal sealed class TombstoneReader(NodeHost host, StoredQueries queries, NodeIris iris, ChannelOrder channels)
{
    /// <summary>The tombstone; <see langword="null"/> when the object never was there, or is there.</summary>
    public TombstoneData? Find(string iri, CancellationToken cancellation)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var graphs = GraphsWith(snapshot, snapshot.Terms.FindIri(iri)).ToList();
        if (graphs.Count == 0 || host.Blocked.Covers(iri))
            return null;
        var (stone, last) = (new List<Triple>(), new MemoryQuadSourceBuilder(DefaultGraphMode.Union));
        var state = new List<Triple>();
        foreach (var name in graphs)
        {
            cancellation.ThrowIfCancellationRequested();
            stone.AddRange(Read(snapshot, name, GraphKind.Tombstones, iri).Where(t => t.Subject.Equals(new Iri(iri))));
            var statements = Read(snapshot, name, GraphKind.LastState, iri);
            state.AddRange(statements);
            new TripleSpans(new NamedSink(last, iris.Graph(name.Dataset, name.Channel, GraphKind.Content))).Write(statements);
        }

        return new TombstoneData(new Iri(iri), stone, [.. state.Distinct()], new ResourceReader(new StateDataset(last.Build()), queries, iris, channels));
    }

    private IEnumerable<GraphName> GraphsWith(Snapshot snapshot, TermId subject)
    {
        if (!subject.IsBound || snapshot.Terms.Find(Tombstone.Deleted) is not { IsBound: true } deleted)
            yield break;
        var batch = new QuadBatch(16);
        using var scan = snapshot.Scan(new QuadPattern(subject, deleted, default, GraphSelector.AnyNamed), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (snapshot.Terms.ToTerm(new(batch.Graphs[i])) is Iri graph && iris.ParseGraph(graph.Value) is { Kind: GraphKind.Tombstones } name)
                    yield return name;
            }
        }
    }

    private List<Triple> Read(Snapshot snapshot, GraphName name, GraphKind kind, string iri)
    {
        var graph = snapshot.Terms.FindIri(iris.Graph(name.Dataset, name.Channel, kind));
        var objects = new ObjectWalk(snapshot, iris.Dataset(name.Dataset), SourceKind.Collection);
        return new ObjectStatements(snapshot, graph, objects).Of(snapshot.Terms.FindIri(iri).Value)
            .ConvertAll(t => new Triple(snapshot.Terms.ToTerm(t.Subject), snapshot.Terms.ToTerm(t.Predicate), snapshot.Terms.ToTerm(t.Object)));
    }

    /// <summary>Puts quads into a graph of this name.</summary>
    private sealed class NamedSink(IQuadSink inner, string graph) : IQuadSink
    {
        private readonly byte[] _graph = Encoding.UTF8.GetBytes(graph);

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => inner.Quad(subject, predicate, @object, TermSpan.Iri(_graph));
    }
}

/// <summary>An object that is gone.</summary>
/// <param name="Object">Its IRI.</param>
/// <param name="Stone">What its tombstone says.</param>
/// <param name="LastState">What was public of it.</param>
/// <param name="Reader">Reads the last state for a page.</param>
internal sealed record TombstoneData(Iri Object, IReadOnlyList<Triple> Stone, IReadOnlyList<Triple> LastState, ResourceReader Reader)
{
    /// <summary>Since when it is gone.</summary>
    public DateTimeOffset? Since => Stone.Where(t => t.Predicate.Equals(Tombstone.Deleted)).Max(t => Tombstone.Moment(t.Object));

    /// <summary>Since when it was not found, if that came first.</summary>
    public DateTimeOffset? NotFoundSince => Stone.Where(t => t.Predicate.Equals(Tombstone.NotFoundSince)).Min(t => Tombstone.Moment(t.Object));

    /// <summary>Why it is gone.</summary>
    public GoneReason Reason => Stone.Where(t => t.Predicate.Equals(Tombstone.GoneBecause)).Select(t => t.Object).OfType<Iri>()
        .Select(iri => Enum.TryParse<GoneReason>(iri.Value[ModelNs.Namespace.Length..], out var reason) ? reason : GoneReason.NotFoundAtSource).FirstOrDefault();

    /// <summary>The last state for a page.</summary>
    public ResourceView? View(Language language, CancellationToken cancellation) => Reader.Read(Object.Value, language, cancellation);

    /// <summary>Tombstone and last state as RDF.</summary>
    public byte[] Write(RdfFormat format)
    {
        using var buffer = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, buffer);
        writer.Prefix("as"u8, "https://www.w3.org/ns/activitystreams#"u8);
        writer.Prefix("schema"u8, "https://schema.org/"u8);
        writer.Prefix("ocwnde"u8, "https://w3id.org/ocw-nde/model#"u8);
        new TripleSpans(writer).Write(Stone.Concat(LastState));
        writer.Complete();
        return buffer.ToArray();
    }
}
