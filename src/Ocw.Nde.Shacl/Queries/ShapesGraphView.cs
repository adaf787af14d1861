using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>The data graph with the shapes graph as a named graph beside it, for queries that ask for <c>$shapesGraph</c> (SHACL §5.3.1).</summary>
/// <remarks>Terms that only the shapes know get ids above those of the data. A shapes graph has some thousands of triples: it is filtered, not indexed.</remarks>
internal sealed class ShapesGraphView : IQuadSource
{
    private readonly IQuadSource _data;
    private readonly ExtraTerms _terms;
    private readonly TermId _graph;
    private readonly (TermId Subject, TermId Predicate, TermId Object)[] _rows;

    /// <param name="data">The data graph.</param>
    /// <param name="shapes">The triples of the shapes graph; their blank nodes are named by <see cref="ShapeNode"/>.</param>
    internal ShapesGraphView(IQuadSource data, IEnumerable<Triple> shapes)
    {
        _data = data;
        _terms = new ExtraTerms(data.Terms);
        _graph = _terms.IdOf(Name);
        _rows = [.. shapes.Select(triple => (_terms.IdOf(ShapeNode(triple.Subject)), _terms.IdOf(triple.Predicate), _terms.IdOf(ShapeNode(triple.Object)))).Distinct()];
        NamedGraphs = [new GraphInfo(_graph, GraphClass.System, _rows.Length)];
    }

    /// <summary>The name of the shapes graph: the value of <c>$shapesGraph</c>.</summary>
    internal static Iri Name { get; } = new("urn:ocwnde:shapes-graph");

    public ITermDictionary Terms => _terms;

    public IReadOnlyList<GraphInfo> NamedGraphs { get; }

    /// <summary>A term of the shapes graph as queries see it: a blank node gets a label that no node of the data has.</summary>
    internal static RdfTerm ShapeNode(RdfTerm term) => term is BlankNode blank ? new BlankNode("shape-" + blank.Label) : term;

    public QuadScan Scan(in QuadPattern pattern, QuadOrder order)
    {
        if (pattern.Graphs.Kind == GraphSelectorKind.Default)
            return ExtraTerms.IsExtra(pattern.Subject) || ExtraTerms.IsExtra(pattern.Predicate) || ExtraTerms.IsExtra(pattern.Object) ? EmptyScan.Instance : _data.Scan(pattern, order);
        return Selects(pattern.Graphs) ? new RowScan([.. Matches(pattern).Order(Comparer(order))], _graph) : EmptyScan.Instance;
    }

    public long EstimateCount(in QuadPattern pattern)
    {
        if (pattern.Graphs.Kind != GraphSelectorKind.Default)
            return Selects(pattern.Graphs) ? Matches(pattern).LongCount() : 0;
        return ExtraTerms.IsExtra(pattern.Subject) || ExtraTerms.IsExtra(pattern.Predicate) || ExtraTerms.IsExtra(pattern.Object) ? 0 : _data.EstimateCount(pattern);
    }

    private bool Selects(GraphSelector graphs) => graphs.Kind == GraphSelectorKind.AnyNamed || graphs.Graphs.Contains(_graph);

    private IEnumerable<(TermId Subject, TermId Predicate, TermId Object)> Matches(QuadPattern pattern) => _rows.Where(row =>
        (!pattern.Subject.IsBound || row.Subject == pattern.Subject)
        && (!pattern.Predicate.IsBound || row.Predicate == pattern.Predicate)
        && (!pattern.Object.IsBound || row.Object == pattern.Object));

    private static Comparer<(TermId Subject, TermId Predicate, TermId Object)> Comparer(QuadOrder order)
    {
        return order switch
        {
            QuadOrder.Pso => By(row => (row.Predicate, row.Subject, row.Object)),
            QuadOrder.Pos => By(row => (row.Predicate, row.Object, row.Subject)),
            QuadOrder.Osp => By(row => (row.Object, row.Subject, row.Predicate)),
            _ => By(row => row),
        };

        static Comparer<(TermId Subject, TermId Predicate, TermId Object)> By(Func<(TermId Subject, TermId Predicate, TermId Object), (TermId, TermId, TermId)> key) =>
            Comparer<(TermId Subject, TermId Predicate, TermId Object)>.Create((left, right) => key(left).CompareTo(key(right)));
    }

    private sealed class RowScan((TermId Subject, TermId Predicate, TermId Object)[] rows, TermId graph) : QuadScan
    {
        private int _at;

        public override int Next(QuadBatch batch)
        {
            var count = 0;
            for (; count < batch.Capacity && _at < rows.Length; _at++, count++)
            {
                Put(batch.Subjects, count, rows[_at].Subject);
                Put(batch.Predicates, count, rows[_at].Predicate);
                Put(batch.Objects, count, rows[_at].Object);
                Put(batch.Graphs, count, graph);
            }

            return count;
        }

        // Columns that nobody needs have no array.
        private static void Put(ulong[] column, int at, TermId id)
        {
            if (column.Length > 0)
                column[at] = id.Value;
        }
    }
}

/// <summary>A dictionary with terms above those of another.</summary>
internal sealed class ExtraTerms(ITermDictionary inner) : ITermDictionary
{
    // Ordinals of a dictionary count from 0: none comes near.
    private const ulong First = 1UL << 52;

    private readonly List<RdfTerm> _terms = [];
    private readonly Dictionary<RdfTerm, TermId> _ids = [];

    internal static bool IsExtra(TermId id) => id.Tag is TermTag.BlankNode or TermTag.DictionaryIri or TermTag.DictionaryLiteral && id.Payload >= First;

    internal TermId IdOf(RdfTerm term)
    {
        if (inner.Find(new TermBytes().Encode(term)) is { IsBound: true } found)
            return found;
        if (_ids.TryGetValue(term, out var known))
            return known;
        var tag = term switch { Iri => TermTag.DictionaryIri, BlankNode => TermTag.BlankNode, _ => TermTag.DictionaryLiteral };
        var id = TermId.Create(tag, First + (ulong)_terms.Count);
        _terms.Add(term);
        _ids.Add(term, id);
        return id;
    }

    public TermId Find(in TermSpan term) => inner.Find(term) is { IsBound: true } found ? found : _ids.GetValueOrDefault(term.ToTerm()!);

    public void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        if (IsExtra(id))
            receiver(new TermBytes().Encode(_terms[(int)(id.Payload - First)]), state);
        else
            inner.Read(id, receiver, state);
    }
}
