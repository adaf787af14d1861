using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Termen.Tests.Measurements;

/// <summary>Runs only where OCWNDE_MEASURE is set; prints figures, asserts nothing about time.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MeasurementAttribute : FactAttribute
{
    public MeasurementAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OCWNDE_MEASURE")))
            Skip = "a measurement: set OCWNDE_MEASURE=1 and build with -c Release";
    }
}

/// <summary>Build, search and alignment speed over Iconclass, NMVW and CHT together.</summary>
public sealed class TermIndexMeasurement(ITestOutputHelper output)
{
    private static readonly (string Id, string Path)[] s_thesauri =
    [
        ("iconclass", "thesauri/iconclass/iconclass-skos.ttl.gz"),
        ("nmvw", "thesauri/nmvw/nmvw-skos.ttl.gz"),
        ("cht", "thesauri/cht-from-axiell/cht-labels-skos.ttl.gz"),
    ];

    [Measurement]
    public async Task Building_searching_and_aligning()
    {
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path);
        foreach (var (id, path) in s_thesauri)
        {
            var graph = TermGraph.OfShared(path);
            var source = id == "iconclass" ? Sources.Of(id, TermGenres.Subject, NotationSyntax.Iconclass) : Sources.Of(id);
            var before = GC.GetTotalAllocatedBytes();
            var cpu = Environment.CpuUsage.TotalTime;
            var report = await index.RebuildAsync(source, graph.Quads, graph.Id, "1");
            Print($"build {id}: {report.Terms} terms, {report.Labels} labels, {report.Labels / report.Elapsed.TotalSeconds:N0} labels/s, {report.Elapsed.TotalMilliseconds:N0} ms, {report.Labels / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} labels per CPU second, file {report.Bytes / 1e6:N1} MB, allocated {(GC.GetTotalAllocatedBytes() - before) / 1e6:N0} MB");
        }

        index.Dispose();
        GC.Collect();
        Print($"process after build: working set {Environment.WorkingSet / 1e6:N0} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        var started = Stopwatch.GetTimestamp();
        using var opened = TermIndex.Open(folder.Path);
        Print($"open: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N1} ms");

        var labels = Labels(opened);
        var words = labels.SelectMany(label => TextFolder.Fold(label).Split(' ')).Where(word => word.Length > 1).Distinct(StringComparer.Ordinal).ToList();
        var random = new Random(1);
        var search = new TermSearch(opened);
        for (var round = 0; round < 2; round++)
        {
            Measure("search word", Enumerable.Range(0, 3000).Select(_ => words[random.Next(words.Count)]), text => search.Search(new TermQuery { Text = text }));
            Measure("search frequent word", Enumerable.Repeat(new[] { "of", "de", "van", "the", "and", "la", "hout", "with", "story" }, 50).SelectMany(x => x), text => search.Search(new TermQuery { Text = text }));
            Measure("search two words", Enumerable.Range(0, 3000).Select(_ => string.Join(' ', TextFolder.Fold(labels[random.Next(labels.Count)]).Split(' ').Take(2))), text => search.Search(new TermQuery { Text = text }));
            Measure("search label", Enumerable.Range(0, 3000).Select(_ => labels[random.Next(labels.Count)]), text => search.Search(new TermQuery { Text = text }));
            Measure("autocomplete 1 letter", Enumerable.Range(0, 260).Select(i => ((char)('a' + (i % 26))).ToString()), text => search.Search(new TermQuery { Text = text, IsPrefix = true, Limit = 10 }));
            Measure("autocomplete 3 letters", Enumerable.Range(0, 3000).Select(_ => words[random.Next(words.Count)]).Select(word => word[..Math.Min(3, word.Length)]), text => search.Search(new TermQuery { Text = text, IsPrefix = true, Limit = 10 }));
            Measure("autocomplete 6 letters", Enumerable.Range(0, 3000).Select(_ => words[random.Next(words.Count)]).Select(word => word[..Math.Min(6, word.Length)]), text => search.Search(new TermQuery { Text = text, IsPrefix = true, Limit = 10 }));
        }

        var aligner = new TermAligner(opened);
        var options = AlignmentOptions.For([new("about", ["nmvw", "cht", "iconclass"])]);
        var values = Enumerable.Range(0, 40_000).Select(i => i % 3 == 0 ? labels[random.Next(labels.Count)] : words[random.Next(words.Count)] + " " + words[random.Next(words.Count)]).ToList();
        for (var round = 0; round < 2; round++)
        {
            started = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            var found = aligner.Align(values.Select(value => new AlignmentQuery(new Iri("urn:v"), "about", value, "nl", null, EmptyContext)), options).Count();
            Print($"align: {values.Count / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} values/s ({values.Count / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} per CPU second) over three sources, {found} alignments");
        }

        foreach (var name in new[] { "persons-ulan", "places-geonames", "concepts-aat-nmvw", "persons-rkd" })
            await MeasureGoldAsync(name);
        Print($"process at end: working set {Environment.WorkingSet / 1e6:N0} MB");
    }

