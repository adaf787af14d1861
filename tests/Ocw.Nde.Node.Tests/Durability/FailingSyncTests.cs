using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>
/// T5 (docs/durability.md) for the real program: the kernel's sync fails, injected by <c>strace</c> where that may trace. .NET's own flush would not notice
/// (it returns normally), so a build that used it would acknowledge what the disk does not have, and fail here.
/// </summary>
public sealed class FailingSyncTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "fdatasync", 2)]
    [InlineData(30, "fsync", 6)]
    public void A_load_whose_sync_fails_is_never_acknowledged_and_loses_nothing(int scale, string call, int most)
    {
        if (!CanTrace())
        {
            output.WriteLine("strace cannot trace here");
            return;
        }

        var node = new AcknowledgedNode(_folder) { Scale = scale };
        node.WriteSource(0);
        Assert.Equal(0, Load(node, []));
        node["load"]++;
        var refused = 0;
        for (var number = 1; number <= TestScale.Of(most, most * 5); number++)
        {
            var error = number % 2 == 0 ? "ENOSPC" : "EIO";
            var code = Load(node, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", string.Create(CultureInfo.InvariantCulture, $"inject={call}:error={error}:when={number}")]);
            if (code == 0)
                node["load"]++;
            else
                refused++;
            node.AssertKept($"{call} number {number} failed with {error}, exit code {code}");
        }

        output.WriteLine($"{refused} loads were refused");
        Assert.True(refused >= 1, "no load met the failing sync");
    }

    private int? Load(AcknowledgedNode node, string[] below)
    {
        using var process = NodeProcess.Start(below, _folder.Root, "load", "--replace", "--graph", AcknowledgedNode.LoadedGraph, node.LoadFile(node["load"] + 1), "--settings", node.Settings);
        return process.EndOrKill(TimeSpan.FromMinutes(2));
    }

    private static bool CanTrace()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
