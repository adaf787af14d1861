using System.Diagnostics;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Benchmarks.Store;

/// <summary>
/// Loads an N-Quads file into a new store and measures small durable commits, with nothing in the log and with 200,000 changed quads there; what these cost
/// readers; opening with a full log; and replacing a dataset on top of them.
/// </summary>
internal static class DeltaRun
{
    private const int Rows = 200_000;
    private const int Quads = 20;

    internal static int Run(string[] arguments)
    {
        if (arguments is not [var file, var folder] || Directory.Exists(folder))
        {
            Console.Error.WriteLine("usage: delta FILE.nq NEW-FOLDER");
            return 2;
        }

        var options = new StoreOptions { MergeInBackground = false, FlushRows = 1 << 20, FlushBytes = 256 << 20 };
        Console.WriteLine("| measure | value |\n|---|---|");
        Load(file, folder, options);
        using (var store = QuadStore.Open(folder, options))
        {
            store.Merge();
            Commits(store, "with an empty log", 400, 0);
            store.Flush();
            store.Merge();
            var without = Read(store, "without an overlay");
            Fill(store);
            Report("overlay", $"{store.Usage().LoggedRows:N0} changed quads, {store.Usage().LogBytes >> 10:N0} KiB of log");
            var with = Read(store, "with an overlay");
            for (var i = 0; i < with.Length; i++)
                Report($"{with[i].What}: with ÷ without", $"{with[i].Seconds / without[i].Seconds:F3}");
            Commits(store, "with an overlay", 1000, 1_000_000);
            Nothing(store);
            One(store);
            Report("log", $"{store.Usage().LoggedRows:N0} changed quads, {store.Usage().LogBytes >> 10:N0} KiB");
        }

        using (var store = Timed("open with that log", () => QuadStore.Open(folder, options)))
        {
            Replace(store, "replace a dataset, one quad less", skip: 1, times: 1);
            Replace(store, "replace a dataset by others", skip: 0, times: 2);
            Commits(store, "after that", 400, 2_000_000);
        }

        Report("peak RSS", $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return 0;
    }

    private static void Load(string file, string folder, StoreOptions options)
    {
        using var store = QuadStore.Open(folder, options);
        using var transaction = store.BeginWrite();
        var stage = transaction.StageDataset(GraphClass.Content);
        using var input = File.OpenRead(file);
        RdfFormats.CreateReader(RdfFormats.NQuads).Read(input, stage);
        transaction.Commit();
    }

    private static void Commits(QuadStore store, string when, int count, int from)
    {
        var times = new List<double>();
        for (var i = from; i < from + count; i++)
        {
            var watch = Stopwatch.StartNew();
            Commit(store, i, Quads);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Report($"20-quad durable commit {when}, p50 / p95 / p99", $"{times[count / 2]:F2} / {times[count * 95 / 100]:F2} / {times[count * 99 / 100]:F2} ms");
    }

    private static void Commit(QuadStore store, int number, int quads)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(new Iri($"http://example.org/small/{number % 50}"), GraphClass.Content, mode: StageMode.Add);
        for (var j = 0; j < quads; j++)
            stage.Quad(new Quad(new Iri($"http://example.org/small/{number}/{j}"), new Iri("https://schema.org/name"), new Literal($"kleine naam {number} {j}")));
        transaction.Commit();
    }

    // Half of the overlay are new quads, half quads of large graphs that go: one in so many, all over the store.
    private static void Fill(QuadStore store)
    {
        for (var i = 0; i < Rows / 2 / 1000; i++)
            Commit(store, 10_000 + i, 1000);

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var graphs = snapshot.NamedGraphs.OrderByDescending(graph => graph.QuadCount).Take(10).ToArray();
        var every = Math.Max(2, graphs.Sum(graph => graph.QuadCount) / (Rows / 2));
        foreach (var graph in graphs)
        {
            var rows = new List<(ulong S, ulong P, ulong O)>();
            using (var scan = snapshot.ScanGraph(graph.Id))
            {
                var batch = new QuadBatch();
                long at = 0;
                for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
                {
                    for (var i = 0; i < count; i++, at++)
                    {
                        if (at % every == 0)
                            rows.Add((batch.Subjects[i], batch.Predicates[i], batch.Objects[i]));
                    }
                }
            }

            foreach (var part in rows.Chunk(1000))
            {
                using var transaction = store.BeginWrite();
                var stage = transaction.Stage((Iri)snapshot.Terms.Get(graph.Id), graph.Class, graph.Access, StageMode.Remove);
                foreach (var (s, p, o) in part)
                    stage.Add(new TermId(s), new TermId(p), new TermId(o));
                transaction.Commit();
            }
        }
    }

    private static (string What, double Seconds)[] Read(QuadStore store, string when)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var results = new List<(string, double)>();
        foreach (var (what, graphs) in new[] { ("default", GraphSelector.Default), ("named", GraphSelector.AnyNamed) })
        {
            foreach (var order in new[] { QuadOrder.Spo, QuadOrder.Pso, QuadOrder.Pos })
                results.Add(($"scan {what} {order}", Best(() => Scan(snapshot, graphs, order))));
        }

        var subjects = Sample(snapshot);
        var batch = new QuadBatch();
        results.Add(("look-up (s, ?, ?)", Best(() =>
        {
            foreach (var subject in subjects)
            {
                using var scan = snapshot.Scan(new QuadPattern(new TermId(subject), default, default, GraphSelector.Default), QuadOrder.Any);
                scan.Next(batch);
            }

            return subjects.Length;
        })));
        foreach (var (what, seconds) in results)
            Report($"{what} {when}", $"{seconds * 1000:F1} ms");
        return [.. results];
    }

