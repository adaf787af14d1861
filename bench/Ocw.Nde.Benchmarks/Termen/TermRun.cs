using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>Builds the index of a million labels and more, opens it, and searches it.</summary>
internal static class TermRun
{
    internal const string Usage = "termen build SHARED NEW-FOLDER | termen search FOLDER [QUERIES] | termen queries FOLDER FILE | termen labels FOLDER FILE | termen ask FOLDER SOURCES TEXT… | termen serve FOLDER [PORT] | termen load URL FILE [--clients N] [--seconds N]";

    internal static async Task<int> RunAsync(string[] args) => args switch
    {
        ["build", var shared, var folder] => await BuildAsync(shared, folder),
        ["search", var folder, .. var rest] => Search(folder, rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000),
        ["queries", var folder, var file] => Queries(folder, file),
        ["labels", var folder, var file] => Labels(folder, file),
        ["ask", var folder, var sources, .. var texts] => Ask(folder, sources.Split(','), texts),
        ["serve", var folder, .. var rest] => await TermServer.RunAsync(folder, rest is [var port] ? int.Parse(port, CultureInfo.InvariantCulture) : 0),
        ["load", var url, var file, .. var rest] => await TermLoad.RunAsync(url, file, rest),
        _ => Bad(),
    };

    private static int Bad()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static async Task<int> BuildAsync(string shared, string folder)
    {
        using var index = TermIndex.Open(folder);
        foreach (var (source, terms) in TermData.Sources(shared))
        {
            // What it costs to make the terms is not what it costs to index them.
            var records = terms.ToList();
            var cpu = Environment.CpuUsage.TotalTime;
            var report = await index.RebuildAsync(source, records, "1");
            var entries = report.Labels + records.Sum(record => record.Notations.Count);
            Print($"{source.Id}: {report.Terms:N0} terms, {report.Labels:N0} labels, {entries:N0} with notations, {report.Elapsed.TotalSeconds:0.00} s, {report.Labels / report.Elapsed.TotalSeconds:N0} labels/s ({entries / report.Elapsed.TotalSeconds:N0} with notations), {report.Labels / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} labels per CPU second, {report.Bytes / 1e6:N0} MB");
        }

        Print($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB, terms to be indexed included");
        return 0;
    }

    private static int Search(string folder, int count)
    {
        var started = Stopwatch.GetTimestamp();
        using var index = TermIndex.Open(folder);
        var search = new TermSearch(index);
        var opened = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        search.Search(new TermQuery { Text = "schilderij", Languages = ["nl"] });
        Print($"open {opened:N0} ms, first answer {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms after the start; working set {Environment.WorkingSet / 1e6:N0} MB; {index.Sources.Sum(source => (long)source.Labels):N0} labels in {index.Sources.Count} sources, files {index.Sources.Sum(source => source.Bytes) / 1e6:N0} MB");
        var mix = TermMix.Of(index);
        var sequence = mix.Sequence(count);
        Measure("mix, first pass", sequence.Take(count / 10), search);
        Measure("mix, warm", sequence, search);
        Measure("mix, warm, merged", sequence, search, merged: true);
        Print($"working set after the mix {Environment.WorkingSet / 1e6:N0} MB");
        foreach (var (kind, texts) in mix.Kinds)
            Measure(kind, texts.Select(text => (kind, text)), search);
        Measure("autocomplete, 1 letter", mix.Kinds["one letter"].Select(text => ("prefix", text)), search);
        Measure("autocomplete, 2 to 6 letters", mix.Kinds["word"].SelectMany(word => Enumerable.Range(2, 5).Where(n => n <= word.Length).Select(n => ("prefix", word[..n]))), search);
        Print($"working set {Environment.WorkingSet / 1e6:N0} MB, managed heap {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB");
        return 0;
    }

    private static int Queries(string folder, string file)
    {
        using var index = TermIndex.Open(folder);
        File.WriteAllLines(file, TermMix.Of(index).Sequence(20_000).Select(query => query.Text));
        return 0;
    }

    private static int Labels(string folder, string file)
    {
        using var index = TermIndex.Open(folder);
        using var lease = index.Acquire();
        using var writer = new StreamWriter(file);
        foreach (var source in lease.Sources)
        {
            for (var label = 0; label < source.LabelCount; label++)
            {
                if ((TermLabelKind)source.LabelKinds[label] != IndexFormat.NotationKind)
                    writer.WriteLine(source.LabelText(label).ReplaceLineEndings(" "));
            }
        }

        return 0;
    }

    private static int Ask(string folder, string[] sources, string[] texts)
    {
        using var index = TermIndex.Open(folder);
        var search = new TermSearch(index);
        foreach (var text in texts)
        {
            var result = search.Search(new TermQuery { Text = text, Sources = sources, Languages = ["nl"], Limit = 5 });
            Print($"{text}: {result.Total}  [{result.Reading.Text}] {result.Reading.NoteEn}");
            foreach (var hit in result.Hits)
                Print($"    {hit.Score:0.000} {hit.Reason} «{hit.Label}» by «{hit.MatchedLabel}» {hit.Iri}");
        }

        return 0;
    }

    private static void Measure(string name, IEnumerable<(string Kind, string Text)> texts, TermSearch search, bool merged = false)
    {
        var times = new List<(double Milliseconds, string Text)>();
        var cpu = Environment.CpuUsage.TotalTime;
        var hits = 0;
        foreach (var (kind, text) in texts.ToList())
        {
            var isPrefix = kind == "prefix";
            var started = Stopwatch.GetTimestamp();
            hits += search.Search(new TermQuery { Text = text, IsPrefix = isPrefix, IsCounted = !isPrefix, Limit = isPrefix ? 10 : 20, Languages = ["nl", "en"], IsMerged = merged }).Hits.Count;
            times.Add((Stopwatch.GetElapsedTime(started).TotalMilliseconds, text));
        }

        var each = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times.Count;
        times.Sort();
        Print($"{name}: {times.Count} queries, p50 {times[times.Count / 2].Milliseconds:0.000} ms, p95 {times[(int)(times.Count * 0.95)].Milliseconds:0.000} ms, p99 {times[(int)(times.Count * 0.99)].Milliseconds:0.000} ms, max {times[^1].Milliseconds:0.0} ms («{times[^1].Text}»), {each:0.000} CPU ms each, {hits / (double)times.Count:0.0} hits");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
