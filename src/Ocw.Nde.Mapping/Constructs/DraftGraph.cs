using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Minting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>Receives what the queries construct and makes nodes of it, in an order that does not depend on the engine.</summary>
internal sealed class DraftGraph : IQuadSink
{
    private readonly HashSet<Triple> _triples = [];
    private int _scope;

    /// <summary>Whether nothing was constructed.</summary>
    public bool IsEmpty => _triples.Count == 0;

    /// <summary>From here on blank nodes are those of another query.</summary>
    public void NextQuery() => _scope++;

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
        _triples.Add(new Triple(Scoped(subject.ToTerm()!), predicate.ToTerm()!, Scoped(@object.ToTerm()!)));

    /// <summary>Adds what was constructed about the record, and about every node that it leads to, to a node.</summary>
    public void AddTo(Draft root, Iri record)
    {
        var sorted = _triples.ToList();
        sorted.Sort(TripleOrder.Instance);
        var described = sorted.Select(t => t.Subject).Distinct().ToDictionary(s => s, s => s == record ? root : new Draft { SourceIri = SourceOf(s) });
        foreach (var triple in sorted)
        {
            var node = described[triple.Subject];
            var predicate = (Iri)triple.Predicate;
            if (described.TryGetValue(triple.Object, out var other) && other != node && !IsAddress(predicate))
            {
                node.Add(predicate, other);
            }
            else if (triple.Object is not Iri iri || !LiftedGraph.IsLocal(iri))
            {
                node.Add(predicate, triple.Object);
            }
        }
    }

    // An image that is its own address is described and referred to under the same IRI.
    private static bool IsAddress(Iri predicate) =>
        predicate == Vocabulary.Type || predicate == Vocabulary.ContentUrl || predicate == Vocabulary.ThumbnailUrl || predicate == Vocabulary.SameAs || predicate == Vocabulary.License;

    // Names of nodes within the record never leave; they are nodes without an address.
    private static Iri? SourceOf(RdfTerm subject) => subject is Iri iri && !LiftedGraph.IsLocal(iri) ? iri : null;

    private RdfTerm Scoped(RdfTerm term) => term is BlankNode node ? new BlankNode($"q{_scope}-{node.Label}") : term;
}
