using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Reads triples maps from the triples of a mapping (RML Core §4), and refuses what is not as it must be.</summary>
internal sealed class MappingReader
{
    private readonly MappingDocument _document;
    private readonly GraphReader _graph;
    private readonly TermMapReader _terms;
    private readonly SourceReader _sources;
    private readonly Dictionary<RdfTerm, TriplesMap> _maps = [];

    public MappingReader(MappingDocument document)
    {
        _document = document;
        _graph = new GraphReader(document);
        _terms = new TermMapReader(_graph, ReadReference);
        _sources = new SourceReader(_graph, _terms);
    }

    /// <summary>All triples maps.</summary>
    /// <exception cref="RmlException">The mapping is not valid, or holds none.</exception>
    public IReadOnlyList<TriplesMap> Read()
    {
        var graph = _document.Graph;
        var maps = graph.Subjects(RdfNs.Type, RmlNs.Of("TriplesMap"))
            .Concat(graph.Match(null, RmlNs.Of("logicalSource")).Select(t => t.Subject))
            .Concat(graph.Match(null, RmlNs.Of("subjectMap")).Select(t => t.Subject))
            .Distinct().Select(Map).ToList();
        return maps.Count > 0 ? maps : throw new RmlException(_document.File, 0, "holds no triples map (a node with rml:logicalSource and rml:subjectMap).");
    }

    /// <summary>The targets that term maps name.</summary>
    public IReadOnlyDictionary<RdfTerm, LogicalTarget> Targets() =>
        _document.Graph.Match(null, RmlNs.Of("logicalTarget")).Select(t => t.Object).Distinct().ToDictionary(t => t, new TargetReader(_graph).Read);

    private TriplesMap Map(RdfTerm node)
    {
        if (_maps.TryGetValue(node, out var known))
            return known;
        var map = _maps[node] = new TriplesMap(node);
        map.BaseIri = _graph.Text(node, "baseIRI") is not { } written ? null
            : IriCheck.IsAbsoluteIri(written) ? written
            : throw _document.Fault(node, $"rml:baseIRI «{written}» is not an absolute IRI.", written);
        map.Source = _sources.Read(_graph.Required(node, "logicalSource", "where the records come from"));
        ReadSubject(map);
        map.Maps = [.. _graph.Objects(node, "predicateObjectMap").Select(ReadPredicateObjectMap)];
        return map;
    }

    private void ReadSubject(TriplesMap map)
    {
        var subjects = _terms.Of(map.Node, "subjectMap", "subject", TermRole.Subject);
        if (subjects.Count != 1)
            throw _document.Fault(map.Node, $"a triples map has exactly one rml:subjectMap or rml:subject; this one has {subjects.Count}.");
        map.Subject = subjects[0];
        map.Classes = [.. _graph.Objects(map.Subject.Node, "class").Select(c => c as Iri ?? throw _document.Fault(map.Node, $"rml:class {c} is not an IRI."))];
        map.Graphs = _terms.Of(map.Subject.Node, "graphMap", "graph", TermRole.Graph);
    }

    private PredicateObjectMap ReadPredicateObjectMap(RdfTerm node)
    {
        var predicates = _terms.Of(node, "predicateMap", "predicate", TermRole.Predicate);
        var objects = _terms.Objects(node);
        if (predicates.Count == 0)
            throw _document.Fault(node, "a predicate-object map has no rml:predicate or rml:predicateMap.");
        if (objects.Count == 0)
            throw _document.Fault(node, "a predicate-object map has no rml:object or rml:objectMap.");
        return new PredicateObjectMap(predicates, objects, _terms.Of(node, "graphMap", "graph", TermRole.Graph));
    }

    private RefObjectMap ReadReference(RdfTerm node, RdfTerm parent)
    {
        if (!_document.Graph.Match(parent).Any())
            throw _document.Fault(node, $"rml:parentTriplesMap {parent} is not described in the mapping.");
        var joins = _graph.Objects(node, "joinCondition").Select(_terms.Join).ToList();
        return new RefObjectMap(node, Map(parent), joins, [.. _graph.Objects(node, "logicalTarget")]);
    }
}
