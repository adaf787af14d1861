using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Step 8 and the commit of a version of a channel, however the version was made: dump, state, provenance, list of versions and descriptions appear with its graphs, or nothing does.</summary>
internal sealed class ChannelPublication(NodeHost host, SourceSettings source)
{
    /// <summary>Commits a version.</summary>
    /// <param name="transaction">The transaction, with the graphs of the version staged; it has ended when this returns.</param>
    /// <param name="staged">What it would publish.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops the work; nothing is committed.</param>
    /// <returns>The state with the dump, and what the commit did.</returns>
    public (ChannelState State, CommitResult Commit) Publish(WriteTransaction transaction, Snapshot staged, PublishedVersion version, CancellationToken cancellation)
    {
        // The dump first, since the description gives its size and checksum.
        var dump = host.Dumps.Prepare(staged, DumpService.GraphsOf(host.Iris, source.Dataset, source.Channel), source.Dataset, source.Channel, version.State.Version, host.StateOf(source)?.Version, cancellation);
        var state = version.State with { DumpBytes = dump.Length, DumpSha256 = dump.Sha256 };
        var (baseKey, baseIri) = host.BaseEntry;
        transaction.Put(baseKey, baseIri);
        transaction.Put(ChannelState.KeyOf(source.Dataset, source.Channel), state.ToBytes());
        new TripleSpans(transaction.Stage(new Iri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Provenance)), GraphClass.Provenance, AccessLevel.Open, version.ProvenanceMode))
            .Write(version.Provenance);
        StageVersion(transaction, staged, state, version.IsPart, cancellation);
        host.Descriptions.Stage(transaction, source, state, cancellation);
        var result = transaction.Commit(cancellation);
        dump.Publish();
        return (state, result);
    }

    private void StageVersion(WriteTransaction transaction, Snapshot staged, ChannelState state, bool isPart, CancellationToken cancellation)
    {
        using var committed = host.Store.OpenSnapshot(ReaderScope.Internal);
        new VersionList(host.Iris, source.Dataset, source.Channel).Stage(transaction, staged, committed, state.Version, committed.CommitNumber + 1, state.PublishedAt, isPart, cancellation);
    }
}

/// <summary>What is said of a version beside its graphs.</summary>
/// <param name="State">The state of the channel, without the dump.</param>
/// <param name="Provenance">How it came about.</param>
/// <param name="ProvenanceMode">Whether that replaces what was said of the version before, or is added to it.</param>
/// <param name="IsPart">Whether only what changed was staged.</param>
internal sealed record PublishedVersion(ChannelState State, IEnumerable<Triple> Provenance, StageMode ProvenanceMode, bool IsPart);
