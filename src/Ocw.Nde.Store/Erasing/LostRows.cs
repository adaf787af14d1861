using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Erasing;

/// <summary>The rows that go, by graph: those of the present state, and how many of the history.</summary>
internal sealed class LostRows
{
    private readonly Dictionary<TermId, HashSet<QuadKey>> _present = [];
    private readonly Dictionary<TermId, long> _past = [];

    /// <summary>The graphs that lose anything, in order.</summary>
    internal SortedSet<TermId> Graphs { get; } = [];

    internal static LostRows Find(ErasureScan scan, HashSet<ulong> targets)
    {
        var lost = new LostRows();
        foreach (var row in targets.SelectMany(id => scan.Present(new TermId(id), default).Concat(scan.Present(default, new TermId(id)))))
        {
            var graph = new TermId(row.D);
            if (!lost._present.TryGetValue(graph, out var rows))
                lost._present[graph] = rows = [];
            rows.Add(row);
            lost.Graphs.Add(graph);
        }

        foreach (var row in scan.Past().Where(row => ErasedHistory.Goes(row, targets)))
        {
            var graph = new TermId(row.D);
            lost._past[graph] = lost._past.GetValueOrDefault(graph) + 1;
            lost.Graphs.Add(graph);
        }

        return lost;
    }

    internal IReadOnlyCollection<QuadKey> PresentOf(TermId graph) => _present.TryGetValue(graph, out var rows) ? rows : [];

    internal long PastOf(TermId graph) => _past.GetValueOrDefault(graph);
}
