using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Aligns what is served of a channel once more, without its source: after a new thesaurus, new decisions or other settings. The result is that of a harvest that brings the same
/// records: a version of its own where anything differs, and nothing where nothing does.
/// </summary>
internal sealed class AlignmentRun(NodeHost host, TimeProvider time, SourceSettings source)
{
    /// <summary>The most examples of changes that are told.</summary>
    public const int MostExamples = 20;

    /// <summary>Aligns.</summary>
    /// <param name="dry">Whether only is told what would change.</param>
    /// <param name="progress">Told how many answers there are.</param>
    /// <param name="cancellation">Stops the work; what is served stays.</param>
    /// <exception cref="UserException">The channel was never harvested, or there is no room.</exception>
    public async Task<AlignmentOutcome> RunAsync(bool dry, Action<long> progress, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var clock = time.GetTimestamp();
        var state = host.StateOf(source)
            ?? throw new UserException(new($"Van {source.Id} is nog niets geoogst: ./ocwnde harvest {source.File}.", $"Nothing was harvested of {source.Id} yet: ./ocwnde harvest {source.File}."), ExitCode.Usage);
        FreeSpace.Require(host.Settings.DataDirectory, state.DumpBytes);
        using var alignment = new ChannelAlignment(host, source);
        using var transaction = host.Store.BeginWrite(cancellation);
        using (var content = transaction.OpenStaged(withCommitted: true, cancellation))
            alignment.Stage(transaction, content, DateOnly.FromDateTime(started.UtcDateTime), progress, cancellation);
        using var staged = transaction.OpenStaged(withCommitted: true, cancellation);
        var outcome = new AlignmentOutcome(source, Compare(staged, cancellation), alignment.Counts) { HasChanges = transaction.HasChanges(cancellation) || state.HasNewerLinks };
        if (dry)
            return outcome;
        var record = new RunRecord
        {
            Id = SourceRunner.NewRunId(started),
            Source = source.Id,
            Dataset = source.Dataset,
            Channel = source.Channel,
            Protocol = RunRecord.AlignmentOnly,
            Outcome = RunOutcome.Unchanged,
            Started = started,
            Alignment = alignment.Counts,
            MissingTermSources = MissingSources(host, source),
            Objects = state.Objects,
            Triples = state.Triples,
        };
        if (outcome.HasChanges)
            record = await PublishAsync(record, state, alignment, transaction, staged, cancellation);
        record = record with { Seconds = Math.Round(time.GetElapsedTime(clock).TotalSeconds, 3) };
        host.Runs.Append(record);
        return outcome with { Version = record.Commit > 0 ? record.Id : null };
    }

    /// <summary>The terminology sources that a source wants its values compared with and that the node does not hold.</summary>
    public static IReadOnlyList<string> MissingSources(NodeHost host, SourceSettings source) =>
        [.. source.Align.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Where(id => !host.Terms.Sources.Any(s => s.Source.Id == id))];

    private LinkChanges Compare(Snapshot staged, CancellationToken cancellation)
    {
        using var before = host.Store.OpenSnapshot(ReaderScope.Internal);
        var changes = new LinkChanges(MostExamples);
        changes.Compare(before, staged, GraphOf(GraphKind.Links), [GraphOf(GraphKind.Content), GraphOf(GraphKind.Missing)], cancellation);
        changes.Compare(before, staged, GraphOf(GraphKind.ClosedLinks), [GraphOf(GraphKind.Closed)], cancellation);
        return changes;
    }

    private async Task<RunRecord> PublishAsync(RunRecord record, ChannelState before, ChannelAlignment alignment, WriteTransaction transaction, Snapshot staged, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var state = before with
        {
            Version = record.Id,
            PublishedAt = now,
            HasNewerLinks = false,
            // Only where all else is as when the version before was made; else the next harvest has more to do than to align.
            Fingerprint = before.ContentFingerprint == host.ContentFingerprintOf(source) ? host.FingerprintOf(source) : before.Fingerprint,
            Triples = DumpService.GraphsOf(host.Iris, source.Dataset, source.Channel).Sum(graph => staged.Terms.FindIri(graph) is { IsBound: true } id && staged.TryGetGraph(id, out var info) ? info.QuadCount : 0),
        };
        var run = new Iri(host.Iris.Run(source.Dataset, source.Channel, record.Id));
        var provenance = ProvenanceTriples.OfAlignmentRun(run, new Iri(GraphOf(GraphKind.Links)), record.Started, now);
        (state, var result) = new ChannelPublication(host, source).Publish(transaction, staged, new PublishedVersion(state, provenance, StageMode.Add, IsPart: true), cancellation);
        if (source.Mapping is not null)
        {
            using var cache = host.RecordsOf(source);
            if (cache.Version == before.Version)
                cache.MoveVersion(state.Version);
        }

        record = record with { Outcome = RunOutcome.Complete, Commit = result.CommitNumber, Triples = state.Triples };
        return await host.AfterCommitAsync(source, state, record, new IndexDelta(before.Version, new HashSet<string>(StringComparer.Ordinal)), alignment.Questions, cancellation);
    }

    private string GraphOf(GraphKind kind) => host.Iris.Graph(source.Dataset, source.Channel, kind);
}

/// <summary>What aligning again did, or would do.</summary>
/// <param name="Source">The source of the channel.</param>
/// <param name="Links">Which values are linked otherwise.</param>
/// <param name="Counts">Values, links and proposals per field, as they are now.</param>
internal sealed record AlignmentOutcome(SourceSettings Source, LinkChanges Links, IReadOnlyDictionary<string, AlignmentCount> Counts)
{
    /// <summary>Whether anything differs: links, their evidence or proposals, or decisions that dump and description lack.</summary>
    public bool HasChanges { get; init; }

    /// <summary>The version that was made; <see langword="null"/> if nothing changed, or nothing was to be kept.</summary>
    public string? Version { get; init; }
}
