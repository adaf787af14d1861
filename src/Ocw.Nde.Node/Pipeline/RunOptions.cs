using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>How a run is done.</summary>
internal sealed record RunOptions
{
    /// <summary>Asks the source for everything, although an increment would do.</summary>
    public bool Full { get; init; }

    /// <summary>Maps again from the archive, without the network.</summary>
    public bool FromArchive { get; init; }

    /// <summary>Lets an incomplete run replace a complete version, this time.</summary>
    public bool AcceptIncomplete { get; init; }

    /// <summary>The run that waited and that a person approved: it is taken from the archive as it is, and nothing holds it any more.</summary>
    public WaitingRun? Approved { get; init; }

    /// <summary>Whether a person wants what comes, whatever it takes away.</summary>
    public bool Consented => AcceptIncomplete || Approved is not null;

    /// <summary>Told how far the run is: phase, units done, units expected.</summary>
    public Action<LocalizedText, long, long?> Progress { get; init; } = static (_, _, _) => { };
}
