using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Log;

namespace Ocw.Nde.Store.Checking;

/// <summary>Reads the log of a manifest as opening the store would, and looks that nothing is behind its end.</summary>
internal static class LogCheck
{
    /// <returns>The bytes of the log.</returns>
    internal static long Run(IStoreFiles files, Manifest manifest, ulong seed, long? end, Action<StoreDamagedException> damaged)
    {
        long bytes = 0;
        SegmentFiles.Try(() =>
        {
            var log = LogRecovery.Read(files, manifest, seed, [], end);
            bytes = log.End;
            if (log.TornEnd > log.End)
            {
                throw new StoreDamagedException(
                    files.PathOf(StoreFileNames.Log(manifest.Log.File)),
                    log.End,
                    $"there are {log.TornEnd - log.End} bytes behind its last record: an interrupted commit, which was never acknowledged and is cleared when the store is opened, or damage");
            }
        }, damaged);
        return bytes;
    }
}
