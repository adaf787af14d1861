using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Writes lifted XML or JSON as triples for queries: generic and in the order of the source.</summary>
/// <remarks>
/// Every element is a node; its name is the predicate to it from the element around it (<c>urn:ocwnde:element:</c> + name), its text stands with
/// <c>rdf:value</c>, an attribute with <c>urn:ocwnde:attribute:</c> + name. The record is <c>urn:ocwnde:record</c>.
/// </remarks>
internal static class TreeGraph
{
    /// <summary>The namespace of elements.</summary>
    public const string Elements = "urn:ocwnde:element:";

    /// <summary>The namespace of attributes.</summary>
    public const string Attributes = "urn:ocwnde:attribute:";

    /// <summary>The triples of a record.</summary>
    /// <param name="root">The record.</param>
    /// <param name="withLeftOut">Whether elements are among them that the profile leaves out on purpose.</param>
    public static LiftedGraph Of(SourceNode root, bool withLeftOut = true)
    {
        var triples = new List<Triple>();
        var count = 0;
        Write(root, LiftedGraph.Record, triples, withLeftOut, ref count);
        return new LiftedGraph(triples);
    }

    private static void Write(SourceNode element, Iri node, List<Triple> triples, bool withLeftOut, ref int count)
    {
        if (element.HasText)
            triples.Add(new Triple(node, Vocabulary.Value, element.Language is { } language ? new Literal(element.Text!, language) : new Literal(element.Text!)));
        foreach (var child in element.Children)
        {
            if (child.Field.IsDenied)
                continue;
            if (child.Field.Name.StartsWith('@'))
            {
                triples.Add(new Triple(node, child.Field.AttributePredicate, new Literal(child.Text!)));
                continue;
            }

            // An empty element says nothing.
            if ((!child.HasText && child.Children.Count == 0) || (!withLeftOut && child.Field.Use is FieldUse.LeftOut))
                continue;
            var inner = LiftedGraph.NodeIri(count++);
            triples.Add(new Triple(node, child.Field.ElementPredicate, inner));
            Write(child, inner, triples, withLeftOut, ref count);
        }
    }
}
