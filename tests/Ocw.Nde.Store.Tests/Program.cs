using Ocw.Nde.Store.Tests.Format;
using Ocw.Nde.Store.Tests.Transactions;

// The test runner does not come here; KillTests does, to have a process that it can kill, and whoever makes the golden store of a new format.
return args switch
{
    ["commit-forever", var folder] => CommitForever.Run(folder),
    ["golden", var folder] => GoldenStore.Run(folder),
    _ => 2,
};
