using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.History;

/// <summary>Writes several history files as one, without what is not to be kept.</summary>
internal static class HistoryMerger
{
    /// <summary>Writes the file. If it fails, the caller removes it.</summary>
    /// <returns>The new file; <see langword="null"/> if nothing is left.</returns>
    internal static HistoryFileInfo? Run(IReadOnlyList<HistoryFile> files, Dictionary<TermId, long> floors, WorkFiles work, CancellationToken cancellation)
    {
        var entries = files.SelectMany(file => file.Entries)
            .Where(entry => !IsGone(entry.Record, floors))
            .OrderBy(entry => entry.Record.Graph).ThenBy(entry => entry.Record.Commit)
            .ToArray();
        if (entries.Length == 0)
            return null;

        using var writer = new HistoryFileWriter(work.Files, work.NewHistory(), files[0].Info.Access);
        foreach (var entry in entries)
        {
            var forgotten = HistoryMergePlan.IsExpired(entry.Record, floors);
            writer.Append(forgotten ? entry.Record with { Kind = HistoryKind.Forgotten } : entry.Record, forgotten ? [] : entry.Read(), cancellation);
        }

        return writer.Finish();
    }

    // The record of the oldest version that is kept stays, without its rows: it says that there is nothing before it.
    private static bool IsGone(HistoryRecord record, Dictionary<TermId, long> floors) =>
        floors.TryGetValue(record.Graph, out var floor) && record.Commit < floor;
}
