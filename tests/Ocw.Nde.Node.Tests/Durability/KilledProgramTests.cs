using System.Diagnostics;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Store.Maintenance;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>T1, T2 and T3 (docs/durability.md): the program is killed at any moment of whatever it does, also while it recovers from the kill before.</summary>
public sealed class KilledProgramTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Work = ["load", "harvest", "compact", "backup", "load", "update", "update"];

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, TimeSpan> _took = new(StringComparer.Ordinal);
    private readonly HashSet<string> _undecided = new(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_whenever_the_program_is_killed()
    {
        var random = TestScale.Random(output, 20261122, out var seed);
        var node = new AcknowledgedNode(_folder);
        node.WriteSource(0);
        var killed = 0;
        var cycles = TestScale.Of(30, 500);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var work = Work[random.Next(Work.Length)];
            // The first time to the end, to know how long it takes here; then anywhere, most often in the part that writes.
            var moment = _took.TryGetValue(work, out var took) ? took * (random.Next(5) == 0 ? random.NextDouble() * 0.6 : 0.6 + (random.NextDouble() * 0.7)) : TimeSpan.FromMinutes(1);
            var context = $"OCWNDE_SEED={seed}, cycle {cycle}, {work} killed after {moment.TotalMilliseconds:N0} ms";
            if (work == "update" ? await UpdateAsync(node, random, context) : Run(node, work, moment, context))
                killed++;
            // Most times the next process finds what the killed one left.
            if (cycle % 4 == 3 || cycle == cycles - 1)
                Look(node, context);
        }

        output.WriteLine($"{killed} of {cycles} were killed; load {node["load"]}, harvest {node["harvest"]}, updates {node["update"]}");
        Assert.True(killed > cycles / 4, $"only {killed} of {cycles} processes were killed while they worked");
        AssertBackupsWhole();
    }

    /// <returns>Whether it was killed before it had ended.</returns>
    private bool Run(AcknowledgedNode node, string work, TimeSpan moment, string context)
    {
        // The version that was killed may be there or not; before the same dataset gets another one, that must be known.
        if (_undecided.Contains(work) && work is "load" or "harvest")
            Look(node, context);
        string[] arguments = work switch
        {
            "load" => ["load", "--replace", "--graph", AcknowledgedNode.LoadedGraph, node.LoadFile(node["load"] + 1)],
            "harvest" => ["harvest"],
            "backup" => ["backup", _folder["backups"]],
            _ => [work],
        };
        if (work == "harvest")
            node.WriteSource(node["harvest"] + 1);
        if (work is "compact" or "backup" && !Directory.Exists(Path.Combine(node.Data, "store")))
            return false;
        var watch = Stopwatch.StartNew();
        using var process = NodeProcess.Start(_folder.Root, [.. arguments, "--settings", node.Settings]);
        var code = process.EndOrKill(moment);
        if (code is null)
        {
            _undecided.Add(work);
            return true;
        }

        _took[work] = watch.Elapsed;
        Assert.True(code == 0, $"{context}: exit code {code}: {process.Error}");
        if (work is "load" or "harvest")
            node[work]++;
        return false;
    }

    // The server is killed while a client sends one update after the other: each answer of success is an acknowledgement.
    private async Task<bool> UpdateAsync(AcknowledgedNode node, Random random, string context)
    {
        if (_undecided.Contains("update"))
            Look(node, context);
        using var process = NodeProcess.Start(_folder.Root, "serve", "--port", "0", "--allow-anonymous-updates", "--settings", node.Settings);
        using var client = new HttpClient { BaseAddress = await process.AddressAsync() };
        using var killing = new Timer(_ => process.Kill(), null, random.Next(50, 1500), Timeout.Infinite);
        while (true)
        {
            try
            {
                using var content = new StringContent(AcknowledgedNode.Update(node["update"] + 1), System.Text.Encoding.UTF8, "application/sparql-update");
                using var answer = await client.PostAsync("sparql", content);
                Assert.True(answer.IsSuccessStatusCode, $"{context}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                node["update"]++;
            }
            catch (HttpRequestException)
            {
                _undecided.Add("update");
                return true;
            }
        }
    }

    private void Look(AcknowledgedNode node, string context)
    {
        node.AssertKept(context);
        _undecided.Clear();
    }

    private void AssertBackupsWhole()
    {
        var backups = new BackupFolder(_folder["backups"], TimeProvider.System);
        foreach (var name in backups.List())
            backups.Verify(backups.Read(name), (file, what) => Assert.Fail($"backup {name}: {file}: {what}"));
    }
}
