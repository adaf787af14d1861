using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>The triples of a shapes graph by subject and predicate, in the order in which they came.</summary>
internal sealed class ShapeTriples
{
    private static readonly IReadOnlyList<RdfTerm> s_nothing = [];

    private readonly Dictionary<RdfTerm, Dictionary<string, List<RdfTerm>>> _bySubject = [];
    private readonly List<RdfTerm> _subjects = [];

    internal ShapeTriples(IEnumerable<Triple> triples)
    {
        foreach (var (subject, predicate, @object) in triples)
            Add(subject, ((Iri)predicate).Value, @object);
    }

    /// <summary>The subjects, in the order in which they came.</summary>
    internal IReadOnlyList<RdfTerm> Subjects => _subjects;

    /// <summary>All triples, each once.</summary>
    internal IEnumerable<Triple> All => _subjects.SelectMany(subject => _bySubject[subject].SelectMany(predicate => predicate.Value.Select(@object => new Triple(subject, new Iri(predicate.Key), @object))));

    internal IReadOnlyList<RdfTerm> Objects(RdfTerm subject, string predicate) =>
        _bySubject.TryGetValue(subject, out var predicates) && predicates.TryGetValue(predicate, out var objects) ? objects : s_nothing;

    internal bool Has(RdfTerm subject, string predicate) => Objects(subject, predicate).Count > 0;

    /// <summary>Whether a property is <c>true</c>; exactly that literal.</summary>
    internal bool IsTrue(RdfTerm subject, string predicate) =>
        Objects(subject, predicate).Any(value => value is Literal { LexicalForm: "true" } literal && literal.Datatype == XsdNs.Boolean);

    /// <summary>Whether a node is a SHACL instance of a class, by <c>rdf:type/rdfs:subClassOf*</c> in the shapes graph.</summary>
    internal bool IsInstanceOf(RdfTerm node, string type)
    {
        var seen = new HashSet<RdfTerm>();
        var open = new Stack<RdfTerm>(Objects(node, RdfNs.Type.Value));
        while (open.TryPop(out var current))
        {
            if (current is Iri iri && string.Equals(iri.Value, type, StringComparison.Ordinal))
                return true;
            if (!seen.Add(current))
                continue;
            foreach (var super in Objects(current, RdfsNs.SubClassOf.Value))
                open.Push(super);
        }

        return false;
    }

    internal bool HasType(RdfTerm subject, string type) =>
        Objects(subject, RdfNs.Type.Value).Any(term => term is Iri iri && string.Equals(iri.Value, type, StringComparison.Ordinal));

    /// <summary>The predicates that a subject has.</summary>
    internal IEnumerable<string> Predicates(RdfTerm subject) => _bySubject.TryGetValue(subject, out var predicates) ? predicates.Keys : [];

    /// <summary>Whether a node is a list, the empty one included.</summary>
    internal bool IsList(RdfTerm node) => node == RdfNs.Nil || Has(node, RdfNs.First.Value);

    /// <summary>The members of a SHACL list (§1.4: one rdf:first and one rdf:rest per node, ending in rdf:nil, no node twice).</summary>
    /// <returns><see langword="false"/> if the node is not a well-formed list.</returns>
    internal bool TryReadList(RdfTerm node, out IReadOnlyList<RdfTerm> members)
    {
        var read = new List<RdfTerm>();
        var seen = new HashSet<RdfTerm>();
        members = read;
        while (node != RdfNs.Nil)
        {
            if (!seen.Add(node) || Objects(node, RdfNs.First.Value) is not [var first] || Objects(node, RdfNs.Rest.Value) is not [var rest])
                return false;
            read.Add(first);
            node = rest;
        }

        return true;
    }

    private void Add(RdfTerm subject, string predicate, RdfTerm @object)
    {
        if (!_bySubject.TryGetValue(subject, out var predicates))
        {
            _bySubject.Add(subject, predicates = new Dictionary<string, List<RdfTerm>>(StringComparer.Ordinal));
            _subjects.Add(subject);
        }

        if (!predicates.TryGetValue(predicate, out var objects))
            predicates.Add(predicate, objects = []);
        if (!objects.Contains(@object))
            objects.Add(@object);
    }
}
