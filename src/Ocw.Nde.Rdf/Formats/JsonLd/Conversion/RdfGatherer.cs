using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>JSON-LD 1.1 API §8.4.2, Serialize RDF as JSON-LD Algorithm.</summary>
internal sealed class RdfGatherer(JsonLdOptions options)
{
    private static readonly Iri Direction = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#direction");

    private readonly LiteralObjects _literals = new(options);
    private readonly Dictionary<string, BlankUse?> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GatheredGraph> _graphs = new(StringComparer.Ordinal);

    internal JsonList Gather(IEnumerable<Quad> quads)
    {
        var main = Graph(Keywords.Default);
        foreach (var quad in quads)
        {
            var name = quad.Graph is { } graph ? Id(graph) : Keywords.Default;
            if (name != Keywords.Default)
                main.Node(name);
            Add(Graph(name), quad);
        }

        foreach (var (name, graph) in _graphs)
        {
            if (options.RdfDirection == JsonLdRdfDirection.CompoundLiteral)
                graph.JoinCompoundLiterals();
            graph.JoinLists();
            if (name != Keywords.Default)
                main.Node(name)[Keywords.Graph] = graph.Listed();
        }

        return main.Listed();
    }

    private GatheredGraph Graph(string name)
    {
        if (!_graphs.TryGetValue(name, out var graph))
            _graphs.Add(name, graph = new GatheredGraph(_uses));
        return graph;
    }

    private void Add(GatheredGraph graph, Quad quad)
    {
        var node = graph.Node(Id(quad.Subject));
        if (options.RdfDirection == JsonLdRdfDirection.CompoundLiteral && quad.Predicate.Equals(Direction))
            graph.Compounds.Add(Id(quad.Subject));
        if (quad.Object is not Literal)
            graph.Node(Id(quad.Object));
        if (quad.Predicate.Equals(RdfNs.Type) && !options.UseRdfType && quad.Object is not Literal)
        {
            AddOnce(node.ListOf(Keywords.Type), new JsonString(Id(quad.Object)));
            return;
        }

        var property = Id(quad.Predicate);
        var value = quad.Object is Literal literal ? _literals.Of(literal) : new JsonMap { { Keywords.Id, Id(quad.Object) } };
        var values = node.ListOf(property);
        if (values.Has(value))
            return;
        values.Add(value);
        if (quad.Object is not Literal)
            graph.Used(Id(quad.Object), node, property, value);
    }

    private static void AddOnce(JsonList list, JsonItem item)
    {
        if (!list.Has(item))
            list.Add(item);
    }

    private static string Id(RdfTerm term) => term switch
    {
        Iri iri => iri.Value,
        BlankNode node => "_:" + node.Label,
        _ => throw new NotSupportedException("JSON-LD 1.1 holds no triple terms."),
    };
}
