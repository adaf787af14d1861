using System.Globalization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Library;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Sparql.Description;

/// <summary>The statements of a service's description, in the shapes that clients look for (sd, VoID, SHACL).</summary>
internal sealed class ServiceTriples(RdfGraph graph, string endpoint)
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    private const string Void = "http://rdfs.org/ns/void#";
    private const string VoidExt = "http://ldf.fi/void-ext#";
    private const string Sh = "http://www.w3.org/ns/shacl#";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    private const string Schema = "https://schema.org/";

    private readonly Iri _service = new(endpoint);
    private int _nodes;

    /// <summary>The prefixes that queries here need most.</summary>
    public static (string Prefix, string Iri)[] KnownPrefixes { get; } =
    [
        ("rdf", RdfNs.Namespace), ("rdfs", Rdfs), ("xsd", XsdNs.Namespace), ("owl", "http://www.w3.org/2002/07/owl#"), ("schema", Schema), ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"), ("prov", "http://www.w3.org/ns/prov#"), ("dcat", "http://www.w3.org/ns/dcat#"), ("void", Void), ("sd", Sd), ("sh", Sh),
    ];

    /// <summary>What the service can do.</summary>
    public void Service(bool takesUpdates)
    {
        Add(_service, RdfNs.Type, new Iri(Sd + "Service"));
        Add(_service, Sd + "endpoint", _service);
        Add(_service, Sd + "supportedLanguage", new Iri(Sd + "SPARQL11Query"));
        if (takesUpdates)
            Add(_service, Sd + "supportedLanguage", new Iri(Sd + "SPARQL11Update"));
        Add(_service, Sd + "feature", new Iri(Sd + "UnionDefaultGraph"));
        foreach (var format in SparqlResultsFormat.All)
            Add(_service, Sd + "resultFormat", new Iri(format.Iri));
        foreach (var format in RdfFormats.All)
        {
            if (format.CanWrite)
                Add(_service, Sd + "resultFormat", new Iri(format.Iri));
            if (format.CanRead)
                Add(_service, Sd + "inputFormat", new Iri(format.Iri));
        }
    }

    /// <summary>The dataset of queries that name none, and every graph that the reader may see.</summary>
    public void Dataset(Snapshot snapshot, Func<GraphInfo, GraphPartition?> partitionOf)
    {
        var (dataset, defaultGraph, available) = (Node(), Node(), Node());
        Add(_service, Sd + "defaultDataset", dataset);
        Add(_service, Sd + "availableGraphs", available);
        Add(dataset, RdfNs.Type, new Iri(Sd + "Dataset"));
        Add(dataset, Sd + "defaultGraph", defaultGraph);
        Add(available, RdfNs.Type, new Iri(Sd + "GraphCollection"));
        Add(defaultGraph, RdfNs.Type, new Iri(Sd + "Graph"));
        Add(defaultGraph, RdfNs.Type, new Iri(Void + "Dataset"));
        Add(defaultGraph, Rdfs + "comment", new Literal(
            "The union, as a set, of the graph without a name and all graphs of content, terms, accepted links and descriptions: a triple that stands in several of them counts once. Proposals, provenance, reports, annotations, stories and version lists are read by name.", "en"));
        Add(defaultGraph, Rdfs + "comment", new Literal(
            "De vereniging, als verzameling, van de graph zonder naam en alle graphs met inhoud, termen, aanvaarde links en beschrijvingen: een triple die in meer daarvan staat, telt één keer. Voorstellen, herkomst, rapporten, annotaties, verhalen en versielijsten worden op naam gelezen.", "nl"));
        if (((IQuadSource)snapshot).CountExactly(new QuadPattern(default, default, default, GraphSelector.Default)) is { } triples)
            Add(defaultGraph, Void + "triples", Number(triples));
        foreach (var info in snapshot.NamedGraphs)
        {
            var named = Node();
            Add(available, Sd + "namedGraph", named);
            Add(dataset, Sd + "namedGraph", named);
            Add(named, RdfNs.Type, new Iri(Sd + "NamedGraph"));
            Add(named, Sd + "name", snapshot.Terms.Get(info.Id));
            var description = Node();
            Add(named, Sd + "graph", description);
            Add(description, RdfNs.Type, new Iri(Sd + "Graph"));
            Add(description, RdfNs.Type, new Iri(Void + "Dataset"));
            Add(description, Void + "triples", Number(info.QuadCount));
            if (partitionOf(info) is { } partition)
                Partitions(description, partition);
        }
    }

    /// <summary>A query that can be asked as it is (SHACL-SPARQL executables, as sparql-editor and others read them).</summary>
    public void Example(StoredQuery query)
    {
        var form = query.Query.Form switch
        {
            QueryForm.Select => "Select",
            QueryForm.Ask => "Ask",
            QueryForm.Construct => "Construct",
            _ => "Describe",
        };
        var example = new Iri($"{endpoint}#{Uri.EscapeDataString(query.Name)}");
        Add(example, RdfNs.Type, new Iri(Sh + "SPARQLExecutable"));
        Add(example, RdfNs.Type, new Iri($"{Sh}SPARQL{form}Executable"));
        Add(example, Rdfs + "label", new Literal(query.Header.Title, "en"));
        Add(example, Rdfs + "comment", new Literal(query.Header.Purpose, "en"));
        Add(example, Sh + form.ToLowerInvariant(), new Literal(query.Text));
        Add(example, Schema + "target", _service);
    }

    /// <summary>The prefixes that editors offer.</summary>
    public void Prefixes()
    {
        var ontology = new Iri(endpoint + "#prefixes");
        foreach (var (prefix, iri) in KnownPrefixes)
        {
            var declaration = Node();
            Add(ontology, Sh + "declare", declaration);
            Add(declaration, Sh + "prefix", new Literal(prefix));
            Add(declaration, Sh + "namespace", new Literal(iri, new Iri(XsdNs.Namespace + "anyURI")));
        }
    }

    private void Partitions(RdfTerm description, GraphPartition partition)
    {
        foreach (var use in partition.Classes.Where(c => c.Class.Length > 0))
        {
            var part = Node();
            Add(description, Void + "classPartition", part);
            Add(part, Void + "class", new Iri(use.Class));
            Add(part, Void + "entities", Number(use.Entities));
            foreach (var property in use.Properties)
                Property(part, property);
        }
    }

    private void Property(RdfTerm part, PropertyUse property)
    {
        var node = Node();
        Add(part, Void + "propertyPartition", node);
        Add(node, Void + "property", new Iri(property.Property));
        Add(node, Void + "triples", Number(property.Triples));
        foreach (var objectClass in property.ObjectClasses.Where(c => c.Length > 0))
        {
            var target = Node();
            Add(node, Void + "classPartition", target);
            Add(target, Void + "class", new Iri(objectClass));
        }

        foreach (var datatype in property.Datatypes)
        {
            var target = Node();
            Add(node, VoidExt + "datatypePartition", target);
            Add(target, VoidExt + "datatype", new Iri(datatype));
        }
    }

    private BlankNode Node() => new(string.Create(CultureInfo.InvariantCulture, $"n{++_nodes}"));

    private static Literal Number(long number) => new(number.ToString(CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "integer"));

    private void Add(RdfTerm subject, string predicate, RdfTerm @object) => Add(subject, new Iri(predicate), @object);

    private void Add(RdfTerm subject, Iri predicate, RdfTerm @object) => graph.Add(subject, predicate, @object);
}
