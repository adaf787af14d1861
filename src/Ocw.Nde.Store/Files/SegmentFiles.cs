namespace Ocw.Nde.Store.Files;

/// <summary>What the two kinds of segment share in opening and checking their files.</summary>
internal static class SegmentFiles
{
    private const int PartBytes = 1 << 20;

    /// <exception cref="StoreDamagedException">The file is missing or has another length than the manifest holds.</exception>
    internal static StoreReader Open(IStoreFiles files, string name, long bytes)
    {
        StoreReader reader;
        try
        {
            reader = files.OpenRead(name);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreDamagedException(files.PathOf(name), 0, "the file is missing", error);
        }

        if (reader.Length == bytes)
            return reader;

        var length = reader.Length;
        reader.Dispose();
        throw new StoreDamagedException(files.PathOf(name), Math.Min(length, bytes), $"it has {length} bytes instead of {bytes}");
    }

    internal static void Verify(StoreReader reader, long offset, long bytes, uint checksum, string message, ref byte[] scratch)
    {
        uint found = 0;
        for (long done = 0; done < bytes; done += PartBytes)
            found = Crc32C.Append(found, reader.Read(offset + done, (int)Math.Min(PartBytes, bytes - done), ref scratch));
        if (found != checksum)
            throw new StoreDamagedException(reader.Path, offset, $"{message} ({bytes} bytes from there)");
    }

    /// <summary>Sees to it that the bytes that align the next part of a file are zero, as they were written.</summary>
    internal static void VerifyZeros(StoreReader reader, long from, long to, ref byte[] scratch)
    {
        if (from < to && reader.Read(from, (int)(to - from), ref scratch).ContainsAnyExcept((byte)0))
            throw new StoreDamagedException(reader.Path, from, $"the {to - from} bytes between two parts of the file are not zero");
    }

    internal static void Try(Action check, Action<StoreDamagedException> damaged)
    {
        try
        {
            check();
        }
        catch (StoreDamagedException damage)
        {
            damaged(damage);
        }
    }
}
