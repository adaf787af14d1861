namespace Ocw.Nde.Harvest;

/// <summary>What cutting came to: <see cref="Seen"/> = <see cref="Kept"/> + <see cref="Deleted"/> + <see cref="SetAside"/> + <see cref="Duplicates"/>.</summary>
public sealed record CutSummary
{
    /// <summary>Records in the payloads, readable or not.</summary>
    public long Seen { get; init; }

    /// <summary>Records that were handed on.</summary>
    public long Kept { get; init; }

    /// <summary>Records that the source says are deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>Records that could not be read, or have no key.</summary>
    public long SetAside { get; init; }

    /// <summary>Copies that another copy of the same identifier replaced.</summary>
    public long Duplicates { get; init; }

    /// <summary>RDF documents that were handed on whole.</summary>
    public long Documents { get; init; }

    /// <summary>Remarks.</summary>
    public long Notices { get; init; }

    /// <summary>Why not everything in the payloads could be read; empty when it could.</summary>
    public IReadOnlyList<HarvestNotice> IncompleteReasons { get; init; } = [];
}
