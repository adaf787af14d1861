using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Format;

/// <summary>The content of <c>CURRENT</c>: which manifest holds.</summary>
internal readonly record struct CurrentRoot(Guid StoreId, long ManifestVersion)
{
    private static ReadOnlySpan<byte> Magic => "NDEROOT1"u8;

    internal static CurrentRoot Read(IStoreFiles files)
    {
        var payload = FramedFile.Read(files, StoreFileNames.Current, Magic);
        try
        {
            var reader = new ByteReader(payload);
            return new CurrentRoot(new Guid(reader.Raw(16)), reader.Int64());
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(files.PathOf(StoreFileNames.Current), 0, error.Message, error);
        }
    }

    /// <summary>Writes this beside the present root, durably; nothing depends on it yet.</summary>
    internal void WriteAside(IStoreFiles files)
    {
        var writer = new ByteWriter();
        writer.Raw(StoreId.ToByteArray());
        writer.Number(ManifestVersion);
        FramedFile.Write(files, StoreFileNames.NextCurrent, Magic, writer.Written);
    }

    /// <summary>Puts what was written aside in the place of the root. If this fails, either of the two may be the root on disk.</summary>
    internal static void Switch(IStoreFiles files)
    {
        files.Rename(StoreFileNames.NextCurrent, StoreFileNames.Current);
        files.SyncDirectory();
    }
}
