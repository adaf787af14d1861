using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Writes a property path as the nodes of SHACL §2.3.1.</summary>
internal sealed class PathTriples(Func<BlankNode> newNode, List<Triple> triples)
{
    /// <summary>Adds the triples of a path and returns the node that stands for it.</summary>
    internal RdfTerm Write(PropertyPath path) => path switch
    {
        LinkPath link => link.Predicate,
        InversePath inverse => WriteOperator(ShaclNs.InversePath, Write(inverse.Path)),
        ZeroOrMorePath more => WriteOperator(ShaclNs.ZeroOrMorePath, Write(more.Path)),
        OneOrMorePath more => WriteOperator(ShaclNs.OneOrMorePath, Write(more.Path)),
        ZeroOrOnePath optional => WriteOperator(ShaclNs.ZeroOrOnePath, Write(optional.Path)),
        SequencePath => WriteList(path, part => part is SequencePath sequence ? (sequence.First, sequence.Second) : null),
        AlternativePath => WriteOperator(ShaclNs.AlternativePath, WriteList(path, part => part is AlternativePath alternative ? (alternative.First, alternative.Second) : null)),
        _ => throw new NotSupportedException($"SHACL has no property path of the kind {path.GetType().Name}."),
    };

    private BlankNode WriteOperator(string predicate, RdfTerm operand)
    {
        var node = newNode();
        triples.Add(new Triple(node, new Iri(predicate), operand));
        return node;
    }

    private RdfTerm WriteList(PropertyPath path, Func<PropertyPath, (PropertyPath First, PropertyPath Second)?> split)
    {
        var members = new List<RdfTerm>();
        while (split(path) is var (first, second))
        {
            members.Add(Write(first));
            path = second;
        }

        members.Add(Write(path));
        RdfTerm rest = RdfNs.Nil;
        for (var i = members.Count - 1; i >= 0; i--)
        {
            var node = newNode();
            triples.Add(new Triple(node, RdfNs.First, members[i]));
            triples.Add(new Triple(node, RdfNs.Rest, rest));
            rest = node;
        }

        return rest;
    }
}
