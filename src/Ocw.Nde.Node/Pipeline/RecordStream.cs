using System.Runtime.CompilerServices;
using Ocw.Nde.Harvest;
using Ocw.Nde.Harvest.Archive;
using Ocw.Nde.Harvest.Cutting;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// The records of a channel's state: those of its complete run with the increments after it laid over them, the newest copy of each winning
/// (docs/adr/0010-increments-are-materialised.md). What is held in memory is the identifiers of the increments, never the records.
/// </summary>
internal sealed class RecordStream(RecordCutter cutter, HarvestSource source)
{
    /// <summary>Cuts the payloads of the runs, newest run first.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async IAsyncEnumerable<CutItem> ReadAsync(IReadOnlyList<HarvestRun> runs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            await foreach (var item in cutter.CutAsync(source, runs[i], cancellation))
            {
                if (item is CutItem.Record { Value: var record } && (i == 0 ? seen.Contains(record.Identifier) : !seen.Add(record.Identifier)))
                    continue;
                yield return item;
            }
        }
    }
}
