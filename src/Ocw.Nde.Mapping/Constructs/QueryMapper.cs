using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>Runs the queries of a profile over one record at a time.</summary>
/// <remarks>The record is a graph of its own, with one triple more: <c>urn:ocwnde:record urn:ocwnde:is ?object</c> says which node the record is about.</remarks>
internal sealed class QueryMapper(QueryProfile profile, RecordRoots roots)
{
    private static readonly Iri Is = new("urn:ocwnde:is");

    /// <summary>Adds what the queries say of a record to its node.</summary>
    /// <exception cref="LiftException">The record has no root, or a query went over a limit.</exception>
    public void Map(SourceRecord record, LiftedRecord lifted, Draft draft)
    {
        var root = RootOf(record, lifted);
        var source = Load(lifted.Graph, root);
        var constructed = new DraftGraph();
        foreach (var query in profile.Queries)
        {
            constructed.NextQuery();
            try
            {
                query.Prepared.Construct(source, constructed);
            }
            catch (QueryLimitException e)
            {
                throw new LiftException("mapping-limit", $"The mapping query «{query.Header.Title}» was stopped: {e.Message}");
            }
        }

        if (root != LiftedGraph.Record)
            draft.SourceIri = LiftedGraph.IsLocal(root) ? null : root;
        constructed.AddTo(draft, root);
    }

    private Iri RootOf(SourceRecord record, LiftedRecord lifted)
    {
        if (MediaTypes.KindOf(record.MediaType) is not PayloadKind.Rdf)
            return LiftedGraph.Record;
        return roots.Find(lifted.Graph.Triples, record.Identifier)
            ?? throw new LiftException("root-missing", $"The record holds no {string.Join(" or ", roots.Classes.Select(c => Vocabulary.Shorten(c.Value)))}. Check that the profile fits the format, or give mapping.roots.");
    }

    /// <summary>The graph that queries see.</summary>
    internal static MemoryQuadSource Load(LiftedGraph graph, Iri root)
    {
        var builder = new MemoryQuadSourceBuilder(expectedQuads: graph.Triples.Count + 1);
        var writer = new QuadSinkAdapter(builder);
        writer.Add(new Triple(LiftedGraph.Record, Is, root));
        foreach (var triple in graph.Triples)
            writer.Add(triple);
        return builder.Build();
    }
}
