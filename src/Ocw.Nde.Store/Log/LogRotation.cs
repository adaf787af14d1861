using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Log;

/// <summary>Begins a new log file with a manifest, where much of the old one is in the manifest already.</summary>
internal static class LogRotation
{
    /// <summary>Writes the new log, with the records that the manifest does not have.</summary>
    /// <param name="files">The store's folder.</param>
    /// <param name="next">The state whose manifest is about to be written.</param>
    /// <param name="work">Takes the file.</param>
    /// <param name="spareBytes">What may stand before the first record that is needed.</param>
    /// <param name="stepBytes">By how much the new log grows.</param>
    /// <returns>The state with the new log, which the caller gives back once; <see langword="null"/> if the old one goes on.</returns>
    internal static StoreParts? Run(IStoreFiles files, StoreParts next, WorkFiles work, int spareBytes, int stepBytes)
    {
        var place = next.Stored.Log;
        if (place.Start < spareBytes)
            return null;

        byte[] records = [];
        using (var old = files.OpenRead(StoreFileNames.Log(place.File)))
            records = old.Read(place.Start, checked((int)(next.LogEnd - place.Start)), ref records).ToArray();
        var fresh = new LogPlace(work.NewLog(), LogFile.FirstRecord);
        LogFile.Create(files, next.Stored.StoreId, fresh.File, records);
        var end = fresh.Start + records.Length;
        return next with
        {
            Stored = next.Stored with { Log = fresh },
            Manifest = next.Manifest with { Log = fresh },
            Log = new HeldFile<StoreLog>(new StoreLog(files, fresh.File, end, stepBytes), StoreFileNames.Log(fresh.File)),
            LogEnd = end,
        };
    }
}
