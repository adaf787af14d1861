using System.Text;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Mapping.Splitting;

/// <summary>Collects the triples of one record from a dump and writes them as N-Triples, the root first, then line by line in order of characters.</summary>
internal sealed class RecordReader(IQuadSource source, RecordRoots roots, SplitOptions options)
{
    private static readonly Iri[] Incoming = [Vocabulary.AggregatedCho, new(Vocabulary.Ore + "proxyFor")];
    private static readonly string[] NeverFollowed =
        [Vocabulary.Schema + "Dataset", Vocabulary.SchemaHttp + "Dataset", Vocabulary.Schema + "DataCatalog", Vocabulary.SchemaHttp + "DataCatalog", "http://www.w3.org/ns/dcat#Dataset", "http://rdfs.org/ns/void#Dataset", Vocabulary.Skos + "ConceptScheme"];

    private readonly TermId _type = source.Terms.Find(Vocabulary.Type);
    private readonly TermId[] _incoming = [.. Incoming.Select(i => source.Terms.Find(i)).Where(i => i.IsBound)];
    private readonly QuadBatch _batch = new(256);

    /// <summary>Reads the record of a root.</summary>
    public SourceRecord Read(TermId root)
    {
        var rows = new List<(TermId, TermId, TermId)>();
        var seen = new HashSet<TermId> { root };
        var waiting = new Queue<(TermId Node, int Depth)>([(root, 0)]);
        foreach (var predicate in _incoming)
        {
            foreach (var pointing in Rows(new QuadPattern(default, predicate, root, GraphSelector.Default), QuadOrder.Pos).Select(r => r.Subject))
            {
                if (seen.Add(pointing))
                    waiting.Enqueue((pointing, 0));
            }
        }

        while (waiting.TryDequeue(out var next) && rows.Count < options.Triples)
        {
            var own = Rows(new QuadPattern(next.Node, default, default, GraphSelector.Default), QuadOrder.Spo);
            if (next.Depth > 0 && !IsPart(next.Node, own))
                continue;
            foreach (var row in own)
            {
                rows.Add(row);
                var blank = row.Object.Tag is TermTag.BlankNode;
                if ((blank || next.Depth < options.Depth) && IsNode(row.Object) && row.Predicate != _type && seen.Add(row.Object))
                    waiting.Enqueue((row.Object, next.Depth + 1));
            }
        }

        var iri = ((Iri)source.Terms.Get(root)).Value;
        return new SourceRecord(iri, Write(rows), "application/n-triples", iri);
    }

    private static bool IsNode(TermId id) => id.Tag is TermTag.BlankNode or TermTag.DictionaryIri or TermTag.PackedIri;

    // A described node belongs to the record unless it is a record itself, a whole dataset, or larger than a part can be.
    private bool IsPart(TermId node, List<(TermId Subject, TermId Predicate, TermId Object)> own)
    {
        if (own.Count == 0 || own.Count > options.NodeTriples)
            return false;
        if (node.Tag is TermTag.BlankNode)
            return true;
        var types = own.Where(r => r.Predicate == _type).Select(r => source.Terms.Get(r.Object)).OfType<Iri>().Select(t => t.Value).ToList();
        return !roots.IsRoot(types) && !types.Exists(t => NeverFollowed.Contains(t, StringComparer.Ordinal));
    }

    private List<(TermId Subject, TermId Predicate, TermId Object)> Rows(in QuadPattern pattern, QuadOrder order)
    {
        var rows = new List<(TermId, TermId, TermId)>();
        using var scan = source.Scan(pattern, order);
        while (rows.Count <= options.NodeTriples * 10 && scan.Next(_batch) is > 0 and var count)
        {
            for (var i = 0; i < count; i++)
                rows.Add((new TermId(_batch.Subjects[i]), new TermId(_batch.Predicates[i]), new TermId(_batch.Objects[i])));
        }

        return rows;
    }

    // Blank nodes are numbered as they are reached, so that the same record gives the same bytes whatever ids it had.
    private byte[] Write(List<(TermId Subject, TermId Predicate, TermId Object)> rows)
    {
        var labels = new Dictionary<TermId, string>();
        var lines = rows.Distinct().Select(r => $"{Term(r.Subject, labels)} {Term(r.Predicate, labels)} {Term(r.Object, labels)} .\n").ToList();
        lines.Sort(StringComparer.Ordinal);
        return Encoding.UTF8.GetBytes(string.Concat(lines));
    }

    private string Term(TermId id, Dictionary<TermId, string> labels)
    {
        if (id.Tag is not TermTag.BlankNode)
            return source.Terms.Get(id).ToString();
        if (!labels.TryGetValue(id, out var label))
            labels[id] = label = $"_:b{labels.Count}";
        return label;
    }
}
