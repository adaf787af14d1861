using Ocw.Nde.TestSupport;
using Ocw.Nde.Web;
using static Ocw.Nde.Harvest.Tests.FakeRepository;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

public sealed class OaiResumeTests
{
    [Fact]
    public async Task A_harvest_killed_at_any_request_goes_on_at_its_page_and_loses_nothing()
    {
        for (var killedAt = 0; killedAt <= 9; killedAt++)
        {
            using var bench = new HarvestBench(time: new SteppedTime(Moment("2026-01-02T04:00:00Z")));
            var left = Path.Combine(bench.Folder, "left");

            // What lies on the disk at that moment is what a killed process leaves.
            var repository = new FakeRepository(95, 10);
            repository.Misbehave = (_, index) =>
            {
                if (index == killedAt)
                    Copy(bench.Archive.Root, left);
                return null;
            };
            await HarvestAsync(repository, bench.Archive, bench.Time);

            repository.ListRequests.Clear();
            repository.Misbehave = null;
            var archive = new PayloadArchive(left);
            var run = await HarvestAsync(repository, archive, bench.Time);

            Assert.Equal(HarvestOutcome.Complete, run.Outcome);
            Assert.Equal(95, new RecordCutter(archive, Source).Cut(run).Count(item => item is CutItem.Record));

            // The page on its way, and the one being written while it was asked for, come again; none before.
            var pagesLeft = 10 - killedAt;
            Assert.InRange(repository.ListRequests.Count, pagesLeft, Math.Min(10, pagesLeft + 1));
        }
    }

    [Fact]
    public async Task A_journal_cut_off_at_any_byte_is_read_up_to_its_last_whole_line()
    {
        using var bench = new HarvestBench(time: new SteppedTime(Moment("2026-01-02T04:00:00Z")));
        var repository = new FakeRepository(30, 10);
        var complete = await HarvestAsync(repository, bench.Archive, bench.Time);
        var folder = Path.Combine(bench.Archive.Root, "runs", "bron", complete.RunId);
        File.Delete(Path.Combine(folder, "run.json"));
        var journal = await File.ReadAllBytesAsync(Path.Combine(folder, "journal.jsonl"));

        for (var length = journal.Length; length >= 0; length -= 97)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "journal.jsonl"), journal[..length]);
            var run = await HarvestAsync(repository, new PayloadArchive(bench.Archive.Root), bench.Time);

            Assert.Equal(HarvestOutcome.Complete, run.Outcome);
            Assert.Equal(30, bench.Cut(run, Source).Summary.Kept);
            File.Delete(Path.Combine(bench.Archive.Root, "runs", "bron", run.RunId, "run.json"));
            if (run.RunId != complete.RunId)
                Directory.Delete(Path.Combine(bench.Archive.Root, "runs", "bron", run.RunId), recursive: true);
        }
    }

    [Fact]
    public async Task A_half_run_of_other_questions_or_of_long_ago_is_not_gone_on_with()
    {
        var time = new SteppedTime(Moment("2026-01-02T04:00:00Z"));
        using var bench = new HarvestBench(time: time);
        using var cancellation = new CancellationTokenSource();
        var repository = new FakeRepository(95, 10)
        {
            Misbehave = (_, index) =>
            {
                if (index == 5)
                    cancellation.Cancel();
                return null;
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HarvestAsync(repository, bench.Archive, time, cancellation: cancellation.Token));
        repository.Misbehave = null;

        repository.ListRequests.Clear();
        await HarvestAsync(repository, bench.Archive, time, Source with { MetadataPrefix = "edm" });
        Assert.Equal(10, repository.ListRequests.Count);

        repository.ListRequests.Clear();
        time.Advance(TimeSpan.FromDays(8));
        await HarvestAsync(repository, bench.Archive, time);
        Assert.Equal(10, repository.ListRequests.Count);
    }

    [Fact]
    public async Task A_cancelled_harvest_goes_on_over_real_http()
    {
        var repository = new FakeRepository(95, 10);
        using var cancellation = new CancellationTokenSource();
        using var server = new LoopbackServer(request =>
        {
            using var invoker = new HttpMessageInvoker(repository.Handler, disposeHandler: false);
            using var forwarded = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseUrl, request.Target));
            using var answer = invoker.SendAsync(forwarded, CancellationToken.None).Result;
            if (repository.ListRequests.Count == 6)
                cancellation.Cancel();
            return LoopbackAnswer.Of(200, answer.Content.ReadAsByteArrayAsync().Result, "Content-Type: text/xml");
        });
        using var bench = new HarvestBench();
        using var web = new GuardedHttpClient(HarvestBench.Patient with { Egress = new EgressPolicy { AllowLoopback = true } });
        var harvester = new Harvester(web, bench.Archive);
        var source = Source with { BaseUrl = new Uri(server.Address, "oai") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harvester.FetchAsync(source, null, cancellation: cancellation.Token));
        repository.ListRequests.Clear();
        var run = await harvester.FetchAsync(source, null);

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal(95, bench.Cut(run, source).Summary.Kept);
        Assert.InRange(repository.ListRequests.Count, 4, 6);
    }

    private static async Task<HarvestRun> HarvestAsync(FakeRepository repository, PayloadArchive archive, TimeProvider time, OaiPmhSource? source = null, CancellationToken cancellation = default)
    {
        using var web = new GuardedHttpClient(HarvestBench.Patient, time, new HandlerLease(repository.Handler));
        return await new Harvester(web, archive, time).FetchAsync(source ?? Source, null, cancellation: cancellation);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }

    // The repository outlives the client.
    private sealed class HandlerLease(HttpMessageHandler handler) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
