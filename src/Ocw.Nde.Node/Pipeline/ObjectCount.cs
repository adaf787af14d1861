using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Counts the objects of a dataset (what is part of it), or the concepts of a terminology source.</summary>
internal static class ObjectCount
{
    /// <summary>Counts in one graph.</summary>
    public static long Of(IQuadSource source, string graph, string dataset, SourceKind kind)
    {
        var id = source.Terms.FindIri(graph);
        var predicate = source.Terms.FindIri(kind == SourceKind.Terms ? RdfNs.Namespace + "type" : SchemaNs.Namespace + "isPartOf");
        if (!id.IsBound || !predicate.IsBound)
            return 0;
        if (kind == SourceKind.Collection)
            return source.Terms.FindIri(dataset) is { IsBound: true } whole ? Subjects(source, predicate, whole, id) : 0;
        return source.Terms.FindIri(SkosNs.Namespace + "Concept") is { IsBound: true } concept ? Subjects(source, predicate, concept, id) : 0;
    }

    private static long Subjects(IQuadSource source, TermId predicate, TermId @object, TermId graph)
    {
        var count = 0L;
        var batch = new QuadBatch();
        using var scan = source.Scan(new QuadPattern(default, predicate, @object, GraphSelector.Named(graph)), QuadOrder.Pos);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
            count += rows;
        return count;
    }
}
