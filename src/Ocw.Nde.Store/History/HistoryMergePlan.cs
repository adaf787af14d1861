using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.History;

/// <summary>Chooses which history files to rewrite: so that there are few, and that what retention lets go leaves the disk.</summary>
internal static class HistoryMergePlan
{
    /// <summary>Neighbouring files are joined when there are as many of like size.</summary>
    private const int Ratio = 4;

    /// <summary>The part of a file's rows that must be let go before it is worth rewriting for that alone.</summary>
    private const int WastePart = 4;

    /// <summary>Smaller files cost as much as one of this size.</summary>
    private const long SmallestBytes = 1 << 16;

    /// <summary>Files of this size stay as they are.</summary>
    private const long LargestBytes = 1L << 30;

    /// <summary>For each graph with a rule, the oldest commit whose state is kept.</summary>
    internal static Dictionary<TermId, long> Floors(StoreState state, RetentionPolicy policy, DateTimeOffset now)
    {
        var floors = new Dictionary<TermId, long>();
        if (policy.KeepsAll)
            return floors;

        foreach (var graph in state.History.GraphsAfter(-1))
        {
            var floor = RuleOf(state, policy, graph).OldestKept(state.History.Of(graph), now);
            if (floor > 0)
                floors[graph] = floor;
        }

        return floors;
    }

    /// <summary>Whether a record says more than is to be kept.</summary>
    internal static bool IsExpired(HistoryRecord record, Dictionary<TermId, long> floors) =>
        floors.TryGetValue(record.Graph, out var floor) && (record.Commit < floor || (record.Commit == floor && record.Kind != HistoryKind.Forgotten));

    /// <summary>The files to rewrite as one, all of one access level; none if there is nothing to do.</summary>
    /// <param name="history">The present history.</param>
    /// <param name="floors">What <see cref="Floors"/> gave.</param>
    /// <param name="thorough">Whether any record that is not to be kept is worth rewriting its file.</param>
    internal static IReadOnlyList<HeldFile<HistoryFile>> Next(HistoryView history, Dictionary<TermId, long> floors, bool thorough)
    {
        foreach (var level in history.Files.GroupBy(file => file.Segment.Info.Access))
        {
            var run = NewestRun([.. level.OrderBy(file => file.Segment.Info.LastCommit)]);
            if (run.Count > 0)
                return run;
        }

        var wasteful = floors.Count == 0 ? null : history.Files.FirstOrDefault(file => IsWasteful(file.Segment, floors, thorough));
        return wasteful is null ? [] : [wasteful];
    }

    // As with dictionary segments: none in the run is more than Ratio times as large as all after it together.
    private static IReadOnlyList<HeldFile<HistoryFile>> NewestRun(HeldFile<HistoryFile>[] files)
    {
        var first = files.Length - 1;
        var bytes = SizeOf(files[first]);
        while (first > 0 && SizeOf(files[first - 1]) <= bytes * Ratio && SizeOf(files[first - 1]) + bytes <= LargestBytes)
            bytes += SizeOf(files[--first]);
        return files.Length - first >= Ratio ? files[first..] : [];
    }

    private static long SizeOf(HeldFile<HistoryFile> file) => Math.Max(SmallestBytes, file.Segment.Info.Bytes);

    private static bool IsWasteful(HistoryFile file, Dictionary<TermId, long> floors, bool thorough)
    {
        var expired = file.Entries.Where(entry => IsExpired(entry.Record, floors));
        return thorough ? expired.Any() : expired.Sum(entry => entry.Rows) * WastePart > file.Info.Rows;
    }

    private static RetentionRule RuleOf(StoreState state, RetentionPolicy policy, TermId graph)
    {
        if (policy.Graphs.Count == 0 || !graph.IsBound)
            return policy.Default;
        var found = new Found();
        state.Terms.Read(graph, static (in TermSpan term, Found found) => found.Iri = Encoding.UTF8.GetString(term.Value), found);
        return policy.Graphs.GetValueOrDefault(found.Iri, policy.Default);
    }

    private sealed class Found
    {
        internal string Iri { get; set; } = "";
    }
}
