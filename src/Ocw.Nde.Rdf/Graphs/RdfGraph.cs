using System.Collections;
using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>A set of triples in memory, in the order in which they came, with look-up by subject, predicate and object. For small graphs: shapes, manifests, descriptions.</summary>
/// <remarks>Not safe for concurrent changes.</remarks>
public sealed class RdfGraph : IReadOnlyCollection<Triple>
{
    private readonly Dictionary<Triple, LinkedListNode<Triple>?> _nodes = [];
    private readonly LinkedList<Triple> _order = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _bySubject = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _byPredicate = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _byObject = [];

    /// <summary>An empty graph.</summary>
    public RdfGraph()
    {
    }

    /// <summary>A graph of these triples.</summary>
    public RdfGraph(IEnumerable<Triple> triples)
    {
        ArgumentNullException.ThrowIfNull(triples);
        foreach (var triple in triples)
            Add(triple);
    }

    /// <inheritdoc/>
    public int Count => _nodes.Count;

    /// <summary>Adds a triple; false when it was there already.</summary>
    /// <exception cref="ArgumentException">A literal as subject, or a predicate that is not an IRI.</exception>
    public bool Add(Triple triple)
    {
        if (triple.Subject is not (Iri or BlankNode) || triple.Predicate is not Iri || triple.Object is null)
            throw new ArgumentException($"Not an RDF triple: {triple}", nameof(triple));
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, triple, out var exists);
        if (exists)
            return false;
        node = _order.AddLast(triple);
        Post(_bySubject, triple.Subject, triple);
        Post(_byPredicate, triple.Predicate, triple);
        Post(_byObject, triple.Object, triple);
        return true;
    }

    /// <summary>Adds a triple; false when it was there already.</summary>
    public bool Add(RdfTerm subject, RdfTerm predicate, RdfTerm @object) => Add(new(subject, predicate, @object));

    /// <summary>Removes a triple; false when it was not there.</summary>
    public bool Remove(Triple triple)
    {
        if (!_nodes.Remove(triple, out var node))
            return false;
        _order.Remove(node!);
        Unpost(_bySubject, triple.Subject, triple);
        Unpost(_byPredicate, triple.Predicate, triple);
        Unpost(_byObject, triple.Object, triple);
        return true;
    }

    /// <summary>Whether the graph holds a triple.</summary>
    public bool Contains(Triple triple) => _nodes.ContainsKey(triple);

    /// <summary>The triples that match; <see langword="null"/> matches anything. The shortest list of the bound terms is looked through.</summary>
    /// <remarks>The answer is a view: do not change the graph while it is read.</remarks>
    public IEnumerable<Triple> Match(RdfTerm? subject = null, RdfTerm? predicate = null, RdfTerm? @object = null)
    {
        if (subject is null && predicate is null && @object is null)
            return _order;
        IReadOnlyCollection<Triple> shortest = _order;
        return Narrow(_bySubject, subject, ref shortest) && Narrow(_byPredicate, predicate, ref shortest) && Narrow(_byObject, @object, ref shortest)
            ? shortest.Where(t => (subject is null || t.Subject == subject) && (predicate is null || t.Predicate == predicate) && (@object is null || t.Object == @object))
            : [];
    }

    /// <summary>The objects of a subject and a predicate.</summary>
    public IEnumerable<RdfTerm> Objects(RdfTerm subject, RdfTerm predicate) => Match(subject, predicate).Select(t => t.Object);

    /// <summary>The first object of a subject and a predicate, in order of arrival, or <see langword="null"/>.</summary>
    public RdfTerm? Object(RdfTerm subject, RdfTerm predicate) => Match(subject, predicate).Select(t => t.Object).FirstOrDefault();

    /// <summary>The subjects that have a predicate with an object.</summary>
    public IEnumerable<RdfTerm> Subjects(RdfTerm predicate, RdfTerm @object) => Match(null, predicate, @object).Select(t => t.Subject);

    /// <summary>The members of an RDF list.</summary>
    /// <exception cref="FormatException">The list is not well formed: a node without exactly one first and rest, or a circle.</exception>
    public IReadOnlyList<RdfTerm> List(RdfTerm head) => RdfList.Read(this, head);

    /// <summary>Hands every triple to a sink.</summary>
    public void WriteTo(IQuadSink sink)
    {
        var writer = new QuadSinkAdapter(sink);
        foreach (var triple in _order)
            writer.Add(new Quad(triple.Subject, triple.Predicate, triple.Object));
    }

    /// <inheritdoc/>
    public IEnumerator<Triple> GetEnumerator() => _order.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Narrow(Dictionary<RdfTerm, List<Triple>> index, RdfTerm? term, ref IReadOnlyCollection<Triple> shortest)
    {
        if (term is null)
            return true;
        if (!index.TryGetValue(term, out var posted))
            return false;
        if (posted.Count < shortest.Count)
            shortest = posted;
        return true;
    }

    private static void Post(Dictionary<RdfTerm, List<Triple>> index, RdfTerm term, Triple triple)
    {
        if (index.TryGetValue(term, out var posted))
            posted.Add(triple);
        else
            index.Add(term, [triple]);
    }

    private static void Unpost(Dictionary<RdfTerm, List<Triple>> index, RdfTerm term, Triple triple)
    {
        var posted = index[term];
        posted.Remove(triple);
        if (posted.Count == 0)
            index.Remove(term);
    }
}
