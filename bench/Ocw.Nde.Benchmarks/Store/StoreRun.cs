using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Benchmarks.Store;

/// <summary>Loads an N-Quads file into a new store and measures loading, size, opening, scans, look-ups, dumping and replacing.</summary>
internal static class StoreRun
{
    internal static int Run(string[] arguments)
    {
        if (arguments is not [var file, var folder, ..] || Directory.Exists(folder))
        {
            Console.Error.WriteLine("usage: store FILE.nq NEW-FOLDER [staging rows]");
            return 2;
        }

        var options = arguments is [_, _, var rows] ? new StoreOptions { StagingRows = int.Parse(rows, CultureInfo.InvariantCulture) } : StoreOptions.Default;
        Console.WriteLine("| measure | value |\n|---|---|");
        Parse(file);
        Load(file, folder, options);
        using var store = Measure("open", () => QuadStore.Open(folder, options), _ => "");
        var usage = store.Usage();
        Report("quads, rows", $"{usage.Quads:N0}, {usage.StoredRows:N0} in {usage.SegmentCount} segments");
        Report("bytes a quad", $"{(double)usage.Bytes / usage.Quads:F1} (segments {(double)usage.SegmentBytes / usage.Quads:F1}, dictionary {(double)usage.DictionaryBytes / usage.Quads:F1} for {usage.Terms:N0} terms)");
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
        {
            foreach (var order in new[] { QuadOrder.Spo, QuadOrder.Pso, QuadOrder.Pos, QuadOrder.Osp })
                Scan(snapshot, GraphSelector.Default, order);
            Scan(snapshot, GraphSelector.AnyNamed, QuadOrder.Pso);
            LookUp(snapshot);
            ReadTerms(snapshot);
            Dump(snapshot);
        }

        Replace(store);
        Small(store);
        Report("peak RSS", $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return 0;
    }

    private static void Parse(string file) =>
        Measure("parse alone", () =>
        {
            var counter = new Counter();
            using var input = File.OpenRead(file);
            RdfFormats.CreateReader(RdfFormats.NQuads).Read(input, counter);
            return counter.Count;
        }, count => count);

    private static void Load(string file, string folder, StoreOptions options)
    {
        using var store = QuadStore.Open(folder, options);
        Measure("load, durable", () =>
        {
            using var transaction = store.BeginWrite();
            var stage = transaction.StageDataset(GraphClass.Content);
            Measure("  of it staging", () =>
            {
                using var pipeline = new StagingPipeline(stage);
                using (var input = File.OpenRead(file))
                    RdfFormats.CreateReader(RdfFormats.NQuads).Read(input, pipeline);
                pipeline.Complete();
                return pipeline.Count;
            }, count => count);
            Measure("  of it sealing", () =>
            {
                transaction.Seal();
                return stage.Count;
            }, count => count);
            Measure("  of it commit", () => transaction.Commit(), _ => 0);
            return stage.Count;
        }, count => count);
        Report("peak RSS of loading", $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
    }

    private static void Scan(Snapshot snapshot, GraphSelector graphs, QuadOrder order)
    {
        for (var round = 0; round < 2; round++)
        {
            Measure($"scan {graphs.Kind} {order}{(round == 0 ? ", first" : "")}", () =>
            {
                using var scan = snapshot.Scan(new QuadPattern(default, default, default, graphs), order);
                var batch = new QuadBatch();
                long rows = 0;
                for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
                    rows += count;
                return rows;
            }, rows => rows);
        }
    }

    private static void LookUp(Snapshot snapshot)
    {
        var random = new Random(1);
        var (subjects, predicates) = Sample(snapshot, random);
        var batch = new QuadBatch();
        for (var round = 0; round < 2; round++)
        {
            Measure($"look-up (s, p, ?){(round == 0 ? ", first" : "")}", () =>
            {
                for (var i = 0; i < subjects.Length; i++)
                {
                    using var scan = snapshot.Scan(new QuadPattern(new TermId(subjects[i]), new TermId(predicates[i]), default, GraphSelector.Default), QuadOrder.Any);
                    scan.Next(batch);
                }

                return (long)subjects.Length;
            }, count => count);
        }

        Measure("estimate (s, p, ?)", () =>
        {
            for (var i = 0; i < subjects.Length; i++)
                snapshot.EstimateCount(new QuadPattern(new TermId(subjects[i]), new TermId(predicates[i]), default, GraphSelector.Default));
            return (long)subjects.Length;
        }, count => count);
    }

    private static (ulong[] Subjects, ulong[] Predicates) Sample(Snapshot snapshot, Random random)
    {
        var (subjects, predicates) = (new List<ulong>(), new List<ulong>());
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = random.Next(200); i < count; i += 1 + random.Next(200))
            {
                subjects.Add(batch.Subjects[i]);
                predicates.Add(batch.Predicates[i]);
            }
        }

        var order = Enumerable.Range(0, subjects.Count).ToArray();
        random.Shuffle(order);
        order = order[..Math.Min(order.Length, 200_000)];
        return ([.. order.Select(i => subjects[i])], [.. order.Select(i => predicates[i])]);
    }

