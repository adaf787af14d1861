using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Benchmarks.Sparql;

/// <summary>
/// Runs the queries of a folder (such as the benchmark kit's) over an N-Quads file, in memory or in a store on disk, default graph = union of the
/// named graphs: milliseconds until the last row (median and best of the rounds), milliseconds of processor time (mean), rows, memory, and a hash of the
/// answer that does not depend on its order.
/// </summary>
internal static class QueryRun
{
    internal const string Usage = "sparql DATA.nq QUERIES [--store DIR] [--rounds N] [--only NAME] [--planner off] [--explain]";

    internal static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var rounds = int.Parse(Option("--rounds") ?? "7", CultureInfo.InvariantCulture);
        var options = new SparqlDatasetOptions { Planner = Option("--planner") == "off" ? PlannerOptions.Off : PlannerOptions.Default };
        var watch = Stopwatch.StartNew();
        using var store = Option("--store") is { } folder ? QuadStore.Open(folder) : null;
        var open = store is null ? InMemory(args[0]) : InStore(store, args[0]);
        Print($"ready after {watch.Elapsed.TotalSeconds:0.0} s");

        var dataset = new SparqlDataset(open, options);
        var logarithms = new List<double>();
        foreach (var file in Directory.EnumerateFiles(args[1], "*.rq").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (Option("--only") is { } only && !name.StartsWith(only, StringComparison.Ordinal))
                continue;
            var request = new SparqlRequest { Query = File.ReadAllText(file), Limits = QueryLimits.Default with { Memory = 8L << 30 } };
            if (args.Contains("--explain"))
                Console.WriteLine(dataset.Explain(request));
            logarithms.Add(Math.Log(Measure(dataset, request, name, rounds)));
        }

        Print($"geometric mean {Math.Exp(logarithms.Average()):0.00} ms");
        return 0;
    }

    private static double Measure(SparqlDataset dataset, SparqlRequest request, string name, int rounds)
    {
        var (rows, hash) = Digest(dataset, request);
        Drain(dataset, request);
        var times = new double[rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var processor = Environment.CpuUsage.UserTime;
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            Drain(dataset, request);
            times[round] = watch.Elapsed.TotalMilliseconds;
        }

        var used = (Environment.CpuUsage.UserTime - processor).TotalMilliseconds / rounds;
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
        Array.Sort(times);
        var median = times[rounds / 2];
        Print($"{name,-20} {median,10:0.00} ms (best {times[0]:0.00}) {used,10:0.00} ms processor {rows,8} rows {allocated / 1024.0,10:0} KiB  {hash}");
        return median;
    }

    // Every term is read as UTF-8, as a writer would.
    private static void Drain(SparqlDataset dataset, SparqlRequest request)
    {
        using var result = dataset.Query(request, CancellationToken.None);
        if (result is SolutionSequence solutions)
        {
            var length = 0L;
            while (solutions.MoveNext())
            {
                for (var column = 0; column < solutions.Variables.Count; column++)
                {
                    if (solutions.IsBound(column))
                        length += solutions.Span(column).Value.Length;
                }
            }
        }
        else if (result is TripleSequence triples)
        {
            triples.WriteTo(new NoSink());
        }
    }

    private static (long Rows, string Hash) Digest(SparqlDataset dataset, SparqlRequest request)
    {
        using var result = dataset.Query(request, CancellationToken.None);
        var rows = new List<string>();
        if (result is SolutionSequence solutions)
        {
            while (solutions.MoveNext())
                rows.Add(string.Join('\t', Enumerable.Range(0, solutions.Variables.Count).Select(column => Cell(solutions[column]))));
        }
        else if (result is TripleSequence triples)
        {
            using var stream = new MemoryStream();
            var writer = RdfFormats.CreateWriter(RdfFormats.NTriples, stream);
            triples.WriteTo(writer);
            writer.Complete();
            rows.AddRange(Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        rows.Sort(StringComparer.Ordinal);
        return (rows.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..12]);
    }

    private static string Cell(RdfTerm? term) => term is BlankNode ? "_" : term?.ToString() ?? "-";

    private static Func<IQuadSource> InMemory(string file)
    {
        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union, expectedQuads: 1 << 20);
        using (var stream = File.OpenRead(file))
            RdfFormats.Parse(stream, RdfFormats.NQuads, builder);
        var source = builder.Build();
        return () => source;
    }

    private static Func<IQuadSource> InStore(QuadStore store, string file)
    {
        if (store.CommitNumber == 0)
        {
            using var transaction = store.BeginWrite();
            using (var stream = File.OpenRead(file))
                RdfFormats.Parse(stream, RdfFormats.NQuads, transaction.StageDataset(GraphClass.Content));
            transaction.Commit();
        }

        return () => store.OpenSnapshot(ReaderScope.Public);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class NoSink : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
        }
    }
}
