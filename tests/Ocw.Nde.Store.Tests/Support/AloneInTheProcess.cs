namespace Ocw.Nde.Store.Tests.Support;

/// <summary>Tests that look at the memory of the whole process: they run one by one, after the tests that run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone in the process";
}
