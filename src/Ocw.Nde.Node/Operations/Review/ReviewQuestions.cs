using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations.Review;

/// <summary>Puts what the machine would not decide about a channel into the queue. Derived from what is served, so that it can be made again at any time.</summary>
/// <remarks>Values that only closed records use are not asked: their words are for nobody's eyes but the institution's own.</remarks>
internal sealed class ReviewQuestions(NodeHost host, SourceSettings source)
{
    /// <summary>Makes the questions of a channel anew where those in the queue are of another version.</summary>
    /// <param name="state">What is served.</param>
    /// <param name="found">What the alignment of that version found to ask; <see langword="null"/> where it is not at hand, and the values are aligned once more.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Refresh(ChannelState state, QuestionFile? found, CancellationToken cancellation)
    {
        if (host.Review.VersionOf(source.Dataset, source.Channel) == state.Version)
            return;
        if (found is not null)
            Replace(state, found.Read(), cancellation);
        else
            Align(state, cancellation);
    }

    /// <summary>What is asked about a value; <see langword="null"/> if nothing is.</summary>
    /// <remarks>
    /// What the machine linked by itself is no question, unless a term that it linked with changed since; what a person decided stays in the list, so that it can be looked up and taken back.
    /// </remarks>
    public static QueueEntry? QuestionOf(AlignedValue value, SourceSettings source, ReviewLedger ledger) =>
        ledger.StateOf(ReviewSubject.Of(source.Institution.Id, value.Query.Field, value.Query.Label), source.Dataset, value.Query.Language).Reopened is not null
        || value.Answers.All(a => a.Status == AlignmentStatus.Proposed || a.Reasons.Contains(AlignmentReasons.DecidedByPerson, StringComparer.Ordinal))
            ? new QueueEntry(
                value.Query.Field,
                value.Query.Label,
                value.Query.Language,
                value.Query.Node.Value,
                value.Records,
                [.. value.Answers.Select(a => new QueueCandidate(a.Term.Value, a.Source, a.MatchedLabel, a.Score, a.Relation, a.Reasons))])
            : null;

    private void Align(ChannelState state, CancellationToken cancellation)
    {
        var ledger = host.Review.Log.Current;
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
        var graph = snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content));
        var values = graph.IsBound ? host.AlignmentOf(source).Values(snapshot, graph, default, cancellation) : [];
        Replace(state, values.Select(value => QuestionOf(value, source, ledger)).OfType<QueueEntry>(), cancellation);
    }

    private void Replace(ChannelState state, IEnumerable<QueueEntry> entries, CancellationToken cancellation) =>
        host.Review.Replace(new QueueChannel(source.Institution.Id, source.Dataset, source.Channel), state.Version, entries, cancellation);
}
