using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Increments;

/// <summary>Finds the nodes whose verdict may be another one after a change: what changed, and what leads to it in at most so many links as shapes look ahead.</summary>
/// <remarks>Only the state after the change is walked: a node that led to a changed one before, and does no longer, changed itself.</remarks>
internal static class AffectedNodes
{
    /// <summary>The nodes; <see langword="null"/> when there are more than a ceiling.</summary>
    internal static HashSet<TermId>? Of(IQuadSource data, GraphSelector graphs, IEnumerable<TermId> changed, int reach, int ceiling, CancellationToken cancellation)
    {
        var affected = changed.ToHashSet();
        var batch = new QuadBatch(256);
        var level = affected.ToList();
        for (var step = 0; step < reach && level.Count > 0; step++)
        {
            var next = new List<TermId>();
            foreach (var node in level)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scan = data.Scan(new QuadPattern(default, default, node, graphs), QuadOrder.Osp);
                for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
                {
                    for (var i = 0; i < rows; i++)
                    {
                        if (affected.Add(new TermId(batch.Subjects[i])))
                            next.Add(new TermId(batch.Subjects[i]));
                    }

                    if (affected.Count > ceiling)
                        return null;
                }
            }

            level = next;
        }

        return affected.Count > ceiling ? null : affected;
    }
}
