using System.Collections.Immutable;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Log;

/// <summary>A commit that is in the log and not in the segments yet. Walk from the newest to the oldest to see what the graphs were before.</summary>
internal sealed class LoggedCommit(long commitNumber, DateTimeOffset committedAt, ImmutableArray<GraphDelta> graphs, LoggedCommit? previous)
{
    /// <summary>Its number: one more than that of <see cref="Previous"/>, or of the manifest on disk.</summary>
    internal long CommitNumber => commitNumber;

    /// <summary>When it was made.</summary>
    internal DateTimeOffset CommittedAt => committedAt;

    /// <summary>What it did to each graph that it changed, in order of id.</summary>
    internal ImmutableArray<GraphDelta> Graphs => graphs;

    /// <summary>The logged commit before; <see langword="null"/> for the first behind the manifest on disk.</summary>
    internal LoggedCommit? Previous => previous;

    /// <summary>The changed rows of this and all logged commits before.</summary>
    internal long Rows { get; } = (previous?.Rows ?? 0) + graphs.Sum(graph => (long)graph.Added.Length + graph.Removed.Length);
}

/// <summary>What a commit did to one graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Before">The graph before; <see langword="null"/> if it did not exist. Its layers are those of that time.</param>
/// <param name="After">The graph after; <see langword="null"/> if it is gone.</param>
/// <param name="RowsBefore">The number of rows that it had.</param>
/// <param name="Added">The rows that it did not have before: subject, predicate, object, graph, in that order.</param>
/// <param name="Removed">The rows that it has not any more.</param>
internal sealed record GraphDelta(TermId Graph, GraphEntry? Before, GraphEntry? After, long RowsBefore, QuadKey[] Added, QuadKey[] Removed);
