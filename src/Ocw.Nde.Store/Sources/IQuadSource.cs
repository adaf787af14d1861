using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>Quads behind ids that can be scanned in order: a store's snapshot, a staged transaction, or a small graph in memory.</summary>
/// <remarks>A source is an immutable view and safe for concurrent reading; each <see cref="QuadScan"/> belongs to one thread.</remarks>
public interface IQuadSource
{
    /// <summary>Terms to ids and back.</summary>
    ITermDictionary Terms { get; }

    /// <summary>The named graphs that this source may show, in order of id.</summary>
    IReadOnlyList<GraphInfo> NamedGraphs { get; }

    /// <summary>Opens a scan over the quads that match <paramref name="pattern"/>, sorted by <paramref name="order"/>.</summary>
    /// <remarks>
    /// The scan is a sequence of distinct rows: where the selector merges graphs (<see cref="GraphSelector.Default"/>,
    /// <see cref="GraphSelector.MergeOf"/>) a triple that stands in several graphs comes once, with an unbound graph column.
    /// </remarks>
    QuadScan Scan(in QuadPattern pattern, QuadOrder order);

    /// <summary>An estimate of the number of rows of <see cref="Scan"/>, cheap enough for a planner: exact where it can be, else at least within a block.</summary>
    long EstimateCount(in QuadPattern pattern);

    /// <summary>The exact number of rows of <see cref="Scan"/> where the source knows it without reading them, else <see langword="null"/>.</summary>
    long? CountExactly(in QuadPattern pattern) => null;

    /// <summary>Exact counts that the source keeps; <see langword="null"/> if it keeps none.</summary>
    Statistics.DatasetStatistics? Statistics => null;

    /// <summary>Stands for what the source shows: sources with the same version show the same, and what was learnt of one holds for the other.</summary>
    object Version => this;
}

/// <summary>Terms to ids and back, for one <see cref="IQuadSource"/>.</summary>
public interface ITermDictionary
{
    /// <summary>The id of a term, or <see cref="TermId.Unbound"/> if no quad of the store can hold it. Values that are inlined always have an id.</summary>
    TermId Find(in TermSpan term);

    /// <summary>Hands the term of an id to <paramref name="receiver"/> as spans that are valid during the call.</summary>
    /// <exception cref="KeyNotFoundException">The id is not of this dictionary.</exception>
    void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct;

    /// <summary>The id of the triple term (RDF 1.2) of three terms of this dictionary, or <see cref="TermId.Unbound"/> if no quad can hold it.</summary>
    TermId FindTriple(TermId subject, TermId predicate, TermId @object) => TermId.Unbound;

    /// <summary>The terms that a triple term is made of.</summary>
    /// <returns><see langword="false"/> for an id that is no triple term.</returns>
    bool TryReadTriple(TermId id, out TermId subject, out TermId predicate, out TermId @object)
    {
        subject = predicate = @object = default;
        return false;
    }

    /// <summary>A reader of many terms, to be disposed of before the source.</summary>
    TermReader OpenReader() => new CopyingTermReader(this);
}

/// <summary>Receives one term as UTF-8 spans, valid only during the call.</summary>
public delegate void TermReceiver<TState>(in TermSpan term, TState state)
    where TState : allows ref struct;

/// <summary>A named graph of a source and what is known about it without scanning.</summary>
/// <param name="Id">The id of the graph's name.</param>
/// <param name="Class">What the graph is for.</param>
/// <param name="QuadCount">The exact number of its quads.</param>
public readonly record struct GraphInfo(TermId Id, GraphClass Class, long QuadCount)
{
    /// <summary>Who may read it; <see cref="AccessLevel.Open"/> for a source in memory.</summary>
    public AccessLevel Access { get; init; }

    /// <summary>The commit that last replaced it whole; 0 for a source in memory.</summary>
    public long ValidFrom { get; init; }

    /// <summary>The commit that last changed it; 0 for a source in memory.</summary>
    public long ChangedAt { get; init; }
}

