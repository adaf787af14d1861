using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations.Models;

/// <summary>Goes over the records of a state of the store, one after another, and reads what is said of each and of the values that it refers to.</summary>
/// <remarks>Only a batch of ids and one record are in memory at a time. What a public snapshot does not show is not read.</remarks>
internal sealed class RecordWalk
{
    // A record refers to a value, the value to its place of birth, that place to its position.
    private const int MaxDepth = 4;

    // Broader terms of a thesaurus above the kind of an object; a loop in a thesaurus ends here.
    private const int MaxBroader = 32;

    // One record is never more than this; what goes over it is not written, so that one odd node does not fill the memory.
    private const int MaxStatements = 100_000;

    private readonly Snapshot _snapshot;
    private readonly NodeIris _iris;
    private readonly TermId _type;
    private readonly TermId _creativeWork;
    private readonly TermId _isPartOf;
    private readonly TermId _sameAs;
    private readonly TermId _broader;
    private readonly HashSet<ulong> _addresses;
    private readonly List<TermId> _content;
    private readonly GraphSelector _statements;
    private readonly GraphSelector? _terms;
    private readonly QuadBatch _batch = new(256);

    /// <summary>A walk over a snapshot; it stays the caller's.</summary>
    public RecordWalk(Snapshot snapshot, NodeIris iris)
    {
        _snapshot = snapshot;
        _iris = iris;
        _type = Find("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
        _creativeWork = Schema("CreativeWork");
        _isPartOf = Schema("isPartOf");
        _sameAs = Schema("sameAs");
        _broader = Find("http://www.w3.org/2004/02/skos/core#broader");
        // What these lead to is another thing, or a file.
        _addresses = [.. new[] { _type, _sameAs, Schema("license"), Schema("contentUrl"), Schema("thumbnailUrl"), Schema("url"), Schema("isRelatedTo"), Schema("hasPart"), Schema("isBasedOn") }.Select(t => t.Value)];
        _content = [.. snapshot.NamedGraphs.Where(g => g.Class == GraphClass.Content).Select(g => g.Id)];
        if (snapshot.UnnamedGraph is not null)
            _content.Add(TermId.Unbound);
        _statements = GraphSelector.MergeOf([.. _content, .. snapshot.NamedGraphs.Where(g => g.Class == GraphClass.Links).Select(g => g.Id)]);
        var terms = snapshot.NamedGraphs.Where(g => g.Class == GraphClass.Terms).Select(g => g.Id).ToList();
        _terms = terms.Count > 0 ? GraphSelector.MergeOf(terms) : null;
    }

    /// <summary>The records of one content graph, or of all; one that stands in several channels comes once.</summary>
    public IEnumerable<TermId> Records(TermId? graph, CancellationToken cancellation)
    {
        var graphs = graph is { } one ? [one] : _content;
        for (var i = 0; i < graphs.Count; i++)
        {
            var dataset = DatasetOf(graphs[i]);
            var earlier = i == 0 ? null : GraphSelector.Named(graphs.GetRange(0, i));
            using var scan = _snapshot.Scan(new QuadPattern(default, _type, _creativeWork, GraphSelector.Named(graphs[i])), QuadOrder.Any);
            var batch = new QuadBatch();
            for (var count = _creativeWork.IsBound ? scan.Next(batch) : 0; count > 0; count = scan.Next(batch))
            {
                cancellation.ThrowIfCancellationRequested();
                for (var row = 0; row < count; row++)
                {
                    var record = new TermId(batch.Subjects[row]);
                    if (IsRecord(record, dataset, GraphSelector.Named(graphs[i])) && (earlier is null || !Any(record, _type, _creativeWork, earlier)))
                        yield return record;
                }
            }
        }
    }

    /// <summary>The dataset that a record belongs to, as far as the node named it.</summary>
    public Iri? DatasetOf(Iri record)
    {
        if (_snapshot.Terms.Find(record) is not { IsBound: true } id)
            return null;
        return _content.Where(g => Any(id, _type, _creativeWork, GraphSelector.Named(g))).Select(DatasetOf).FirstOrDefault(d => d is not null);
    }

    /// <summary>Whether the content describes a work under this id.</summary>
    public bool Holds(TermId record) => _creativeWork.IsBound && Any(record, _type, _creativeWork, _statements);

    /// <summary>Hands over what is said of a record, of its values, and of the broader terms of what they refer to.</summary>
    public void Write(TermId record, IQuadSink sink)
    {
        var (seen, budget) = (new HashSet<ulong> { record.Value }, MaxStatements);
        var level = new List<TermId> { record };
        for (var depth = 0; depth < MaxDepth && level.Count > 0; depth++)
        {
            var next = new List<TermId>();
            foreach (var subject in level)
                WriteSubject(subject, sink, seen, next, ref budget);
            level = next;
        }
    }

    private void WriteSubject(TermId subject, IQuadSink sink, HashSet<ulong> seen, List<TermId> next, ref int budget)
    {
        var shared = new List<TermId>();
        using (var scan = _snapshot.Scan(new QuadPattern(subject, default, default, _statements), QuadOrder.Spo))
        {
            for (var count = scan.Next(_batch); count > 0 && budget > 0; count = scan.Next(_batch))
            {
                budget -= count;
                for (var row = 0; row < count; row++)
                {
                    _batch.Write(row, _snapshot.Terms, sink);
                    var (predicate, value) = (_batch.Predicates[row], new TermId(_batch.Objects[row]));
                    if (predicate == _sameAs.Value)
                        shared.Add(value);
                    else if (!_addresses.Contains(predicate) && seen.Add(value.Value))
                        next.Add(value);
                }
            }
        }

        // Another record is itself; of a whole that is a record its address is enough.
        next.RemoveAll(n => Any(n, _type, _creativeWork, _statements) && Any(n, _isPartOf, default, _statements));
        foreach (var term in shared)
            WriteBroader(term, sink, seen);
    }

    private void WriteBroader(TermId term, IQuadSink sink, HashSet<ulong> seen)
    {
        if (_terms is null || !_broader.IsBound)
            return;
        var open = new Queue<(TermId Term, int Depth)>([(term, 0)]);
        var batch = new QuadBatch(32);
        while (open.TryDequeue(out var at))
        {
            if (at.Depth == MaxBroader || !seen.Add(at.Term.Value))
                continue;
            using var scan = _snapshot.Scan(new QuadPattern(at.Term, _broader, default, _terms), QuadOrder.Any);
            for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            {
                for (var row = 0; row < count; row++)
                {
                    batch.Write(row, _snapshot.Terms, sink);
                    open.Enqueue((new TermId(batch.Objects[row]), at.Depth + 1));
                }
            }
        }
    }

    // A work that a record only speaks of (a collection, a subject) is in the content too; a record is part of its dataset.
    private bool IsRecord(TermId record, Iri? dataset, GraphSelector graph) =>
        dataset is null || (_snapshot.Terms.Find(dataset) is { IsBound: true } whole && Any(record, _isPartOf, whole, graph));

    private Iri? DatasetOf(TermId graph) =>
        graph.IsBound && _snapshot.Terms.Get(graph) is Iri name && _iris.ParseGraph(name.Value) is { } parsed ? new Iri(_iris.Dataset(parsed.Dataset)) : null;

    private bool Any(TermId subject, TermId predicate, TermId value, GraphSelector graphs)
    {
        using var scan = _snapshot.Scan(new QuadPattern(subject, predicate, value, graphs), QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }

    private TermId Schema(string name) => Find("https://schema.org/" + name);

    private TermId Find(string iri) => _snapshot.Terms.FindIri(iri);
}