    private static long Scan(Snapshot snapshot, GraphSelector graphs, QuadOrder order)
    {
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, graphs), order);
        var batch = new QuadBatch();
        long rows = 0;
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            rows += count;
        return rows;
    }

    private static ulong[] Sample(Snapshot snapshot)
    {
        var subjects = new HashSet<ulong>();
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0 && subjects.Count < 50_000; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i += 97)
                subjects.Add(batch.Subjects[i]);
        }

        var sample = subjects.ToArray();
        new Random(1).Shuffle(sample);
        return sample;
    }

    private static void Nothing(QuadStore store)
    {
        var (bytes, log) = (GC.GetTotalMemory(forceFullCollection: true), store.Usage().LogBytes);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 10_000; i++)
        {
            using var transaction = store.BeginWrite();
            transaction.Stage(new Iri("http://example.org/small/1"), GraphClass.Content, mode: StageMode.Remove)
                .Quad(new Quad(new Iri($"http://example.org/niets/{i}"), new Iri("https://schema.org/name"), new Literal($"niets van {i}")));
            transaction.Commit();
        }

        Report("10,000 updates that match nothing", $"{watch.Elapsed.TotalSeconds:F2} s, {store.Usage().LogBytes - log} bytes of log, {(GC.GetTotalMemory(forceFullCollection: true) - bytes) >> 10} KiB of memory");
    }

    private static void One(QuadStore store)
    {
        var times = new List<double>();
        for (var i = 0; i < 10_000; i++)
        {
            var watch = Stopwatch.StartNew();
            Commit(store, 3_000_000 + i, 1);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Report("10,000 one-quad commits, p50 / p95 / p99 / most", $"{times[5000]:F2} / {times[9500]:F2} / {times[9900]:F2} / {times[^1]:F2} ms");
    }

    private static void Replace(QuadStore store, string what, int skip, int times)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var graph = snapshot.NamedGraphs.OrderByDescending(graph => graph.QuadCount).First(graph => graph.QuadCount <= 110_000);
        var rows = new List<(ulong S, ulong P, ulong O)>();
        using (var scan = snapshot.ScanGraph(graph.Id))
        {
            var batch = new QuadBatch();
            for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            {
                for (var i = 0; i < count; i++)
                    rows.Add((batch.Subjects[i], batch.Predicates[i], batch.Objects[i]));
            }
        }

        for (var time = 0; time < times; time++)
        {
            var logged = store.Usage().LoggedRows;
            var watch = Stopwatch.StartNew();
            using var transaction = store.BeginWrite();
            var stage = transaction.Stage((Iri)snapshot.Terms.Get(graph.Id), graph.Class, graph.Access);
            foreach (var (s, p, o) in rows.Skip(skip))
            {
                var @object = skip > 0 || (s & 1) == (ulong)(time & 1) ? new TermId(o) : stage.Term(TermSpan.Literal("anders"u8));
                stage.Add(new TermId(s), new TermId(p), @object);
            }

            var result = transaction.Commit();
            Report($"{what}: {rows.Count:N0} quads with {logged:N0} in the log", $"{watch.Elapsed.TotalSeconds:F2} s ({result.Graphs.Sum(change => change.Added):N0} added, {result.Graphs.Sum(change => change.Removed):N0} removed)");
        }
    }

    private static double Best(Func<long> run)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            run();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static TResult Timed<TResult>(string what, Func<TResult> run)
    {
        var watch = Stopwatch.StartNew();
        var result = run();
        Report(what, $"{watch.Elapsed.TotalSeconds:F3} s");
        return result;
    }

    private static void Report(string what, string value) => Console.WriteLine($"| {what} | {value} |");
}
