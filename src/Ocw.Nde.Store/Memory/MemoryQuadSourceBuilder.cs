using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Memory;

/// <summary>What <see cref="GraphSelector.Default"/> means for a source in memory.</summary>
public enum DefaultGraphMode : byte
{
    /// <summary>The quads that were given without a graph, as SPARQL's dataset has it.</summary>
    Unnamed,

    /// <summary>The union, as a set, of those and of all named graphs of the default classes, as a store has it.</summary>
    Union,
}

/// <summary>Collects quads from parsers and other writers into a <see cref="MemoryQuadSource"/>. Not safe for concurrent use.</summary>
/// <remarks>Made to be cheap for a graph of fifty triples (one per record) and fit for a million.</remarks>
public sealed class MemoryQuadSourceBuilder : IQuadSink
{
    private readonly DefaultGraphMode _mode;
    private readonly MemoryTermDictionary _terms;
    private readonly Dictionary<ulong, GraphClass> _classes = [];
    private TermArena? _blankLabels;
    private QuadKey[] _rows;
    private int _count;
    private bool _built;

    /// <summary>An empty builder.</summary>
    /// <param name="mode">What the default graph is.</param>
    /// <param name="codec">How terms are inlined; by default <see cref="TermCodec.Default"/>.</param>
    /// <param name="expectedQuads">A guess, to save growing.</param>
    public MemoryQuadSourceBuilder(DefaultGraphMode mode = DefaultGraphMode.Unnamed, TermCodec? codec = null, int expectedQuads = 32)
    {
        _mode = mode;
        _terms = new MemoryTermDictionary(codec ?? TermCodec.Default, Math.Max(16, expectedQuads));
        _rows = new QuadKey[Math.Max(4, expectedQuads)];
    }

    /// <summary>How many quads were given so far, duplicates included.</summary>
    public int Count => _count;

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
        Add(Term(subject), Term(predicate), Term(@object), graph.Kind == TermKind.None ? default : Term(graph));

    /// <summary>Adds a quad of ids that <see cref="Term"/> or <see cref="NewBlankNode"/> gave; an unbound graph is the unnamed one.</summary>
    public void Add(TermId subject, TermId predicate, TermId @object, TermId graph = default)
    {
        ObjectDisposedException.ThrowIf(_built, this);
        if (_count == _rows.Length)
            Array.Resize(ref _rows, _count * 2);
        _rows[_count++] = new QuadKey(subject.Value, predicate.Value, @object.Value, graph.Value);
    }

    /// <summary>The id of a term, added where it is new; a blank node by its label within the present scope.</summary>
    public TermId Term(in TermSpan term)
    {
        ObjectDisposedException.ThrowIf(_built, this);
        return term.Kind switch
        {
            TermKind.Iri or TermKind.Literal => _terms.GetOrAdd(term),
            TermKind.BlankNode => BlankNode(term.Value),
            TermKind.TripleTerm => TripleTerm(term),
            _ => throw new ArgumentException("A quad needs a subject, a predicate and an object.", nameof(term)),
        };
    }

    /// <summary>A blank node that no label stands for.</summary>
    public TermId NewBlankNode() => _terms.NewBlankNode();

    /// <summary>From here on the labels of blank nodes mean new ones: call it between two documents.</summary>
    public void NewBlankNodeScope() => _blankLabels = null;

    /// <summary>Says what a graph is for; without it a named graph is <see cref="GraphClass.Content"/>. An empty graph that is named here exists too.</summary>
    public void SetGraphClass(in TermSpan graph, GraphClass graphClass) => _classes[Term(graph).Value] = graphClass;

    /// <summary>Ends the building. The builder cannot be used afterwards.</summary>
    public MemoryQuadSource Build()
    {
        ObjectDisposedException.ThrowIf(_built, this);
        _built = true;
        return new MemoryQuadSource(_terms, QuadSort.SortDistinct(_rows, _count), _classes, _mode);
    }

    private TermId TripleTerm(in TermSpan term)
    {
        var ids = TripleTermSpans.Find(term, Term);
        return ids.AreTriple ? _terms.GetOrAdd(ids) : throw new ArgumentException($"Not a triple: {term.ToString()}", nameof(term));
    }

    private TermId BlankNode(ReadOnlySpan<byte> label)
    {
        _blankLabels ??= new TermArena();
        var key = new TermKey(TermQualifiers.Simple, label);
        var hash = TermHash.Of(key.Qualifier, key.Text, 0);
        var record = _blankLabels.Find(hash, key);
        if (record < 0)
            record = _blankLabels.Add(hash, key, _terms.NewBlankNode().Value);
        return new TermId(_blankLabels.IdAt(record));
    }
}
