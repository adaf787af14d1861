using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Finds some public records that use the words of an item.</summary>
internal sealed class ContextRecords(NodeHost host, Language language)
{
    private const int MostNodes = 5;
    private static readonly string Name = SchemaNs.Namespace + "name";

    /// <summary>Up to so many records, from several datasets where there are.</summary>
    public IReadOnlyList<ContextView> Of(QueueItem item, int most)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
        var found = new Dictionary<string, ContextView>(StringComparer.Ordinal);
        foreach (var (dataset, channel, node, _) in host.Review.NodesOf(item.Subject, MostNodes))
        {
            var graph = snapshot.Terms.FindIri(host.Iris.Graph(dataset, channel, GraphKind.Content));
            var id = snapshot.Terms.FindIri(node);
            if (!graph.IsBound || !id.IsBound)
                continue;
            foreach (var iri in Users(snapshot, graph, id, most - found.Count))
                found.TryAdd(iri.Value, new ContextView(host.Iris.LocalPath(iri.Value) ?? iri.Value, NameOf(snapshot, graph, iri), dataset));
            if (found.Count >= most)
                break;
        }

        return [.. found.Values.Take(most)];
    }

    private static IEnumerable<Iri> Users(Snapshot snapshot, TermId graph, TermId node, int most)
    {
        var batch = new QuadBatch(Math.Max(1, most));
        using var scan = snapshot.Scan(new QuadPattern(default, default, node, GraphSelector.Named(graph)), QuadOrder.Any);
        var rows = most > 0 ? scan.Next(batch) : 0;
        for (var i = 0; i < rows; i++)
        {
            if (snapshot.Terms.ToTerm(new TermId(batch.Subjects[i])) is Iri iri)
                yield return iri;
        }
    }

    private string NameOf(Snapshot snapshot, TermId graph, Iri iri)
    {
        var (id, name) = (snapshot.Terms.FindIri(iri.Value), snapshot.Terms.FindIri(Name));
        Literal? best = null;
        var batch = new QuadBatch(16);
        using var scan = snapshot.Scan(new QuadPattern(id, name, default, GraphSelector.Named(graph)), QuadOrder.Any);
        var rows = name.IsBound ? scan.Next(batch) : 0;
        for (var i = 0; i < rows; i++)
        {
            if (snapshot.Terms.ToTerm(new TermId(batch.Objects[i])) is Literal text && (best is null || text.Language == language.Tag()))
                best = text;
        }

        return best?.LexicalForm ?? iri.Value;
    }
}
