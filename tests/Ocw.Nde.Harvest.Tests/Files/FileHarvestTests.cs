using System.Net;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Files;

public sealed class FileHarvestTests
{
    private static readonly byte[] Csv = "nr,titel\n1,a\n2,b\n"u8.ToArray();

    [Fact]
    public async Task A_pattern_gives_its_files_by_name()
    {
        using var bench = new HarvestBench();
        bench.File("in/b.csv", "nr,t\n2,b\n"u8);
        bench.File("in/a.csv", "nr,t\n1,a\n"u8);
        bench.File("in/diep/c.csv", "nr,t\n3,c\n"u8);
        bench.File("in/x.txt", "nr,t\n4,d\n"u8);

        var flat = await bench.CutAsync(new FileSource("flat", ["in/*.csv"]) { BaseDirectory = bench.Folder });
        var deep = await bench.CutAsync(new FileSource("deep", [Path.Combine(bench.Folder, "**", "*.csv")]));

        Assert.Equal(["1", "2"], flat.Records.Select(record => record.Identifier));
        Assert.Equal(["1", "2", "3"], deep.Records.Select(record => record.Identifier).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_location_that_is_not_there_leaves_the_rest_and_an_incomplete_run()
    {
        using var bench = new HarvestBench();
        bench.File("a.csv", Csv);

        var some = await bench.FetchAsync(new FileSource("some", ["a.csv", "weg.csv", "*.json"]) { BaseDirectory = bench.Folder });
        var none = await bench.FetchAsync(new FileSource("none", ["weg.csv"]) { BaseDirectory = bench.Folder });
        var folder = await bench.FetchAsync(new FileSource("folder", ["."]) { BaseDirectory = bench.Folder });

        Assert.Equal((HarvestOutcome.Incomplete, 1), (some.Outcome, some.Payloads.Count));
        Assert.Equal(2, some.Reasons.Count);
        Assert.Equal(HarvestOutcome.Failed, none.Outcome);
        Assert.Contains(Path.Combine(bench.Folder, "weg.csv"), Assert.Single(none.Reasons).Message, StringComparison.Ordinal);
        Assert.Equal("location-is-folder", Assert.Single(folder.Reasons).Code);
        Assert.Null(none.NextCursor);
    }

    [Fact]
    public async Task The_same_files_are_unchanged_and_other_ones_are_not()
    {
        using var bench = new HarvestBench();
        var source = new FileSource("x", [bench.File("a.csv", Csv)]);
        var first = await bench.FetchAsync(source);
        var cursor = HarvestCursor.Parse(first.NextCursor!.ToJson());
        File.SetLastWriteTimeUtc(Path.Combine(bench.Folder, "a.csv"), DateTime.UtcNow.AddDays(1));

        var second = await bench.FetchAsync(source, cursor);
        bench.File("a.csv", "nr,titel\n1,anders\n"u8);
        var third = await bench.FetchAsync(source, second.NextCursor);

        Assert.Equal([HarvestOutcome.Complete, HarvestOutcome.Unchanged, HarvestOutcome.Complete], [first.Outcome, second.Outcome, third.Outcome]);
        Assert.Equal(first.Payloads[0].Hash, second.Payloads[0].Hash);
        Assert.Equal(HarvestOutcome.Complete, (await bench.FetchAsync(source, third.NextCursor, new HarvestOptions { Full = true })).Outcome);
    }

    [Fact]
    public async Task An_address_is_asked_only_for_what_is_newer()
    {
        var handler = new ScriptedHandler((request, _) => request.Headers.IfNoneMatch.Any(tag => tag.Tag == "\"v1\"")
            ? ScriptedHandler.Text("", HttpStatusCode.NotModified)
            : ScriptedHandler.Bytes(Csv, mediaType: "text/csv; charset=utf-8", headers: [("ETag", "\"v1\""), ("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")]));
        using var bench = new HarvestBench(handler);
        var source = new FileSource("x", ["https://museum.example/export.csv"]);

        var first = await bench.FetchAsync(source);
        var second = await bench.FetchAsync(source, first.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestOutcome.Unchanged), (first.Outcome, second.Outcome));
        Assert.Equal(2, bench.Cut(second, source).Summary.Kept);
        Assert.Equal("text/csv", first.Payloads[0].MediaType);
        Assert.Equal("\"v1\"", second.NextCursor!.Files["https://museum.example/export.csv"].ETag);
        Assert.Equal(0, second.Counters.Bytes - second.Payloads[0].Length);
    }

    [Fact]
    public async Task An_address_that_fails_says_so_and_the_others_are_kept()
    {
        var handler = new ScriptedHandler((request, _) => request.RequestUri!.AbsolutePath == "/weg.csv" ? ScriptedHandler.Text("", HttpStatusCode.NotFound) : ScriptedHandler.Bytes(Csv));
        using var bench = new HarvestBench(handler);

        var run = await bench.FetchAsync(new FileSource("x", ["https://museum.example/weg.csv", "https://museum.example/hier.csv"]));

        Assert.Equal((HarvestOutcome.Incomplete, 1), (run.Outcome, run.Payloads.Count));
        Assert.Contains("404", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_one_archive_fetch_it_once()
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "a.csv", "b.csv" })
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(System.Text.Encoding.UTF8.GetBytes($"nr,t\n{name},x\n"));
            }
        }

        var handler = new ScriptedHandler((_, _) => ScriptedHandler.Bytes(packed.ToArray()));
        using var bench = new HarvestBench(handler);

        var outcome = await bench.CutAsync(new FileSource("x", ["https://museum.example/e.zip!b.csv", "https://museum.example/e.zip!a.csv"]));

        Assert.Single(handler.Requests);
        Assert.Equal(["b.csv", "a.csv"], outcome.Records.Select(record => record.Identifier));
    }

    [Fact]
    public async Task A_web_page_in_place_of_data_makes_the_run_incomplete()
    {
        using var bench = new HarvestBench(new ScriptedHandler((_, _) => ScriptedHandler.Text("\n<!doctype HTML><html><body>Log in</body></html>", mediaType: "text/csv")));

        var outcome = await bench.CutAsync(new FileSource("x", ["https://museum.example/export.csv"]));

        Assert.Equal("not-data", Assert.Single(outcome.Summary.IncompleteReasons).Code);
    }

    [Fact]
    public async Task A_text_that_is_no_data_makes_the_run_incomplete()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.txt", "Dit is een brief.\nMet twee regels.\n"u8);

        Assert.Equal((0, "not-data"), (outcome.Summary.Seen, Assert.Single(outcome.Summary.IncompleteReasons).Code));
    }

    [Fact]
    public async Task A_download_that_was_broken_off_is_not_fetched_again_where_it_was_whole()
    {
        using var cancellation = new CancellationTokenSource();
        var handler = new ScriptedHandler((request, index) =>
        {
            if (index == 1)
                cancellation.Cancel();
            return ScriptedHandler.Bytes(System.Text.Encoding.UTF8.GetBytes($"nr,t\n{request.RequestUri!.AbsolutePath},x\n"));
        });
        using var bench = new HarvestBench(handler);
        var source = new FileSource("x", ["https://museum.example/a.csv", "https://museum.example/b.csv"]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Harvester.FetchAsync(source, null, cancellation: cancellation.Token));
        var outcome = await bench.CutAsync(source);

        Assert.Equal(2, outcome.Summary.Kept);
        Assert.Equal(1, handler.Requests.Count(request => request.RequestUri!.AbsolutePath == "/a.csv"));
    }

    [Fact]
    public async Task A_run_opened_from_the_archive_gives_the_same_records()
    {
        using var bench = new HarvestBench();
        var source = new FileSource("x", [bench.File("a.csv", Csv)]);
        var run = await bench.FetchAsync(source);
        var before = bench.Cut(run, source);
        File.Delete(Path.Combine(bench.Folder, "a.csv"));

        var archive = new PayloadArchive(bench.Archive.Root);
        var again = bench.Cut(archive.OpenRun("x", run.RunId), source);

        Assert.Equal(before.Records.Select(record => (record.Identifier, record.Origin, Convert.ToHexString(record.Content.Span))), again.Records.Select(record => (record.Identifier, record.Origin, Convert.ToHexString(record.Content.Span))));
        Assert.Equal(run.RunId, Assert.Single(archive.Runs("x")).RunId);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_reason_and_an_archive_that_cannot_be_written_stops()
    {
        using var bench = new HarvestBench();
        var source = new FileSource("x", [bench.File("a.csv", Csv), "/proc/self/mem"]);

        var run = await bench.FetchAsync(source);
        Directory.Delete(Path.Combine(bench.Archive.Root, "tmp"));
        var stopped = await Assert.ThrowsAsync<ArchiveWriteException>(() => bench.FetchAsync(source));

        Assert.Equal((HarvestOutcome.Incomplete, 1), (run.Outcome, run.Payloads.Count));
        Assert.Contains("/proc/self/mem", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
        Assert.Contains(bench.Archive.Root, stopped.Message, StringComparison.Ordinal);
        Assert.Contains("goes on where it stopped", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_tells_bytes_of_how_many()
    {
        using var bench = new HarvestBench();
        var source = new FileSource("x", [bench.File("a.csv", Csv), bench.File("b.csv", Csv)]);
        var told = new List<HarvestProgress>();

        var run = await bench.Harvester.FetchAsync(source, null, progress: new Immediate(told));
        _ = new RecordCutter(bench.Archive, source).Cut(run, new Immediate(told)).Count();

        Assert.Contains(told, step => step is { Activity: "fetch", ExpectedBytes: 34, Bytes: 34 });
        Assert.Contains(told, step => step is { Activity: "cut", Records: 4, Bytes: 34, ExpectedBytes: 34 });
    }

    private sealed class Immediate(List<HarvestProgress> told) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value) => told.Add(value);
    }
}
