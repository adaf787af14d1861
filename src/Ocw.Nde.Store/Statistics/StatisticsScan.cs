using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Statistics;

/// <summary>Counts by reading the columns that matter of an index once.</summary>
internal static class StatisticsScan
{
    private static ReadOnlySpan<byte> RdfType => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8;

    /// <summary>The id of <c>rdf:type</c>; unbound if nothing has a class.</summary>
    internal static TermId ClassPredicate(IQuadSource source) => source.Terms.Find(TermSpan.Iri(RdfType));

    internal static PredicateCounts Predicates(IQuadSource source, CancellationToken cancellation) =>
        new(Runs(source, new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Pso, QuadColumns.Predicate, cancellation));

    internal static IReadOnlyList<TermCount> Classes(IQuadSource source, CancellationToken cancellation) =>
        ClassPredicate(source) is { IsBound: true } type
            ? Runs(source, new QuadPattern(default, type, default, GraphSelector.Default), QuadOrder.Pos, QuadColumns.Object, cancellation)
            : [];

    internal static IReadOnlyList<GraphClassCount> ClassesByGraph(IQuadSource source, CancellationToken cancellation)
    {
        var type = ClassPredicate(source);
        if (!type.IsBound)
            return [];
        var counts = new Dictionary<(ulong Graph, ulong Class), long>();
        using var scan = source.Scan(new QuadPattern(default, type, default, GraphSelector.AnyNamed), QuadOrder.Pos);
        var batch = new QuadBatch(needed: QuadColumns.Object | QuadColumns.Graph) { MayExchange = true };
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int from = 0, to; from < rows; from = to)
            {
                var (graph, item) = (batch.Graphs[from], batch.Objects[from]);
                for (to = from + 1; to < rows && batch.Graphs[to] == graph && batch.Objects[to] == item;)
                    to++;
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (graph, item), out _) += to - from;
            }
        }

        return [.. counts.OrderBy(entry => entry.Key).Select(entry => new GraphClassCount(new TermId(entry.Key.Graph), new TermId(entry.Key.Class), entry.Value))];
    }

    // The lengths of the runs of equal values of a column by which the rows are sorted.
    private static List<TermCount> Runs(IQuadSource source, in QuadPattern pattern, QuadOrder order, QuadColumns column, CancellationToken cancellation)
    {
        var runs = new List<TermCount>();
        var (value, count) = (0UL, 0L);
        using var scan = source.Scan(pattern, order);
        var batch = new QuadBatch(needed: column) { MayExchange = true };
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var values = (column == QuadColumns.Predicate ? batch.Predicates : batch.Objects).AsSpan(0, rows);
            while (!values.IsEmpty)
            {
                if (values[0] != value)
                {
                    if (count > 0)
                        runs.Add(new TermCount(new TermId(value), count));
                    (value, count) = (values[0], 0);
                }

                var run = values.IndexOfAnyExcept(value);
                if (run < 0)
                    run = values.Length;
                count += run;
                values = values[run..];
            }
        }

        if (count > 0)
            runs.Add(new TermCount(new TermId(value), count));
        return runs;
    }
}