    private static void ReadTerms(Snapshot snapshot)
    {
        var random = new Random(2);
        var (subjects, _) = Sample(snapshot, random);
        Measure("id to IRI", () =>
        {
            long bytes = 0;
            foreach (var subject in subjects)
                snapshot.Terms.Read(new TermId(subject), static (in TermSpan term, StrongBox box) => box.Value += term.Value.Length, new StrongBox());
            return bytes + subjects.Length;
        }, count => count);
        var terms = subjects.Select(subject => snapshot.Terms.Get(new TermId(subject))).ToArray();
        Measure("IRI to id", () =>
        {
            foreach (var term in terms)
                snapshot.Terms.Find(term);
            return (long)terms.Length;
        }, count => count);
    }

    private static void Dump(Snapshot snapshot) =>
        Measure("dump largest graph", () =>
        {
            var counter = new Counter();
            snapshot.Dump(snapshot.NamedGraphs.MaxBy(graph => graph.QuadCount).Id, counter);
            return counter.Count;
        }, count => count);

    private static void Replace(QuadStore store)
    {
        GraphInfo graph;
        var rows = new List<(TermId, TermId, TermId)>();
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
        {
            graph = snapshot.NamedGraphs.OrderByDescending(graph => graph.QuadCount).FirstOrDefault(graph => graph.QuadCount <= 110_000);
            using var scan = snapshot.ScanGraph(graph.Id);
            var batch = new QuadBatch();
            for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            {
                for (var i = 0; i < count; i++)
                    rows.Add((new TermId(batch.Subjects[i]), new TermId(batch.Predicates[i]), new TermId(batch.Objects[i])));
            }
        }

        foreach (var (name, skip) in new[] { ("the same", 0), ("one less", 1) })
        {
            Measure($"replace a graph of {rows.Count:N0} by {name}", () =>
            {
                using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
                using var transaction = store.BeginWrite();
                var stage = transaction.Stage((Iri)snapshot.Terms.Get(graph.Id), graph.Class);
                foreach (var (s, p, o) in rows.Skip(skip))
                    stage.Add(s, p, o);
                transaction.Commit();
                return (long)rows.Count;
            }, count => count);
        }
    }

    private static void Small(QuadStore store)
    {
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var watch = Stopwatch.StartNew();
            using var transaction = store.BeginWrite();
            var stage = transaction.Stage(new Iri($"http://example.org/small/{i}"), GraphClass.Content);
            for (var j = 0; j < 20; j++)
                stage.Quad(new Quad(new Iri($"http://example.org/small/{i}/{j}"), new Iri("https://schema.org/name"), new Literal($"kleine naam {i} {j}")));
            transaction.Commit();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Report("20-quad durable commit, p50 / p95", $"{times[100]:F1} / {times[190]:F1} ms");
        var usage = store.Usage();
        Report("segments after that", $"{usage.SegmentCount} of quads, {usage.DictionaryCount} of terms");
        store.Merge();
        usage = store.Usage();
        Report("segments after merging", $"{usage.SegmentCount} of quads, {usage.DictionaryCount} of terms");
    }

    private static TResult Measure<TResult>(string what, Func<TResult> run, Func<TResult, object> size)
    {
        // Processor time beside wall-clock time: the latter says little on a machine that does other things.
        var watch = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var result = run();
        var seconds = watch.Elapsed.TotalSeconds;
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Report(what, size(result) is long count ? $"{seconds:F3} s ({cpu:F2} s of processor) for {count:N0} = {count / seconds:N0}/s ({count / cpu:N0}/s of processor)" : $"{seconds:F3} s");
        return result;
    }

    private static void Report(string what, string value) => Console.WriteLine($"| {what} | {value} |");

    private sealed class StrongBox
    {
        internal long Value { get; set; }
    }

    private sealed class Counter : IQuadSink
    {
        internal long Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => Count++;
    }
}
