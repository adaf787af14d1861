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

    /// <summary>Whether the named graphs are the source's own, whatever the default graph is (WITH, SPARQL 1.1 Update §3.1.3).</summary>
    internal bool KeepsNamed { get; init; }

    /// <summary>Whether the default graph is the unnamed graph alone.</summary>
    internal bool IsUnnamedAlone { get; init; }

    internal bool IsOfSource => Default.Count == 0 && Named.Count == 0 && !KeepsNamed && !IsUnnamedAlone;

    /// <summary>The graph of WITH as default graph, beside the source's named graphs.</summary>
    internal static DatasetDescription With(Iri graph) => new([graph], []) { KeepsNamed = true };

    /// <summary>The unnamed graph alone as default graph, beside the source's named graphs.</summary>
    internal static DatasetDescription OfUnnamed { get; } = new([], []) { KeepsNamed = true, IsUnnamedAlone = true };
}

/// <summary>A dataset description over a source.</summary>
internal sealed class ActiveDataset
{
    private readonly bool isOfSource;
    private HashSet<ulong>? named;

    internal ActiveDataset(IQuadSource source, DatasetDescription description, QueryTerms terms)
    {
        if (description.IsOfSource || description.KeepsNamed)
        {
            isOfSource = true;
            DefaultGraph = description.IsOfSource ? GraphSelector.Default : DefaultOf(description, source, terms);
            AnyNamed = GraphSelector.AnyNamed;
            NamedGraphs = [.. source.NamedGraphs.Select(graph => graph.Id.Value)];
            return;
        }

        var visible = source.NamedGraphs.Select(graph => graph.Id.Value).ToHashSet();
        DefaultGraph = DefaultOf(description, source, terms);
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

    private static GraphSelector DefaultOf(DatasetDescription description, IQuadSource source, QueryTerms terms)
    {
        if (description.IsUnnamedAlone)
            return GraphSelector.Named(TermId.Unbound);
        var visible = source.NamedGraphs.Select(graph => graph.Id.Value).ToHashSet();
        return GraphSelector.MergeOf([.. Ids(description.Default, terms, visible)]);
    }

    private static IEnumerable<TermId> Ids(IReadOnlyList<Iri> graphs, QueryTerms terms, HashSet<ulong> visible) =>
        graphs.Select(graph => terms.Find(graph)).Where(visible.Contains).Distinct().Select(id => new TermId(id));
}
