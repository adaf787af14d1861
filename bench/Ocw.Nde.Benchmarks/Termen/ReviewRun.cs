using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>The queue of questions at size: what each page of review asks of it, and what a decision costs.</summary>
internal static class ReviewRun
{
    internal const string Usage = "review NEW-FOLDER [QUESTIONS]";

    private const int Rounds = 40;
    private static readonly string[] s_fields = ["material", "type", "creator", "place", "about"];
    private static readonly string[] s_sources = ["aat", "cht", "rkd", "geonames"];
    private static readonly string[] s_words = ["hout", "bank", "kist", "zilver", "jansz", "amsterdam", "bloem", "schip"];

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var folder = arguments[0];
        var count = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 500_000;
        using var terms = TermIndex.Open(Path.Combine(folder, "terms"));
        using var queue = ReviewQueue.Open(Path.Combine(folder, "queue"), new ReviewLog(Path.Combine(folder, "decisions.jsonl")));
        var watch = Stopwatch.StartNew();
        queue.Replace(new QueueChannel("museum", "prenten", "prenten"), "1", Enumerable.Range(0, count * 9 / 10).Select(Entry));
        queue.Replace(new QueueChannel("museum", "boeken", "boeken"), "1", Enumerable.Range(count * 9 / 10, count / 10).Select(Entry));
        Console.WriteLine($"| {count} questions taken up | {watch.Elapsed.TotalSeconds:0.0} s | {count / watch.Elapsed.TotalSeconds:0}/s |");
        var desk = new ReviewDesk(queue, new TermNetwork(terms), TimeProvider.System);
        var all = new QueueFilter { Institution = "museum" };
        Pages(queue, desk, all);
        Decisions(queue, desk, all);
        watch.Restart();
        await using var file = new StreamWriter(Path.Combine(folder, "review.csv"));
        var rows = await ReviewTableWriter.WriteAsync(file, queue.All(all, [QueueTurn.Open, QueueTurn.Skipped]), _ => null, "nl", CancellationToken.None);
        Console.WriteLine($"| export of {rows} rows | {watch.Elapsed.TotalSeconds:0.0} s | {rows / watch.Elapsed.TotalSeconds:0}/s |");
        return 0;
    }

    private static void Pages(ReviewQueue queue, ReviewDesk desk, QueueFilter all)
    {
        var item = queue.Next(all, null)!;
        Measure("first question, with progress and the lists of the filters", () => Page(queue, all, null));
        Measure("next question", () => item = Page(queue, all, item) ?? item);
        Measure("the same for the whole node", () => Page(queue, all with { Institution = null }, null));
        Measure("filter on field and source", () => Page(queue, all with { Field = "place", Source = "geonames" }, null));
        Measure("filter on dataset (a tenth)", () => Page(queue, all with { Dataset = "boeken" }, null));
        Measure("filter that fits nothing", () => Page(queue, all with { Field = "place", Source = "rkd", Dataset = "boeken", MinimumScore = 0.999 }, null));
        Measure("filter on score", () => Page(queue, all with { MinimumScore = 0.9, BelowScore = 0.95 }, null));
        Measure("filter on reason", () => Page(queue, all with { Reason = AlignmentReasons.LabelNear }, null));
        Measure("filter on a rare text", () => Page(queue, all with { Text = "zilver 49" }, null));
        Measure("filter on a common text (an eighth)", () => Page(queue, all with { Text = "zilver" }, null));
        Measure("list of 50", () => queue.Find(all, [QueueTurn.Open, QueueTurn.Skipped], 0, 50));
        Measure("list of 50, from the last that can be reached", () => queue.Find(all, [QueueTurn.Open, QueueTurn.Skipped], ReviewQueue.MaxOffset, 50));
        Measure("preview of 10,000 at once", () => _ = desk.Sure(all, 0.9, 0.05).Take(10_000).Count());
    }

    private static void Decisions(ReviewQueue queue, ReviewDesk desk, QueueFilter all)
    {
        var items = queue.Find(all, [QueueTurn.Open], 1000, Rounds).Select(item => queue.Find(item.Id)!).ToList();
        var place = 0;
        Measure("decide, on disk", () => queue.Decide([desk.EventOf("anna", items[place], ReviewDesk.Best(items[place++]))]));
        place = 0;
        Measure("skip, on disk", () => queue.Decide([desk.EventOf("anna", items[place++], new ReviewAnswer(ReviewVerdict.Skip))]));
        var watch = Stopwatch.StartNew();
        var batch = desk.NewBatch();
        var many = desk.Sure(all, 0.9, 0.05).Take(10_000).Select(item => queue.Find(item.Id)!).ToList();
        queue.Decide([.. many.Select(item => desk.EventOf("anna", item, ReviewDesk.Best(item), batch))]);
        Console.WriteLine($"| {many.Count} decided at once | {watch.Elapsed.TotalMilliseconds:0} ms | |");
        watch.Restart();
        queue.Decide([desk.UndoOf("anna", "museum", batch)]);
        Console.WriteLine($"| the same undone | {watch.Elapsed.TotalMilliseconds:0} ms | |");
        Measure("decide, on disk, after them", () => queue.Decide([desk.EventOf("anna", items[place % items.Count], new ReviewAnswer(place++ % 2 == 0 ? ReviewVerdict.NoTerm : ReviewVerdict.NoneOfThese))]));
    }

    // What every page reads.
    private static QueueItem? Page(ReviewQueue queue, QueueFilter filter, QueueItem? after)
    {
        _ = queue.Progress(filter);
        foreach (var column in (ReadOnlySpan<string>)["dataset", "field", "source"])
            _ = queue.ValuesOf(column, filter.Institution);
        return queue.Next(filter, after);
    }

    private static void Measure(string name, Action work)
    {
        work();
        var times = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Rounds - 1; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        processor = Environment.CpuUsage.TotalTime - processor;
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[times.Count / 2]:0.0} ms | {times[^1]:0.0} ms | {processor.TotalMilliseconds / times.Count:0.0} ms |"));
    }

    private static QueueEntry Entry(int number)
    {
        var field = s_fields[number % s_fields.Length];
        var candidates = Enumerable.Range(0, number % 4).Select(i => new QueueCandidate(
            string.Create(CultureInfo.InvariantCulture, $"http://vocab.example/{(number * 7) + i}"),
            s_sources[(number + i) % s_sources.Length],
            "label",
            Math.Round(0.99 - (i * 0.2) - (number % 50 / 100.0), 3),
            AlignmentRelation.Exact,
            [number % 3 == 0 ? AlignmentReasons.LabelEqual : $"{AlignmentReasons.LabelNear}=0.87", "family=concept"])).ToList();
        var text = string.Create(CultureInfo.InvariantCulture, $"{s_words[number / 5 % s_words.Length]} {number}");
        return new QueueEntry(field, text, "nl", string.Create(CultureInfo.InvariantCulture, $"http://node.example/id/term/{number}"), 1 + (int)(1e6 / (number + 1)), candidates);
    }
}
