using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Step 4 for a whole channel: links, evidence and proposals of all its values are staged in place of those that there are. What a person is to be asked is kept in a
/// file, so that the queue of questions need not align the values again.
/// </summary>
internal sealed class ChannelAlignment(NodeHost host, SourceSettings source) : IDisposable
{
    private readonly AlignmentStage _stage = host.AlignmentOf(source);
    private readonly SortedDictionary<string, AlignmentCount> _counts = new(StringComparer.Ordinal);

    /// <summary>Values, links and proposals per field.</summary>
    public IReadOnlyDictionary<string, AlignmentCount> Counts => _counts;

    /// <summary>What people are asked about the channel.</summary>
    public QuestionFile Questions { get; } = new(host.Folders.Temporary);

    /// <summary>Stages what the alignment of the values gives.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="staged">The content as it will be.</param>
    /// <param name="today">The day on which new mappings are asserted.</param>
    /// <param name="progress">Told how many answers there are.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Stage(WriteTransaction transaction, IQuadSource staged, DateOnly today, Action<long> progress, CancellationToken cancellation)
    {
        var open = Find(staged, GraphKind.Content);
        var closed = Find(staged, GraphKind.Closed);
        var links = Replace(transaction, GraphKind.Links, GraphClass.Links, AccessLevel.Open);
        var proposals = Replace(transaction, GraphKind.Proposals, GraphClass.Proposals, AccessLevel.Open);
        var evidence = Replace(transaction, GraphKind.Evidence, GraphClass.Provenance, AccessLevel.Open);
        var closedLinks = Replace(transaction, GraphKind.ClosedLinks, GraphClass.Links, AccessLevel.Closed);
        using var committed = host.Store.OpenSnapshot(ReaderScope.Internal);
        var writer = new EvidenceWriter(host, source, _stage.Decisions, committed, today);
        var ledger = host.Review.Log.Current;
        var done = 0L;
        foreach (var value in _stage.Values(staged, open, default, cancellation))
        {
            Count(value);
            foreach (var alignment in value.Answers)
            {
                if (alignment.Status == AlignmentStatus.Accepted)
                    links.Write(AlignmentLink.Of(alignment));
                (alignment.Status == AlignmentStatus.Accepted ? evidence : proposals).Write(writer.Of(alignment));
                progress(++done);
            }

            if (ReviewQuestions.QuestionOf(value, source, ledger) is { } question)
                Questions.Add(question);
        }

        // What was not found keeps the links of its values.
        if (Find(staged, GraphKind.Missing) is { IsBound: true } missing)
            links.Write(_stage.Values(staged, missing, open, cancellation).SelectMany(Accepted));

        // Values that only closed records use: their links are closed too, and no proposal of them is shown to anyone.
        if (!closed.IsBound)
            return;
        foreach (var value in _stage.Values(staged, closed, open, cancellation))
        {
            Count(value);
            closedLinks.Write(Accepted(value));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Questions.Dispose();

    private static IEnumerable<Triple> Accepted(AlignedValue value) => value.Answers.Where(a => a.Status == AlignmentStatus.Accepted).Select(AlignmentLink.Of);

    private void Count(AlignedValue value)
    {
        var linked = value.Answers.Count(a => a.Status == AlignmentStatus.Accepted);
        var before = _counts.GetValueOrDefault(value.Query.Field) ?? new AlignmentCount(0, 0, 0);
        _counts[value.Query.Field] = new(before.Values + 1, before.Links + linked, before.Proposals + (linked == 0 && value.Answers.Count > 0 ? 1 : 0));
    }

    private TermId Find(IQuadSource staged, GraphKind kind) => staged.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, kind));

    private TripleSpans Replace(WriteTransaction transaction, GraphKind kind, GraphClass graphClass, AccessLevel access) =>
        new(transaction.Stage(new Iri(host.Iris.Graph(source.Dataset, source.Channel, kind)), graphClass, access, StageMode.Replace));
}