/// <summary>What a graph is for; it decides whether the default dataset shows it (STORE.md, decision 7).</summary>
public enum GraphClass : byte
{
    /// <summary>A dataset's content, one graph per dataset and channel. In the default dataset.</summary>
    Content = 0,

    /// <summary>Terms of a terminology source. In the default dataset.</summary>
    Terms = 1,

    /// <summary>Accepted alignments. In the default dataset.</summary>
    Links = 2,

    /// <summary>Descriptions of datasets. In the default dataset.</summary>
    Descriptions = 3,

    /// <summary>Alignments that wait for a person. By name only.</summary>
    Proposals = 4,

    /// <summary>Provenance. By name only.</summary>
    Provenance = 5,

    /// <summary>Validation reports. By name only.</summary>
    Reports = 6,

    /// <summary>Annotations. By name only.</summary>
    Annotations = 7,

    /// <summary>Stories. By name only.</summary>
    Stories = 8,

    /// <summary>Version lists. By name only.</summary>
    Versions = 9,

    /// <summary>The node's own bookkeeping. By name only.</summary>
    System = 10,
}

/// <summary>What follows from a graph's class.</summary>
public static class GraphClasses
{
    /// <summary>Whether the default dataset of a query shows graphs of this class: the first four.</summary>
    public static bool IsInDefaultDataset(this GraphClass graphClass) => graphClass <= GraphClass.Descriptions;
}

/// <summary>Which quads: a bound id matches itself, an unbound one anything.</summary>
/// <param name="Subject">The subject, or unbound.</param>
/// <param name="Predicate">The predicate, or unbound.</param>
/// <param name="Object">The object, or unbound.</param>
/// <param name="Graphs">Which graphs, and whether they count as one.</param>
public readonly record struct QuadPattern(TermId Subject, TermId Predicate, TermId Object, GraphSelector Graphs);

/// <summary>Which graphs a scan reads.</summary>
public sealed record GraphSelector
{
    private GraphSelector(GraphSelectorKind kind, IReadOnlyList<TermId> graphs)
    {
        Kind = kind;
        Graphs = graphs;
    }

    /// <summary>The source's default graph; for a store the union, as a set, of the visible graphs of the default classes. Graph column unbound.</summary>
    public static GraphSelector Default { get; } = new(GraphSelectorKind.Default, []);

    /// <summary>Every visible named graph, each row with its graph.</summary>
    public static GraphSelector AnyNamed { get; } = new(GraphSelectorKind.AnyNamed, []);

    /// <summary>How to read <see cref="Graphs"/>.</summary>
    public GraphSelectorKind Kind { get; }

    /// <summary>The graphs of <see cref="GraphSelectorKind.Named"/> (each row with its graph) or <see cref="GraphSelectorKind.Merge"/> (as one set).</summary>
    public IReadOnlyList<TermId> Graphs { get; }

    /// <summary>
    /// These named graphs, each row with its graph (<c>GRAPH &lt;g&gt;</c>, <c>FROM NAMED</c>). <see cref="TermId.Unbound"/> in the list is the
    /// unnamed graph, whose rows have an unbound graph column.
    /// </summary>
    public static GraphSelector Named(params IReadOnlyList<TermId> graphs) => new(GraphSelectorKind.Named, graphs);

    /// <summary>The union of these graphs as a set, graph column unbound (<c>FROM</c>).</summary>
    public static GraphSelector MergeOf(params IReadOnlyList<TermId> graphs) => new(GraphSelectorKind.Merge, graphs);
}

/// <summary>The kinds of <see cref="GraphSelector"/>.</summary>
public enum GraphSelectorKind : byte
{
    /// <summary>The default graph.</summary>
    Default,

    /// <summary>All named graphs, with their names.</summary>
    AnyNamed,

    /// <summary>The listed graphs, with their names.</summary>
    Named,

    /// <summary>The listed graphs as one set, without names.</summary>
    Merge,
}

/// <summary>The sort order of a scan: the letters say which column comes first; the graph is always last.</summary>
public enum QuadOrder : byte
{
    /// <summary>Whichever order is cheapest.</summary>
    Any,

    /// <summary>Predicate, subject, object.</summary>
    Pso,

