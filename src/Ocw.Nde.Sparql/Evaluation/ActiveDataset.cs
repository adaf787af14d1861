using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>The dataset that a query or its request names (SPARQL 1.1 §13.2); with no graph named at all it is the source's own.</summary>
/// <param name="Default">The graphs that make up the default graph.</param>
/// <param name="Named">The named graphs.</param>
public sealed record DatasetDescription(IReadOnlyList<Iri> Default, IReadOnlyList<Iri> Named)
{
    /// <summary>No graph is named: the source's own dataset.</summary>
    public static DatasetDescription OfSource { get; } = new([], []);

    internal bool IsOfSource => Default.Count == 0 && Named.Count == 0;
}

/// <summary>A dataset description over a source.</summary>
internal sealed class ActiveDataset
{
    private readonly bool isOfSource;
    private HashSet<ulong>? named;

    internal ActiveDataset(IQuadSource source, DatasetDescription description, QueryTerms terms)
    {
        if (description.IsOfSource)
        {
            isOfSource = true;
            DefaultGraph = GraphSelector.Default;
            AnyNamed = GraphSelector.AnyNamed;
            NamedGraphs = [.. source.NamedGraphs.Select(graph => graph.Id.Value)];
            return;
        }

        var visible = source.NamedGraphs.Select(graph => graph.Id.Value).ToHashSet();
        DefaultGraph = GraphSelector.MergeOf([.. Ids(description.Default, terms, visible)]);
        TermId[] graphs = [.. Ids(description.Named, terms, visible)];
        AnyNamed = GraphSelector.Named(graphs);
        NamedGraphs = [.. graphs.Select(graph => graph.Value)];
    }

    /// <summary>Selects the default graph.</summary>
    internal GraphSelector DefaultGraph { get; }

    /// <summary>Selects every named graph, each row with its graph.</summary>
    internal GraphSelector AnyNamed { get; }

    /// <summary>The named graphs.</summary>
    internal IReadOnlyList<ulong> NamedGraphs { get; }

    /// <summary>Selects one named graph; <see langword="null"/> if the dataset has none of this name.</summary>
    internal GraphSelector? One(ulong graph) =>
        graph == 0 || !(isOfSource || IsNamed(graph)) ? null : GraphSelector.Named(new TermId(graph));

    internal bool IsNamed(ulong graph) => (named ??= [.. NamedGraphs]).Contains(graph);

    private static IEnumerable<TermId> Ids(IReadOnlyList<Iri> graphs, QueryTerms terms, HashSet<ulong> visible) =>
        graphs.Select(graph => terms.Find(graph)).Where(visible.Contains).Distinct().Select(id => new TermId(id));
}
