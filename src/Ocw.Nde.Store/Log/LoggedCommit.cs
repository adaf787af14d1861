using System.Collections.Immutable;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Log;

/// <summary>A commit that is in the log and not in the segments yet. Walk from the newest to the oldest to see what the graphs were before.</summary>
/// <param name="CommitNumber">Its number: one more than that of <paramref name="Previous"/>, or of the manifest on disk.</param>
/// <param name="CommittedAt">When it was made.</param>
/// <param name="Graphs">What it did to each graph that it changed, in order of id.</param>
/// <param name="Previous">The logged commit before; <see langword="null"/> for the first behind the manifest on disk.</param>
internal sealed record LoggedCommit(long CommitNumber, DateTimeOffset CommittedAt, ImmutableArray<GraphDelta> Graphs, LoggedCommit? Previous)
{
    /// <summary>The changed rows of this and all logged commits before.</summary>
    internal long Rows { get; } = (Previous?.Rows ?? 0) + Graphs.Sum(graph => (long)graph.Added.Length + graph.Removed.Length);
}

/// <summary>What a commit did to one graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Before">The graph before; <see langword="null"/> if it did not exist. Its layers are those of that time.</param>
/// <param name="After">The graph after; <see langword="null"/> if it is gone.</param>
/// <param name="Added">The rows that it did not have before: subject, predicate, object, graph, in that order.</param>
/// <param name="Removed">The rows that it has not any more.</param>
internal sealed record GraphDelta(TermId Graph, GraphEntry? Before, GraphEntry? After, QuadKey[] Added, QuadKey[] Removed);
