using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>Aligns the strings of real collections with ULAN, GeoNames and NMVW: strings a second and a CPU second, by kind of string and all together.</summary>
internal static class AlignRun
{
    internal const string Usage = "align SHARED [ROUNDS]";

    private static readonly AlignmentOptions s_options = AlignmentOptions.For(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["creator"] = [AlignData.Persons],
        ["place"] = [AlignData.Places],
        ["concept"] = [AlignData.Concepts],
        ["material"] = [AlignData.Concepts],
        ["type"] = [AlignData.Concepts],
    });

    internal static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("ocwnde-align-");
        try
        {
            using var index = TermIndex.Open(folder.FullName);
            await AlignData.IndexAsync(index, args[0]);
            Print($"{index.Sources.Sum(source => (long)source.Labels):N0} labels in {index.Sources.Count} sources; {Environment.ProcessorCount} cores, {RuntimeOf()}");
            var aligner = new TermAligner(index);
            var mixes = AlignData.Mixes(args[0], index).ToList();
            foreach (var (_, queries) in mixes)
                Measure(aligner, queries);
            foreach (var (name, queries) in mixes)
                Report(name, queries.Count, Best(aligner, queries, rounds));

            // What a museum sends: all kinds of strings between one another.
            var all = mixes.SelectMany(mix => mix.Queries.Select((query, i) => (Query: query, At: i / (double)mix.Queries.Count))).OrderBy(item => item.At).Select(item => item.Query).ToList();
            Report("all of them", all.Count, Best(aligner, all, rounds));
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            Print($"working set {process.WorkingSet64 / 1e6:N0} MB, peak {process.PeakWorkingSet64 / 1e6:N0} MB (building the indexes included), managed heap {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Figures Best(TermAligner aligner, List<AlignmentQuery> queries, int rounds) =>
        Enumerable.Range(0, rounds).Select(_ => Measure(aligner, queries)).MinBy(figures => figures.Seconds);

    private static Figures Measure(TermAligner aligner, List<AlignmentQuery> queries)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        int linked = 0, proposed = 0;
        AlignmentQuery? last = null;
        foreach (var alignment in aligner.Align(queries, s_options))
        {
            linked += alignment.Status == AlignmentStatus.Accepted ? 1 : 0;
            proposed += alignment.Status == AlignmentStatus.Proposed && !ReferenceEquals(alignment.Query, last) ? 1 : 0;
            last = alignment.Query;
        }

        return new Figures(Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, linked, proposed, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static void Report(string name, int count, Figures figures) =>
        Print($"| {name} | {count:N0} | {figures.Linked:N0} | {figures.Proposed:N0} | {count / figures.Seconds:N0} | {count / figures.Cpu:N0} | {figures.Allocated / (double)count / 1000:N1} kB |");

    private static string RuntimeOf() => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What one pass cost and gave: values linked, and values with proposals only.</summary>
    private readonly record struct Figures(double Seconds, double Cpu, int Linked, int Proposed, long Allocated);
}
