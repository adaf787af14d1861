using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A harvester with an archive in a temporary folder, which goes away afterwards.</summary>
internal sealed class HarvestBench : IDisposable
{
    public HarvestBench(HttpMessageHandler? web = null, TimeProvider? time = null, WebClientOptions? options = null)
    {
        Folder = Directory.CreateTempSubdirectory("ocwnde-harvest-").FullName;
        Time = time ?? TimeProvider.System;
        Web = new GuardedHttpClient(options ?? Patient, Time, web ?? new NoNetwork());
        Archive = new PayloadArchive(Path.Combine(Folder, "archive"));
        Harvester = new Harvester(Web, Archive, Time);
    }

    /// <summary>No waits, so that tests do not sleep.</summary>
    public static WebClientOptions Patient { get; } = new() { DelayPerHost = TimeSpan.Zero, RetryDelay = TimeSpan.Zero, Contact = "https://example.org/contact" };

    /// <summary>A bench that goes to servers on this machine.</summary>
    public static HarvestBench OnLoopback(TimeProvider? time = null)
    {
        var options = Patient with { Egress = new EgressPolicy { AllowLoopback = true } };
        return new HarvestBench(time, options);
    }

    private HarvestBench(TimeProvider? time, WebClientOptions options)
    {
        Folder = Directory.CreateTempSubdirectory("ocwnde-harvest-").FullName;
        Time = time ?? TimeProvider.System;
        Web = new GuardedHttpClient(options, Time);
        Archive = new PayloadArchive(Path.Combine(Folder, "archive"));
        Harvester = new Harvester(Web, Archive, Time);
    }

    public string Folder { get; }

    public TimeProvider Time { get; }

    public GuardedHttpClient Web { get; }

    public PayloadArchive Archive { get; }

    public Harvester Harvester { get; }

    /// <summary>Writes a file into the temporary folder.</summary>
    public string File(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public Task<HarvestRun> FetchAsync(HarvestSource source, HarvestCursor? cursor = null, HarvestOptions? options = null) =>
        Harvester.FetchAsync(source, cursor, options);

    /// <summary>Fetches and cuts a source.</summary>
    public async Task<CutOutcome> CutAsync(HarvestSource source, CutOptions? options = null) => Cut(await FetchAsync(source), source, options);

    /// <summary>Cuts a run.</summary>
    public CutOutcome Cut(HarvestRun run, HarvestSource source, CutOptions? options = null)
    {
        var cutter = new RecordCutter(Archive, source, options);
        var items = cutter.Cut(run).ToList();
        return new CutOutcome(run, items, cutter.Summary, cutter.HighWaterMark);
    }

    /// <summary>Cuts several runs as one, oldest first.</summary>
    public CutOutcome Cut(IReadOnlyList<HarvestRun> runs, HarvestSource source)
    {
        var cutter = new RecordCutter(Archive, source);
        var items = cutter.Cut(runs).ToList();
        return new CutOutcome(runs[^1], items, cutter.Summary, cutter.HighWaterMark);
    }

    /// <summary>Cuts a text as the one file of a source.</summary>
    public Task<CutOutcome> CutTextAsync(string name, ReadOnlySpan<byte> content, Func<FileSource, FileSource>? with = null, CutOptions? options = null)
    {
        var source = new FileSource("test", [File(name, content)]);
        return CutAsync(with?.Invoke(source) ?? source, options);
    }

    public void Dispose()
    {
        Web.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"The network must not be used, but {request.RequestUri} was asked for.");
    }
}

/// <summary>What came of fetching and cutting.</summary>
internal sealed record CutOutcome(HarvestRun Run, IReadOnlyList<CutItem> Items, CutSummary Summary, int HighWaterMark)
{
    public IReadOnlyList<HarvestedRecord> Records => [.. Items.OfType<CutItem.Record>().Select(item => item.Value)];

    public IReadOnlyList<HarvestFault> Faults => [.. Items.OfType<CutItem.Fault>().Select(item => item.Value)];

    public IReadOnlyList<HarvestNotice> Notices => [.. Items.OfType<CutItem.Notice>().Select(item => item.Value)];

    public IReadOnlyList<HarvestedDocument> Documents => [.. Items.OfType<CutItem.Document>().Select(item => item.Value)];

    /// <summary>The content of a record as text.</summary>
    public string Text(string identifier) => System.Text.Encoding.UTF8.GetString(Records.Single(record => record.Identifier == identifier).Content.Span);
}
