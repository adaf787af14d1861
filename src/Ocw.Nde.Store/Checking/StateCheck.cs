using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Segments;

namespace Ocw.Nde.Store.Checking;

/// <summary>Checks the content of files whose checksums are right: see <see cref="SegmentContentCheck"/> and <see cref="DictionaryContentCheck"/>.</summary>
internal static class StateCheck
{
    internal static void Run(IStoreFiles files, Manifest manifest, ulong seed, Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        var dictionary = new List<DictionarySegment>();
        try
        {
            foreach (var info in manifest.Dictionary)
                dictionary.Add(DictionarySegment.Open(files, info));
            for (var place = 0; place < dictionary.Count; place++)
            {
                var path = files.PathOf(StoreFileNames.Dictionary(manifest.Dictionary[place].File));
                DictionaryContentCheck.Run(dictionary, place, path, manifest, seed, damaged, cancellation);
            }

            foreach (var info in manifest.Segments)
                CheckSegment(files, manifest, info, damaged, cancellation);
        }
        finally
        {
            foreach (var segment in dictionary)
                segment.Dispose();
        }
    }

    private static void CheckSegment(IStoreFiles files, Manifest manifest, QuadSegmentInfo info, Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        using var segment = QuadSegment.Open(files, info);
        var path = files.PathOf(StoreFileNames.Segment(info.File));
        foreach (var (graph, layer) in manifest.Graphs.Values.SelectMany(graph => graph.Layers.Select(layer => (graph, layer))).Where(pair => pair.layer.Segment == info.File))
            SegmentFiles.Try(() => segment.RequireRows(graph.Id.Value, layer.Rows), damaged);
        new SegmentContentCheck(segment, path, manifest, damaged).Run(cancellation);
    }
}
