using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Statistics;

/// <summary>Exact counts of what a source shows. Each part is counted when it is first asked for and kept with the state of the source.</summary>
public abstract class DatasetStatistics
{
    /// <summary>The distinct triples of the default dataset, in all and by predicate.</summary>
    public abstract PredicateCounts Predicates(CancellationToken cancellation);

    /// <summary>The distinct subjects of each class (<c>rdf:type</c>) in the default dataset, in order of the class's id.</summary>
    public abstract IReadOnlyList<TermCount> Classes(CancellationToken cancellation);

    /// <summary>The subjects of each class in each named graph, in order of the graph's id, then the class's.</summary>
    public abstract IReadOnlyList<GraphClassCount> ClassesByGraph(CancellationToken cancellation);
}

/// <summary>A term and how often it stands in its place.</summary>
public readonly record struct TermCount(TermId Term, long Count);

/// <summary>A class and how many subjects have it in a named graph.</summary>
public readonly record struct GraphClassCount(TermId Graph, TermId Class, long Count);

/// <summary>The triples of a dataset by predicate.</summary>
/// <param name="All">In order of the predicate's id; none has a count of 0.</param>
public sealed record PredicateCounts(IReadOnlyList<TermCount> All)
{
    /// <summary>All triples together.</summary>
    public long Triples { get; } = All.Sum(predicate => predicate.Count);

    /// <summary>The triples of one predicate.</summary>
    public long Of(TermId predicate)
    {
        var (low, high) = (0, All.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (All[middle].Term < predicate)
                low = middle + 1;
            else
                high = middle;
        }

        return low < All.Count && All[low].Term == predicate ? All[low].Count : 0;
    }
}
