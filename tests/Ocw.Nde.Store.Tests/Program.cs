using Ocw.Nde.Store.Tests.Transactions;

// The test runner does not come here; KillTests does, to have a process that it can kill.
return args is ["commit-forever", var folder] ? CommitForever.Run(folder) : 2;
