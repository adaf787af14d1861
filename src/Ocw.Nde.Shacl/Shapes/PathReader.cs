using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>Reads a SHACL property path (§2.3.1) into a path of the SPARQL algebra.</summary>
internal sealed class PathReader(ShapeTriples triples)
{
    /// <summary>The nesting at which a path is refused: far above what a person writes, far below the stack.</summary>
    internal const int MaximumDepth = 64;

    /// <summary>The path of a node, or <see langword="null"/> when it is not well-formed.</summary>
    internal PropertyPath? Read(RdfTerm node) => Read(node, 0);

    // A node that is a list and also has sh:inversePath and the like is read as the list, as the W3C tests path-strange-001 and -002 expect.
    private PropertyPath? Read(RdfTerm node, int depth) => node switch
    {
        _ when depth > MaximumDepth => null,
        _ when triples.IsList(node) => ReadList(node, depth, (first, second) => new SequencePath(first, second)),
        Iri iri => new LinkPath(iri),
        BlankNode => ReadOperator(node, depth),
        _ => null,
    };

    private PropertyPath? ReadOperator(RdfTerm node, int depth)
    {
        if (triples.Objects(node, ShaclNs.AlternativePath) is [var list])
            return triples.IsList(list) ? ReadList(list, depth, (first, second) => new AlternativePath(first, second)) : null;

        return ReadUnary(node, ShaclNs.InversePath, depth, path => new InversePath(path))
            ?? ReadUnary(node, ShaclNs.ZeroOrMorePath, depth, path => new ZeroOrMorePath(path))
            ?? ReadUnary(node, ShaclNs.OneOrMorePath, depth, path => new OneOrMorePath(path))
            ?? ReadUnary(node, ShaclNs.ZeroOrOnePath, depth, path => new ZeroOrOnePath(path));
    }

    private PropertyPath? ReadUnary(RdfTerm node, string predicate, int depth, Func<PropertyPath, PropertyPath> make) =>
        triples.Objects(node, predicate) is [var inner] && Read(inner, depth + 1) is { } path ? make(path) : null;

    // A sequence or an alternative has at least two members (§2.3.1.2, §2.3.1.3); the algebra's are binary.
    private PropertyPath? ReadList(RdfTerm list, int depth, Func<PropertyPath, PropertyPath, PropertyPath> join)
    {
        if (!triples.TryReadList(list, out var members) || members.Count < 2 || members.Count > MaximumDepth)
            return null;

        PropertyPath? joined = null;
        for (var i = members.Count - 1; i >= 0; i--)
        {
            if (Read(members[i], depth + 1) is not { } path)
                return null;
            joined = joined is null ? path : join(path, joined);
        }

        return joined;
    }
}
