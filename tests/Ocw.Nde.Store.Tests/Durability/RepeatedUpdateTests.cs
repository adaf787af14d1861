using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Store.Tests.Durability;

/// <summary>T13 (docs/durability.md): very many small updates leave no more behind than what they say.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class RepeatedUpdateTests(ITestOutputHelper output) : IDisposable
{
    private static readonly Iri Graph = new("https://a.example/g");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Removals_that_match_nothing_cost_no_commit_no_memory_and_no_disk()
    {
        using var store = QuadStore.Open(_folder.Path);
        Change(store, StageMode.Add, 0);
        Repeat(store, 0, Rounds / 5, (s, i) => Change(s, StageMode.Remove, i + 1));
        var (commit, memory, disk) = (store.CommitNumber, Memory(), Disk());

        Repeat(store, Rounds / 5, Rounds, (s, i) => Change(s, StageMode.Remove, i + 1));

        Assert.Equal(commit, store.CommitNumber);
        Assert.Equal(disk, Disk());
        AssertGrowth(memory, Memory(), allowed: 0.05);
    }

    [Fact]
    public void Additions_of_one_quad_keep_memory_and_files_in_bounds()
    {
        using var store = QuadStore.Open(_folder.Path);
        Repeat(store, 0, Rounds / 2, (s, i) => Change(s, StageMode.Add, i));
        store.Merge();
        var memory = Memory();

        // What was added is taken away again while as much is added: the store stays as large as it is.
        Repeat(store, Rounds / 2, Rounds, (s, i) =>
        {
            Change(s, StageMode.Add, i);
            Change(s, StageMode.Remove, i - (Rounds / 2));
        });
        store.Merge();

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(Rounds / 2, snapshot.QuadCount);
        AssertGrowth(memory, Memory(), allowed: 0.05);
        Assert.InRange(Directory.EnumerateFiles(_folder.Path).Count(), 1, 80);
        Assert.True(store.Check().IsSound);
    }

    private static int Rounds => TestScale.Of(4_000, 10_000);

    private static void Change(QuadStore store, StageMode mode, int number)
    {
        using var transaction = store.BeginWrite();
        transaction.Stage(Graph, GraphClass.Content, AccessLevel.Open, mode).Quad(new Quad(new Iri($"https://a.example/{number}"), new Iri("https://a.example/p"), new Literal($"waarde {number}")));
        transaction.Commit();
    }

    private static void Repeat(QuadStore store, int from, int to, Action<QuadStore, int> change)
    {
        for (var i = from; i < to; i++)
            change(store, i);
    }

    private void AssertGrowth(long before, long after, double allowed)
    {
        // The store may hold what it has said anew; a leak shows as more than that and a fixed slack for the runtime.
        output.WriteLine($"live memory {before:N0} → {after:N0} bytes");
        Assert.True(after <= (before * (1 + allowed)) + (4 << 20), $"live memory grew from {before:N0} to {after:N0} bytes");
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private long Disk() => new DirectoryInfo(_folder.Path).EnumerateFiles().Sum(file => file.Length);
}