    [Measurement]
    public async Task A_million_labels()
    {
        using var folder = new TemporaryFolder();
        var names = Labels(await SmallAsync(folder.Path));
        using var index = TermIndex.Open(Path.Combine(folder.Path, "large"));
        var cpu = Environment.CpuUsage.TotalTime;
        var report = await index.RebuildAsync(Sources.Of("large", TermGenres.Subject), Records(names), "1");
        Print($"build: {report.Labels} labels, {report.Elapsed.TotalSeconds:0.0} s, {report.Labels / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} labels per CPU second, file {report.Bytes / 1e6:N0} MB, managed heap {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        var random = new Random(1);
        var words = names.SelectMany(label => TextFolder.Fold(label).Split(' ')).Where(word => word.Length > 1).Distinct(StringComparer.Ordinal).ToList();
        var search = new TermSearch(index);
        for (var round = 0; round < 2; round++)
        {
            Measure("search word", Enumerable.Range(0, 2000).Select(_ => words[random.Next(words.Count)]), text => search.Search(new TermQuery { Text = text }));
            Measure("search two words", Enumerable.Range(0, 2000).Select(_ => string.Join(' ', TextFolder.Fold(names[random.Next(names.Count)]).Split(' ').Take(2))), text => search.Search(new TermQuery { Text = text }));
            Measure("autocomplete 3 letters", Enumerable.Range(0, 2000).Select(_ => words[random.Next(words.Count)]).Select(word => word[..Math.Min(3, word.Length)]), text => search.Search(new TermQuery { Text = text, IsPrefix = true, Limit = 10 }));
        }

        Print($"process at end: working set {Environment.WorkingSet / 1e6:N0} MB");
    }

    // Labels of Iconclass in all languages, with a number each, so that no two are equal.
    private static IEnumerable<TermRecord> Records(List<string> names)
    {
        for (var i = 0; i < 250_000; i++)
            yield return Sources.Term($"{i}", $"{names[i % names.Count]} {i}", names[(i * 7) % names.Count], names[(i * 13) % names.Count], names[(i * 31) % names.Count]);
    }

    private static async Task<TermIndex> SmallAsync(string folder)
    {
        var index = TermIndex.Open(Path.Combine(folder, "small"));
        var graph = TermGraph.OfShared(s_thesauri[0].Path);
        await index.RebuildAsync(Sources.Of("small", TermGenres.Subject), graph.Quads, graph.Id, "1");
        return index;
    }

    private static readonly Dictionary<string, string> EmptyContext = new(StringComparer.Ordinal);

    private async Task MeasureGoldAsync(string name)
    {
        var set = GoldSet.Open(SharedData.PathOf("gold/" + name));
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path);
        await GoldAuthority.IndexAsync(index, set, default);
        var aligner = new TermAligner(index);
        var options = new AlignmentOptions { Fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal) { ["gold"] = new() { Sources = [GoldSet.SourceId], Genres = set.Genres } } };
        var queries = Enumerable.Repeat(set.Queries, 20_000 / set.Queries.Count).SelectMany(x => x).Select(query => new AlignmentQuery(new Iri("urn:v"), "gold", query.Label, query.Language, null, query.Context)).ToList();
        var started = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var found = aligner.Align(queries, options).Count();
        Print($"align {name}: {queries.Count / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} values/s, {queries.Count / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} per CPU second ({found} alignments)");
    }

    private void Measure(string name, IEnumerable<string> texts, Func<string, TermSearchResult> search)
    {
        var times = new List<double>();
        long hits = 0;
        var cpu = Environment.CpuUsage.TotalTime;
        foreach (var text in texts.ToList())
        {
            var started = Stopwatch.GetTimestamp();
            hits += search(text).Hits.Count;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Print($"{name}: p50 {times[times.Count / 2]:0.000} ms, p99 {times[(int)(times.Count * 0.99)]:0.000} ms, max {times[^1]:0.0} ms, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times.Count:0.000} CPU ms each, {hits / (double)times.Count:0.0} hits");
    }

    private static List<string> Labels(TermIndex index)
    {
        using var lease = index.Acquire();
        return [.. lease.Sources.SelectMany(source => Enumerable.Range(0, source.LabelCount).Where(i => i % 10 == 0).Select(source.LabelText))];
    }

    private void Print(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
