using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Finds everything in a state of the store that says something of purged subjects.</summary>
internal sealed class StorePurge
{
    private readonly Snapshot _snapshot;
    private readonly IPurgedNames _names;
    private readonly HashSet<ulong> _nodes = [];
    private readonly Dictionary<ulong, HashSet<(ulong S, ulong P, ulong O)>> _rows = [];
    private readonly string _minted;
    private readonly string _datasets;

    private StorePurge(Snapshot snapshot, IPurgedNames names, string baseIri)
    {
        _snapshot = snapshot;
        _names = names;
        _minted = baseIri + "id/";
        _datasets = baseIri + "id/dataset/";
    }

    /// <summary>How many rows, by the name of the graph; the graph without a name is an empty text.</summary>
    public IReadOnlyDictionary<string, int> RowsByGraph { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Looks.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="names">What is purged; told the texts that go.</param>
    /// <param name="baseIri">The base of the IRIs that the node mints.</param>
    public static StorePurge Find(Snapshot snapshot, PurgedNames names, string baseIri)
    {
        var purge = new StorePurge(snapshot, names, baseIri);
        var waiting = new Queue<(ulong Node, bool IsOwn)>();
        foreach (var subject in names.Subjects)
        {
            if (snapshot.Terms.FindIri(subject) is { IsBound: true } id && purge._nodes.Add(id.Value))
                waiting.Enqueue((id.Value, true));
        }

        while (waiting.TryDequeue(out var next))
        {
            foreach (var below in purge.NodesBelow(next.Node))
            {
                if (purge._nodes.Add(below))
                    waiting.Enqueue((below, next.IsOwn));
            }

            foreach (var about in next.IsOwn ? purge.NodesAbout(next.Node) : [])
            {
                if (purge._nodes.Add(about))
                    waiting.Enqueue((about, false));
            }
        }

        purge.CollectRows();
        purge.CollectTexts(names);
        purge.Iris = [.. purge._nodes.Select(node => snapshot.Terms.Get(new(node))).OfType<Iri>().Select(iri => iri.Value)];
        purge.RowsByGraph = purge._rows.ToDictionary(rows => rows.Key == 0 ? "" : snapshot.Terms.Get(new(rows.Key)).ToString(), rows => rows.Value.Count, StringComparer.Ordinal);
        return purge;
    }

    /// <summary>The IRIs of the nodes that are purged.</summary>
    public IReadOnlyList<string> Iris { get; private set; } = [];

    /// <summary>Puts the removal into a transaction. The state that was looked at must still be open.</summary>
    public void Stage(WriteTransaction transaction)
    {
        foreach (var (graph, rows) in _rows)
        {
            var stage = Stage(transaction, InfoOf(graph));
            foreach (var (s, p, o) in rows)
                stage.Add(new(s), new(p), new(o));
        }
    }

    private QuadStage Stage(WriteTransaction transaction, GraphInfo info)
    {
        if (!info.Id.IsBound)
            return transaction.Stage(TermSpan.None, info.Class, info.Access, StageMode.Remove);
        return _snapshot.Terms.Get(info.Id) is Iri iri
            ? transaction.Stage(iri, info.Class, info.Access, StageMode.Remove)
            : throw new InvalidOperationException("A graph of the node is named by a blank node, which nothing of ours writes.");
    }

    private GraphInfo InfoOf(ulong graph) => _snapshot.TryGetGraph(new(graph), out var info) ? info : throw new InvalidOperationException($"The graph {graph} is not in the state that was looked at.");

    // What mapping mints below a record, and blank nodes that nothing else points to.
    private IEnumerable<ulong> NodesBelow(ulong node)
    {
        foreach (var (_, _, o, _) in Scan(node, 0).ToList())
        {
            var id = new TermId(o);
            if (id.Tag == TermTag.BlankNode ? Scan(0, o).All(row => _nodes.Contains(row.S)) : IsBelow(id) || IsOwnValue(id))
                yield return o;
        }
    }

    private bool IsBelow(TermId id) => id.Tag is TermTag.DictionaryIri or TermTag.PackedIri && _snapshot.Terms.Get(id) is Iri iri && _names.Covers(iri.Value);

    // A maker, a place or another value that mapping named ({base}id/{dataset}/{field}/{words}), and that may well be a person: it goes with the last node that has it.
    private bool IsOwnValue(TermId id)
    {
        if (id.Tag is not (TermTag.DictionaryIri or TermTag.PackedIri) || _snapshot.Terms.Get(id) is not Iri iri || !iri.Value.StartsWith(_minted, StringComparison.Ordinal))
            return false;
        var place = iri.Value.AsSpan(_minted.Length);
        var end = place.IndexOf('#');
        return (end < 0 ? place : place[..end]).Count('/') == 2 && !IsObject(id) && Scan(0, id.Value).All(row => _nodes.Contains(row.S) || IsAbout(row, iri.Value));
    }

    // An object of its own, whatever its address looks like, is part of a dataset: it does not go with what refers to it.
    private bool IsObject(TermId id) =>
        Scan(id.Value, 0).Any(row => new TermId(row.O).Tag is TermTag.DictionaryIri or TermTag.PackedIri && _snapshot.Terms.Get(new(row.O)) is Iri whole && whole.Value.StartsWith(_datasets, StringComparison.Ordinal));

    // Proposals, annotations and the evidence of links speak of a node by nodes of their own.
    private List<ulong> NodesAbout(ulong node)
    {
        var name = (_snapshot.Terms.Get(new(node)) as Iri)?.Value;
        return [.. Scan(0, node).Where(row => IsAbout(row, name)).Select(row => row.S)];
    }

    private bool IsAbout((ulong S, ulong P, ulong O, ulong G) row, string? name) =>
        row.G != 0 && (InfoOf(row.G).Class is GraphClass.Proposals or GraphClass.Annotations
            || (name is not null && _snapshot.Terms.Get(new(row.S)) is Iri subject && subject.Value.StartsWith(name + "#", StringComparison.Ordinal)));

    private void CollectRows()
    {
        foreach (var node in _nodes)
        {
            foreach (var (s, p, o, g) in Scan(node, 0).Concat(Scan(0, node)))
            {
                if (!_rows.TryGetValue(g, out var rows))
                    _rows.Add(g, rows = []);
                rows.Add((s, p, o));
            }

            if (_snapshot.TryGetGraph(new(node), out _))
                TakeWhole(node);
        }

        // A report is made again by the next run, and the values in it are tied to records in ways of its own.
        foreach (var report in _rows.Keys.Where(graph => graph != 0 && InfoOf(graph).Class == GraphClass.Reports).ToList())
            TakeWhole(report);
    }

    private void TakeWhole(ulong graph)
    {
        using var scan = _snapshot.ScanGraph(new(graph));
        _rows[graph] = [.. Read(scan).Select(row => (row.S, row.P, row.O))];
    }

    // A text that stands elsewhere too («schilderij») tells nothing of the subject.
    private void CollectTexts(PurgedNames names)
    {
        foreach (var text in _rows.SelectMany(g => g.Value.Select(row => row.O)).Distinct().Where(o => new TermId(o).Tag >= TermTag.DictionaryLiteral))
        {
            if (_snapshot.Terms.Get(new(text)) is Literal literal && Scan(0, text).All(row => _rows.TryGetValue(row.G, out var rows) && rows.Contains((row.S, row.P, row.O))))
                names.AddText(literal.LexicalForm);
        }
    }

    private IEnumerable<(ulong S, ulong P, ulong O, ulong G)> Scan(ulong subject, ulong @object)
    {
        foreach (var graphs in (GraphSelector[])[GraphSelector.AnyNamed, .. _snapshot.UnnamedGraph is null ? Array.Empty<GraphSelector>() : [GraphSelector.Named(TermId.Unbound)]])
        {
            using var scan = _snapshot.Scan(new QuadPattern(new(subject), default, new(@object), graphs), QuadOrder.Any);
            foreach (var row in Read(scan))
                yield return row;
        }
    }

    private static IEnumerable<(ulong S, ulong P, ulong O, ulong G)> Read(QuadScan scan)
    {
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
                yield return (batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]);
        }
    }
}
