using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>Takes the quads of one or more graphs into a transaction. It closes when the transaction is sealed, committed or given up.</summary>
/// <remarks>Not safe for concurrent use, nor are two stages of one transaction.</remarks>
public sealed class QuadStage : IQuadSink
{
    private readonly WriteTransaction _transaction;
    private readonly int _round;
    private readonly Func<TermId, StagedGraph> _stageOf;
    private readonly BlankNodeScope _blankNodes;
    private readonly TransactionTerms _terms;
    private readonly StagedGraph? _single;
    private readonly LastTerm _lastSubject = new();
    private readonly LastTerm _lastPredicate = new();
    private readonly LastTerm _lastGraph = new();
    private StagedGraph? _graph;

    internal QuadStage(WriteTransaction transaction, int round, StagedGraph? single, Func<TermId, StagedGraph> stageOf, BlankNodeScope blankNodes)
    {
        _transaction = transaction;
        _round = round;
        _single = single;
        _stageOf = stageOf;
        _blankNodes = blankNodes;
        _terms = transaction.Terms;
    }

    /// <summary>The quads that were given, duplicates included.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a quad. A stage of one graph puts it there, whatever graph the quad names; a stage of a dataset puts it where it says.</summary>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        var stage = Open(graph);
        if (stage.Mode == StageMode.Remove)
        {
            Remove(stage, subject, predicate, @object);
            return;
        }

        Add(stage, Remembered(_lastSubject, subject), Remembered(_lastPredicate, predicate), Term(@object));
    }

    /// <summary>Takes a quad of ids that <see cref="Term"/>, <see cref="NewBlankNode"/> or a snapshot of the same store gave.</summary>
    public void Add(TermId subject, TermId predicate, TermId @object) => Add(Open(TermSpan.None), subject, predicate, @object);

    /// <summary>The id of a term, a new one if the store does not have it; a blank node by its label within the stage's scope.</summary>
    public TermId Term(in TermSpan term)
    {
        _transaction.RequireRound(_round);
        return term.Kind switch
        {
            TermKind.Iri or TermKind.Literal => _terms.GetOrAdd(term),
            TermKind.BlankNode => _blankNodes.GetOrAdd(term.Value, _terms),
            TermKind.TripleTerm => TripleTerm(TripleTermSpans.Find(term, Term)),
            _ => throw new ArgumentException("A quad needs a subject, a predicate and an object.", nameof(term)),
        };
    }

    /// <summary>The id of the triple term (RDF 1.2) of three ids that this stage or a snapshot of the same store gave, a new one if the store does not have it.</summary>
    /// <exception cref="ArgumentException">The subject is no IRI or blank node, or the predicate no IRI.</exception>
    public TermId TripleTerm(TermId subject, TermId predicate, TermId @object)
    {
        _transaction.RequireRound(_round);
        return TripleTerm(new TripleIds(subject, predicate, @object));
    }

    /// <summary>A blank node that no label stands for.</summary>
    public TermId NewBlankNode()
    {
        _transaction.RequireRound(_round);
        return _terms.NewBlankNode();
    }

    private TermId TripleTerm(in TripleIds ids) =>
        ids.AreTriple ? _terms.GetOrAdd(ids) : throw new ArgumentException("A triple term needs an IRI or blank node as subject and an IRI as predicate.", nameof(ids));

    private StagedGraph Open(in TermSpan graph)
    {
        _transaction.RequireRound(_round);
        if (_single is not null)
            return _single;
        if (_graph is not null && _lastGraph.Is(graph))
            return _graph;

        _graph = _stageOf(graph.Kind == TermKind.None ? TermId.Unbound : Remembered(_lastGraph, graph));
        if (graph.Kind == TermKind.None)
            _lastGraph.Remember(graph, TermId.Unbound);
        return _graph;
    }

    private void Add(StagedGraph stage, TermId subject, TermId predicate, TermId @object)
    {
        if (!subject.IsBound || !predicate.IsBound || !@object.IsBound)
            throw new ArgumentException("A quad needs a subject, a predicate and an object.", nameof(subject));
        Count++;
        stage.Rows++;
        _transaction.Add(new QuadKey(subject.Value, predicate.Value, @object.Value, stage.Graph.Value));
    }

    // What the store does not know cannot be removed, and must not become known by being asked for.
    private void Remove(StagedGraph stage, in TermSpan subject, in TermSpan predicate, in TermSpan @object)
    {
        var (s, p, o) = (Known(subject), Known(predicate), Known(@object));
        if (s.IsBound && p.IsBound && o.IsBound)
            Add(stage, s, p, o);
    }

    private TermId Known(in TermSpan term) => term.Kind switch
    {
        TermKind.Iri or TermKind.Literal => _terms.Find(term),
        TermKind.BlankNode => Memory.BlankNodeLabel.TryParse(term.Value, out var number) && number <= _terms.LastBlankNode
            ? TermId.Create(TermTag.BlankNode, number)
            : default,
        TermKind.TripleTerm => _terms.Find(TripleTermSpans.Find(term, Known)),
        _ => default,
    };

    private TermId Remembered(LastTerm last, in TermSpan term)
    {
        if (last.Is(term))
            return last.Id;
        var id = Term(term);
        last.Remember(term, id);
        return id;
    }

    /// <summary>The last term in one position: neighbouring quads mostly share subject and graph.</summary>
    private sealed class LastTerm
    {
        private byte[] _value = new byte[128];
        private int _length = -1;
        private TermKind _kind;

        internal TermId Id { get; private set; }

        internal bool Is(in TermSpan term) => _length >= 0 && term.Kind == _kind && term.Value.SequenceEqual(_value.AsSpan(0, _length));

        internal void Remember(in TermSpan term, TermId id)
        {
            // Literals, which have more to them than their value, are no subjects, predicates or graphs.
            _length = -1;
            if (term.Kind == TermKind.Literal)
                return;
            if (_value.Length < term.Value.Length)
                _value = new byte[term.Value.Length * 2];
            term.Value.CopyTo(_value);
            (_length, _kind, Id) = (term.Value.Length, term.Kind, id);
        }
    }
}

/// <summary>A graph that is being staged.</summary>
internal sealed class StagedGraph(TermId graph, GraphClass graphClass, AccessLevel access, StageMode mode)
{
    internal TermId Graph => graph;

    internal GraphClass Class => graphClass;

    internal AccessLevel Access => access;

    internal StageMode Mode => mode;

    /// <summary>The rows that were given, duplicates included.</summary>
    internal long Rows { get; set; }
}
