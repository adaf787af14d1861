using System.Globalization;
using Ocw.Nde.Harvest;
using Ocw.Nde.Web;

namespace Ocw.Nde.Benchmarks.Harvest;

/// <summary>Measures fetching into the archive and cutting into records: <c>harvest oai [RECORDS [LIDO.xml]]</c>, the same in two processes with <c>harvest serve [RECORDS [LIDO.xml]]</c> and <c>harvest at URL [ROUNDS]</c>, <c>harvest ldes [MEMBERS [VERSIONS]]</c>, or <c>harvest FILE [KEY]</c>.</summary>
/// <remarks>Processor seconds are given beside wall-clock seconds: they tell more on a machine that does other work. Those of OAI-PMH and event streams include the server, which runs in this process.</remarks>
internal static class HarvestMeasurement
{
    /// <summary>The arguments.</summary>
    public const string Usage = "harvest oai [records [LIDO.xml]]> | <harvest serve [records [LIDO.xml]]> | <harvest at URL [rounds]> | <harvest ldes [members [versions]]> | <harvest FILE [key]";

    private const int Rounds = 3;

    public static int Run(string[] args)
    {
        if (args.Length == 0)
            return 2;
        if (args[0] == "serve")
            return Serve(args);
        var folder = Directory.CreateTempSubdirectory("ocwnde-measure-").FullName;
        try
        {
            using var web = new GuardedHttpClient(new WebClientOptions { Egress = new EgressPolicy { AllowLoopback = true } });
            using var repository = args[0] == "oai" ? Repository(args) : null;
            using var stream = args[0] == "ldes" ? new LoopbackStream(Number(args, 1, 50_000), Number(args, 2, 2)) : null;
            HarvestSource source = args[0] == "at" ? new OaiPmhSource("measure", new Uri(args[1]), "oai_dc")
                : repository is not null ? new OaiPmhSource("measure", repository.BaseUrl, "oai_dc")
                : stream is not null ? new LdesSource("measure", new Uri(stream.Address, "0"))
                : new FileSource("measure", [args[0]]) { KeyPaths = [.. args.Skip(1)] };
            Console.WriteLine("round | fetch s | fetch CPU s | cut s | cut CPU s | records | content MB | records/s | records/CPU s | cut MB/CPU s");
            for (var round = 1; round <= (args[0] == "at" ? Number(args, 2, Rounds) : Rounds); round++)
                Measure(round, new PayloadArchive(Path.Combine(folder, $"archive{round}")), web, source);
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {process.PeakWorkingSet64 >> 20} MiB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LoopbackRepository Repository(string[] args) =>
        new(Number(args, 1, 20_000), args.Length > 2 ? SampleMetadata.Copies(args[2]) : SampleMetadata.DublinCore);

    // Serves until its input ends, so that a script can stop it.
    private static int Serve(string[] args)
    {
        using var repository = Repository(args);
        Console.WriteLine(repository.BaseUrl);
        Console.In.ReadToEnd();
        return 0;
    }

    private static void Measure(int round, PayloadArchive archive, GuardedHttpClient web, HarvestSource source)
    {
        var fetch = Time(out var run, () => new Harvester(web, archive).FetchAsync(source, null).GetAwaiter().GetResult());
        if (run.Outcome != HarvestOutcome.Complete)
            throw new InvalidOperationException($"The harvest is {run.Outcome}: {string.Join(' ', run.Reasons)}");
        var cut = Time(out var counted, () => Count(new RecordCutter(archive, source).Cut(run)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{round} | {fetch.Wall:0.00} | {fetch.Cpu:0.00} | {cut.Wall:0.00} | {cut.Cpu:0.00} | {counted.Records} | {counted.Bytes / 1e6:0.0} | {counted.Records / (fetch.Wall + cut.Wall):0} | {counted.Records / (fetch.Cpu + cut.Cpu):0} | {counted.Bytes / 1e6 / cut.Cpu:0}"));
    }

    private static (long Records, long Bytes) Count(IEnumerable<CutItem> items)
    {
        var (records, bytes) = (0L, 0L);
        foreach (var item in items)
        {
            if (item is not CutItem.Record { Value: var record })
                continue;
            records++;
            bytes += record.Content.Length;
        }

        return (records, bytes);
    }

    private static (double Wall, double Cpu) Time<T>(out T result, Func<T> measured)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        result = measured();
        return (System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
