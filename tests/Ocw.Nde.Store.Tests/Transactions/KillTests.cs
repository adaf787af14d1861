using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Transactions;

public class KillTests
{
    private const int Kills = 60;

    [Fact]
    public void A_process_that_is_killed_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half()
    {
        const int seed = 20240229;
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var step = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Segments and manifests, the log and its flushes, and both: each goes on with what the others have left.
            string[] ways = [nameof(StoreSteps.Options), nameof(StoreSteps.Logged), nameof(StoreSteps.Mixed), nameof(StoreSteps.Mixed)];
            var way = ways[random.Next(ways.Length)];
            var acknowledged = Math.Max(step, RunAndKill(folder.Path, way, random));

            // Every other time the next process finds what the killed one left, every other time this one does.
            if (kill % 2 == 0)
                continue;
            using var store = QuadStore.Open(folder.Path, CommitForever.Options(way));
            step = StoreSteps.StepOf(store);
            Assert.True(step >= acknowledged, $"seed {seed}, kill {kill}, {way}: step {acknowledged} was acknowledged, {step} is shown");
            StoreSteps.AssertShows(store, step);
            Assert.True(store.Check().IsSound);
        }
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_told_who_has_it()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder.Path, nameof(StoreSteps.Mixed));
        Assert.Equal("open", process.StandardOutput.ReadLine());

        var error = Assert.Throws<StoreLockedException>(() => QuadStore.Open(folder.Path));

        process.Kill();
        process.WaitForExit();
        Assert.Contains(process.Id.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        QuadStore.Open(folder.Path).Dispose();
    }

    /// <returns>The last step that the process has acknowledged.</returns>
    private static int RunAndKill(string folder, string way, Random random)
    {
        using var process = Start(folder, way);
        var first = process.StandardOutput.ReadLine();
        Assert.True(first == "open", $"{first} {(first is null ? process.StandardError.ReadToEnd() : "")}");

        // Some acknowledgements are waited for, then a random moment within the next commits is chosen.
        var last = 0;
        for (var wait = random.Next(6); wait > 0; wait--)
            last = Number(process.StandardOutput.ReadLine());
        var moment = TimeSpan.FromMilliseconds(random.NextDouble() * 25);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < moment)
            Thread.SpinWait(100);
        process.Kill();
        while (process.StandardOutput.ReadLine() is { } line)
            last = Math.Max(last, Number(line));
        process.WaitForExit();
        return last;
    }

    // A line may be cut off by the kill; a number that is cut off is smaller, and that is no error.
    private static int Number(string? line) => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Process Start(string folder, string way)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        start.ArgumentList.Add("commit-forever");
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(way);
        return Process.Start(start)!;
    }
}
