using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Log;

namespace Ocw.Nde.Store.Maintenance;

/// <summary>The records of a log that are whole, although another process may be appending to it.</summary>
internal static class PinnedLog
{
    private const int Attempts = 5;

    /// <summary>Puts a copy of the log into the pinned files that ends with its last whole record.</summary>
    /// <returns>The manifest with the commits of the log applied.</returns>
    /// <exception cref="StoreDamagedException">The log is damaged.</exception>
    internal static Manifest Pin(IStoreFiles files, PinnedFiles pinned, Manifest manifest, ulong seed)
    {
        var name = StoreFileNames.Log(manifest.Log.File);
        for (var attempt = 1; ; attempt++)
        {
            var bytes = Read(pinned[name]);
            pinned.Pin(new MemoryReader(name, pinned.PathOf(name), bytes));
            try
            {
                var log = LogRecovery.Read(pinned, manifest, seed, []);
                pinned.Pin(new MemoryReader(name, pinned.PathOf(name), Whole(bytes, log.End)));
                return log.Manifest;
            }
            catch (StoreDamagedException) when (attempt < Attempts)
            {
                // What looks damaged may be a record that was being written while it was read.
                pinned.Pin(files.OpenRead(name));
            }
        }
    }

    private static byte[] Read(StoreReader reader)
    {
        byte[] scratch = [];
        return reader.Read(0, checked((int)reader.Length), ref scratch).ToArray();
    }

    private static byte[] Whole(byte[] bytes, long end)
    {
        var length = (end + LogFile.SectorBytes - 1) / LogFile.SectorBytes * LogFile.SectorBytes;
        var whole = new byte[length];
        bytes.AsSpan(0, (int)end).CopyTo(whole);
        return whole;
    }

    private sealed class MemoryReader(string name, string path, byte[] bytes) : StoreReader(name, path, bytes.Length)
    {
        public override void Dispose()
        {
        }

        protected override ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch) => bytes.AsSpan((int)offset, count);
    }
}
