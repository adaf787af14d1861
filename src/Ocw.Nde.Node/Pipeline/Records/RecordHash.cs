using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>What tells a record, and one state of it, apart: 128 bits of SHA-256 each.</summary>
/// <param name="Key">Of its identifier.</param>
/// <param name="Content">Of everything that mapping reads: the content, its media type, and the datestamp.</param>
internal readonly record struct RecordHash(UInt128 Key, UInt128 Content)
{
    /// <summary>The hashes of a record.</summary>
    public static RecordHash Of(string identifier, ReadOnlySpan<byte> content, string mediaType, DateTimeOffset? datestamp)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(moment, datestamp?.UtcTicks ?? 0);
        hash.AppendData(moment);
        hash.AppendData(Encoding.UTF8.GetBytes(mediaType));
        hash.AppendData([0]);
        hash.AppendData(content);
        Span<byte> whole = stackalloc byte[32];
        hash.GetHashAndReset(whole);
        return new RecordHash(KeyOf(identifier), First(whole));
    }

    /// <summary>The hash of an identifier.</summary>
    public static UInt128 KeyOf(string identifier)
    {
        Span<byte> whole = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(identifier), whole);
        return First(whole);
    }

    /// <summary>The first 128 bits of the hash of some bytes.</summary>
    public static UInt128 OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[32];
        SHA256.HashData(bytes, whole);
        return First(whole);
    }

    private static UInt128 First(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
