using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>
/// A file of rows that layers have and their graphs have not any more: a quad segment with one order only, by subject. It lasts until its graphs are
/// rewritten.
/// </summary>
internal static class RemovedFile
{
    /// <summary>Writes rows of subject, predicate, object, graph, in that order, durably.</summary>
    internal static QuadSegmentInfo Write(WorkFiles work, AccessLevel access, IEnumerable<QuadKey> rows)
    {
        var file = work.NewRemoved();
        using var writer = new QuadSegmentWriter(work.Files, file, access, StoreFileNames.Removed(file));
        writer.Begin(Permutation.Spog);
        foreach (var row in rows)
            writer.Append(row);
        writer.End();
        return writer.Finish();
    }

    internal static HeldFile<QuadSegment> Open(IStoreFiles files, QuadSegmentInfo info)
    {
        var name = StoreFileNames.Removed(info.File);
        return new HeldFile<QuadSegment>(QuadSegment.Open(files, info, name), name);
    }

    /// <summary>All rows, in their order.</summary>
    internal static IEnumerable<QuadKey> Read(QuadSegment file)
    {
        var range = SegmentRange.Find(file, Permutation.Spog, default, bound: 0);
        using var cursor = new SegmentCursor(file, Permutation.Spog, range, filter: null, showsGraph: true);
        while (cursor.Fill())
        {
            for (; cursor.HasRows; cursor.Position++)
                yield return cursor.Head;
        }
    }
}
