using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>One version of a graph: what it was from one commit that changed it to the next.</summary>
/// <param name="Commit">The commit that made it; <see cref="QuadStore.OpenSnapshot(ReaderScope, long, IEnumerable{Ids.TermId}?, CancellationToken)"/> opens it.</param>
/// <param name="Time">When that was.</param>
/// <param name="Kind">What the commit did.</param>
/// <param name="Added">The quads that it added.</param>
/// <param name="Removed">The quads that it removed.</param>
/// <param name="Quads">The quads of the version; 0 if the graph was gone.</param>
/// <param name="Class">What the graph was for.</param>
/// <param name="Access">Who might read it then; what the public may read of it today is the strictest of then and now.</param>
public sealed record GraphVersion(
    long Commit, DateTimeOffset Time, GraphVersionKind Kind, long Added, long Removed, long Quads, GraphClass Class, AccessLevel Access);

/// <summary>What made a version of a graph.</summary>
public enum GraphVersionKind : byte
{
    /// <summary>The graph came into being.</summary>
    Created,

    /// <summary>Its quads, class or access level changed.</summary>
    Changed,

    /// <summary>It went.</summary>
    Dropped,

    /// <summary>Statements were erased from this version and from all before it.</summary>
    Erased,

    /// <summary>The oldest version that is kept: how it came about is not known any more.</summary>
    OldestKept,
}

/// <summary>A state of the store was asked for that is not kept any more.</summary>
public sealed class VersionNotKeptException : StoreException
{
    internal VersionNotKeptException(long commit, long oldest, DateTimeOffset oldestTime)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The state after commit {commit} is not kept any more: the oldest that is kept for all that was asked for is that after commit {oldest} ({oldestTime.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}). The retention setting says how long states are kept."))
    {
        Commit = commit;
        OldestKept = oldest;
        OldestKeptTime = oldestTime;
    }

    /// <summary>The commit whose state was asked for.</summary>
    public long Commit { get; }

    /// <summary>The oldest commit whose state is kept.</summary>
    public long OldestKept { get; }

    /// <summary>When that commit was made.</summary>
    public DateTimeOffset OldestKeptTime { get; }
}
