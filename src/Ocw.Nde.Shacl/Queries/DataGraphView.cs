using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>The dataset of the queries of a shapes graph: the data graph as default graph, and no other graph (SHACL §5.3).</summary>
internal sealed class DataGraphView(IQuadSource source, GraphSelector graphs) : IQuadSource
{
    private readonly GraphSelector _graphs = AsOne(source, graphs);

    public ITermDictionary Terms => source.Terms;

    public IReadOnlyList<GraphInfo> NamedGraphs => [];

    public object Version => source.Version;

    public QuadScan Scan(in QuadPattern pattern, QuadOrder order) =>
        pattern.Graphs.Kind == GraphSelectorKind.Default ? source.Scan(pattern with { Graphs = _graphs }, order) : EmptyScan.Instance;

    public long EstimateCount(in QuadPattern pattern) =>
        pattern.Graphs.Kind == GraphSelectorKind.Default ? source.EstimateCount(pattern with { Graphs = _graphs }) : 0;

    public long? CountExactly(in QuadPattern pattern) =>
        pattern.Graphs.Kind == GraphSelectorKind.Default ? source.CountExactly(pattern with { Graphs = _graphs }) : 0;

    // A selector that names graphs would give a triple once per graph.
    private static GraphSelector AsOne(IQuadSource source, GraphSelector graphs) => graphs.Kind switch
    {
        GraphSelectorKind.AnyNamed => GraphSelector.MergeOf([.. source.NamedGraphs.Select(graph => graph.Id)]),
        GraphSelectorKind.Named => GraphSelector.MergeOf(graphs.Graphs),
        _ => graphs,
    };
}

/// <summary>A scan without rows.</summary>
internal sealed class EmptyScan : QuadScan
{
    internal static readonly EmptyScan Instance = new();

    public override int Next(QuadBatch batch) => 0;
}
