using System.Security.Cryptography;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Format;

/// <summary>What a store decides once, at its creation: its identity, the seed of its hashes, and the prefixes of its packed IRIs.</summary>
internal sealed record Superblock(Guid StoreId, ulong HashSeed, TermCodec Codec)
{
    private static ReadOnlySpan<byte> Magic => "NDESUPER"u8;

    internal static Superblock Create(PackedIriTable packedIris) =>
        new(Guid.NewGuid(), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), new TermCodec(packedIris));

    internal static Superblock Read(IStoreFiles files)
    {
        var payload = FramedFile.Read(files, StoreFileNames.Superblock, Magic);
        try
        {
            var reader = new ByteReader(payload);
            var id = new Guid(reader.Raw(16));
            var seed = reader.Fixed64();
            var patterns = new string[reader.Count()];
            for (var i = 0; i < patterns.Length; i++)
                patterns[i] = reader.Text();
            return new Superblock(id, seed, new TermCodec(new PackedIriTable(patterns)));
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new StoreDamagedException(files.PathOf(StoreFileNames.Superblock), 0, error.Message, error);
        }
    }

    internal void Write(IStoreFiles files)
    {
        var writer = new ByteWriter();
        writer.Raw(StoreId.ToByteArray());
        writer.Fixed64(HashSeed);
        writer.Number(Codec.PackedIris.Patterns.Count);
        foreach (var pattern in Codec.PackedIris.Patterns)
            writer.Text(pattern);
        FramedFile.Write(files, StoreFileNames.Superblock, Magic, writer.Written);
    }
}
