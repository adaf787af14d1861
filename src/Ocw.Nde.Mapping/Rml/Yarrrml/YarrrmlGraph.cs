using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>The triples that a YARRRML document becomes.</summary>
internal sealed class YarrrmlGraph(RdfGraph graph)
{
    private int _nodes;

    public BlankNode Blank() => new($"y{_nodes++}");

    public void Add(RdfTerm subject, Iri predicate, RdfTerm @object) => graph.Add(subject, predicate, @object);

    /// <summary>Adds a triple with a property of RML.</summary>
    public void Add(RdfTerm subject, string property, RdfTerm @object) => graph.Add(subject, RmlNs.Of(property), @object);

    /// <summary>Adds a triple with a property of RML and a plain text.</summary>
    public void Add(RdfTerm subject, string property, string text) => graph.Add(subject, RmlNs.Of(property), new Literal(text));

    /// <summary>A new node of a class of RML.</summary>
    public BlankNode Blank(string type)
    {
        var node = Blank();
        Add(node, RdfNs.Type, RmlNs.Of(type));
        return node;
    }
}