    /// <summary>Predicate, object, subject.</summary>
    Pos,

    /// <summary>Subject, predicate, object.</summary>
    Spo,

    /// <summary>Object, subject, predicate.</summary>
    Osp,
}

/// <summary>A running scan: fills batches of ids until it returns 0.</summary>
public abstract class QuadScan : IDisposable
{
    /// <summary>Fills <paramref name="batch"/> from its start with the next rows.</summary>
    /// <returns>The number of rows; 0 at the end.</returns>
    public abstract int Next(QuadBatch batch);

    /// <summary>Skips to the first row at or after this key in the scan's order (first and second column); never goes back. A hint: a scan may do nothing.</summary>
    public virtual void SkipTo(TermId first, TermId second)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the scan holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Columns of raw ids that a scan fills: <see cref="Capacity"/> rows of subject, predicate, object and graph.</summary>
public sealed class QuadBatch
{
    /// <summary>The rows that a batch holds by default.</summary>
    public const int DefaultCapacity = 1024;

    /// <summary>A batch of <paramref name="capacity"/> rows.</summary>
    /// <param name="capacity">The most rows that fit.</param>
    /// <param name="needed">The columns that a scan must fill; the others have no array, and a store does not even decode them.</param>
    public QuadBatch(int capacity = DefaultCapacity, QuadColumns needed = QuadColumns.All)
    {
        Capacity = capacity;
        Needed = needed;
        Subjects = Column(QuadColumns.Subject);
        Predicates = Column(QuadColumns.Predicate);
        Objects = Column(QuadColumns.Object);
        Graphs = Column(QuadColumns.Graph);

        ulong[] Column(QuadColumns column) => (needed & column) == QuadColumns.None ? [] : new ulong[capacity];
    }

    /// <summary>The most rows that fit.</summary>
    public int Capacity { get; }

    /// <summary>The columns that a scan fills.</summary>
    public QuadColumns Needed { get; }

    /// <summary>
    /// Whether a scan may exchange the arrays of this batch for others of the same length instead of copying rows: a reader that sets it takes the
    /// arrays anew after each <see cref="QuadScan.Next"/>.
    /// </summary>
    public bool MayExchange { get; init; }

    /// <summary>The raw ids of the subjects.</summary>
    public ulong[] Subjects { get; private set; }

    /// <summary>The raw ids of the predicates.</summary>
    public ulong[] Predicates { get; private set; }

    /// <summary>The raw ids of the objects.</summary>
    public ulong[] Objects { get; private set; }

    /// <summary>The raw ids of the graphs; 0 where the selector merges graphs.</summary>
    public ulong[] Graphs { get; private set; }

    /// <summary>Writes the terms of a row to a sink.</summary>
    public void Write(int row, ITermDictionary terms, IQuadSink sink) =>
        Snapshots.DumpedQuad.Write(terms, new QuadKey(Subjects[row], Predicates[row], Objects[row], Graphs[row]), sink);

    /// <summary>Gives one column another array of the same length and takes the present one away.</summary>
    public ulong[] Exchange(QuadColumns column, ulong[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        ulong[] former;
        switch (column)
        {
            case QuadColumns.Subject:
                (former, Subjects) = (Subjects, array);
                break;
            case QuadColumns.Predicate:
                (former, Predicates) = (Predicates, array);
                break;
            case QuadColumns.Object:
                (former, Objects) = (Objects, array);
                break;
            case QuadColumns.Graph:
                (former, Graphs) = (Graphs, array);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(column), column, "Exactly one column is expected.");
        }

        return former;
    }
}

/// <summary>Columns of a <see cref="QuadBatch"/>.</summary>
[Flags]
public enum QuadColumns : byte
{
    /// <summary>None: only the number of rows counts.</summary>
    None = 0,

    /// <summary>The subjects.</summary>
    Subject = 1,

    /// <summary>The predicates.</summary>
    Predicate = 2,

    /// <summary>The objects.</summary>
    Object = 4,

    /// <summary>The graphs.</summary>
    Graph = 8,

    /// <summary>All four.</summary>
    All = Subject | Predicate | Object | Graph,
}
