using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store;

/// <content>Older states: opening them, and what versions there are.</content>
public sealed partial class QuadStore
{
    /// <summary>Opens the state that the store had after an older commit: each graph as it was then. Values are not kept: it has none.</summary>
    /// <param name="scope">What the reader may see; the strictest access level of then and now decides.</param>
    /// <param name="atCommit">The number of the commit; from 0, the empty store, to <see cref="CommitNumber"/>.</param>
    /// <param name="graphs">The graphs that are wanted: only their history is read, and only theirs must be kept. All if <see langword="null"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <remarks>Graphs whose class keeps no history (provenance, reports, version lists, the node's own) are shown if they have not changed since, else left out.</remarks>
    /// <exception cref="VersionNotKeptException">Retention has let that state go; it names the oldest that is kept.</exception>
    public Snapshot OpenSnapshot(ReaderScope scope, long atCommit, IEnumerable<TermId>? graphs = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atCommit);
        using var now = LeaseCurrent();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atCommit, now.State.Manifest.CommitNumber);
        using var maker = new PastState(now.State, atCommit, _folder, Options, cancellation);
        var past = maker.Make(scope, graphs);
        try
        {
            return new Snapshot(past.Lease(), scope, past.View(scope));
        }
        finally
        {
            past.Release();
        }
    }

    /// <summary>The last commit at or before a time, as far as it changed graphs that keep history; <see langword="null"/> if none that old is known.</summary>
    public long? CommitAt(DateTimeOffset time) => Current<long?>(state =>
    {
        if (state.Manifest.CommitNumber > 0 && state.Manifest.CommittedAt <= time)
            return state.Manifest.CommitNumber;
        var commits = state.History.Commits;
        var (low, high) = (0, commits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (commits[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : commits[low - 1].Number;
    });

    /// <summary>The versions of a graph that are kept, oldest first; none if its class keeps no history. Unbound for the unnamed graph.</summary>
    /// <param name="graph">The graph's id; it may be gone.</param>
    /// <param name="scope">For whom: the public hears nothing of versions that were closed, nor of a graph that is closed now.</param>
    public IReadOnlyList<GraphVersion> VersionsOf(TermId graph, ReaderScope scope = ReaderScope.Internal) =>
        Current(state => GraphVersions.Of(state, graph, scope));

    /// <summary>
    /// The version of a graph that was in force at a time: the last one made at or before it, or, for a time before the first, the first (as RFC 7089 §4.5.3
    /// has a TimeGate choose); <see langword="null"/> if there is none.
    /// </summary>
    /// <inheritdoc cref="VersionsOf"/>
    public GraphVersion? VersionAt(TermId graph, DateTimeOffset time, ReaderScope scope = ReaderScope.Internal)
    {
        var versions = VersionsOf(graph, scope);
        return versions.LastOrDefault(version => version.Time <= time) ?? (versions.Count > 0 ? versions[0] : null);
    }
}
