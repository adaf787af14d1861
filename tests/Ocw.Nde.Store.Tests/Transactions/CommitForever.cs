using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Transactions;

/// <summary>Commits one step after the other into a store and says each number on standard output once it is committed, until it is killed.</summary>
internal static class CommitForever
{
    public static StoreOptions Options(string way) => StoreSteps.Of(way) with { MergeInBackground = true };

    public static int Run(string folder, string way)
    {
        using var store = QuadStore.Open(folder, Options(way));
        Console.WriteLine("open");
        for (var step = StoreSteps.StepOf(store) + 1; ; step++)
        {
            StoreSteps.Commit(store, step);
            Console.WriteLine(step);
        }
    }
}
