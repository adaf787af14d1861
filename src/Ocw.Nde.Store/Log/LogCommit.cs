using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Log;

/// <summary>Turns a transaction's draft into a record of the log, and the record into the next state.</summary>
internal static class LogCommit
{
    internal static LogRecord Record(
        StoreParts before, StoreParts draft, in CommitStamp commit, ImmutableArray<GraphDelta> graphs, IReadOnlyList<KeyValuePair<string, byte[]?>> values, DeltaTerms? terms) => new()
        {
            CommitNumber = commit.Number,
            CommittedAt = commit.Time,
            LastBlankNode = draft.Manifest.LastBlankNode,
            FirstQualifier = before.Manifest.Qualifiers.Length,
            Qualifiers = [.. draft.Manifest.Qualifiers.Skip(before.Manifest.Qualifiers.Length)],
            FirstOrdinal = before.Manifest.NextOrdinal,
            Terms = terms,
            Graphs = graphs,
            Values = values,
        };

    internal static byte[] Frame(LogRecord record, Guid storeId) => LogFile.Frame(LogRecordText.Write(record), LogFile.Seed(storeId));

    /// <summary>The state after a record that is durable. The writer's turn is the caller's.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="draft">What the transaction has drafted.</param>
    /// <param name="record">The record.</param>
    /// <param name="graphs">What it says of graphs.</param>
    /// <param name="logEnd">Where it ends in the log.</param>
    internal static StoreParts Apply(StoreParts before, StoreParts draft, LogRecord record, ImmutableArray<GraphDelta> graphs, long logEnd)
    {
        var tails = before.Terms.Tails;
        if (record.Terms is { } terms)
        {
            // One growing table for all logged commits: each state sees it up to its own end.
            var all = tails.IsEmpty ? new DeltaTerms(record.FirstOrdinal) : tails[0].Terms;
            all.AppendFrom(terms, terms.EndOrdinal);
            tails = [new TermTail(all, all.EndOrdinal)];
        }

        var logged = new LoggedCommit(record.CommitNumber, record.CommittedAt, graphs, before.LastLogged);
        return before with
        {
            Manifest = draft.Manifest with { CommittedAt = record.CommittedAt },
            Terms = new TermView(before.Terms.Codec, before.Terms.Seed, draft.Terms.Qualifiers, before.Terms.Segments, tails, record.LastBlankNode),
            Overlay = draft.Overlay,
            History = before.History.Record(logged),
            LastLogged = logged,
            LogEnd = logEnd,
        };
    }
}
