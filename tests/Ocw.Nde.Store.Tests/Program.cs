using Ocw.Nde.Store.Tests.Format;
using Ocw.Nde.Store.Tests.Transactions;

// The test runner does not come here; KillTests does, to have a process that it can kill, and whoever makes the golden store of a new format.
return args switch
{
    ["commit-forever", var folder, var way] => CommitForever.Run(folder, way),
    ["golden", var folder] => GoldenStore.Run(folder),
    _ => 2,
};
