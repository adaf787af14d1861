using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>How often values repeat under a predicate, learnt from small samples and kept as long as the source, which never changes.</summary>
internal sealed class SourceStatistics
{
    // Some 1,000 rows at most are read for one figure: about as long as one look-up in a store on disk takes, some hundred times.
    private const int SampleRows = 128;
    private const int Samples = 8;

    private static readonly ConditionalWeakTable<object, SourceStatistics> PerVersion = [];

    private readonly ConcurrentDictionary<(TermId Predicate, int Graphs, QuadOrder Order), double> rowsPerValue = new();

    internal static SourceStatistics Of(IQuadSource source) => PerVersion.GetOrCreateValue(source.Version);

    /// <summary>The mean number of rows for one subject (<see cref="QuadOrder.Pso"/>) or object (<see cref="QuadOrder.Pos"/>) of a predicate.</summary>
    internal double RowsPerValue(IQuadSource source, TermId predicate, GraphSelector graphs, QuadOrder order)
    {
        var key = (predicate, Key(graphs), order);
        if (!rowsPerValue.TryGetValue(key, out var mean))
            rowsPerValue.TryAdd(key, mean = Sample(source, new QuadPattern(default, predicate, default, graphs), order));
        return mean;
    }

    private static int Key(GraphSelector graphs)
    {
        var hash = new HashCode();
        hash.Add(graphs.Kind);
        foreach (var graph in graphs.Graphs)
            hash.Add(graph);
        return hash.ToHashCode();
    }

    // Reads a little, counts runs of equal values, and jumps over long runs, whose length the source knows.
    private static double Sample(IQuadSource source, QuadPattern pattern, QuadOrder order)
    {
        using var scan = source.Scan(pattern, order);
        var batch = new QuadBatch(SampleRows, order == QuadOrder.Pso ? QuadColumns.Subject : QuadColumns.Object);
        var column = order == QuadOrder.Pso ? batch.Subjects : batch.Objects;
        double rows = 0;
        double values = 0;
        ulong last = 0;
        for (var i = 0; i < Samples; i++)
        {
            var count = scan.Next(batch);
            if (count == 0)
                break;
            for (var row = 0; row < count; row++)
            {
                if (column[row] != last)
                    values++;
                last = column[row];
            }

            rows += count;
            if (count < SampleRows || column[0] != last)
                continue;
            rows += Math.Max(0, RunLength(source, pattern, order, new TermId(last)) - count);
            scan.SkipTo(pattern.Predicate, new TermId(last + 1));
        }

        return values == 0 ? 1 : rows / values;
    }

    private static long RunLength(IQuadSource source, QuadPattern pattern, QuadOrder order, TermId value) =>
        source.EstimateCount(order == QuadOrder.Pso ? pattern with { Subject = value } : pattern with { Object = value });
}
