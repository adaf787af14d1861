using System.Buffers.Binary;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>What an index says, or what was read, in a few bytes whatever the number of blocks: their number, their sizes together, and a checksum over all.</summary>
internal sealed class XzIndexSum : IEquatable<XzIndexSum>
{
    private long _count;
    private long _packed;
    private long _unpacked;
    private ulong _checksum;

    internal void Clear() => (_count, _packed, _unpacked, _checksum) = (0, 0, 0, 0);

    internal void Add(long packed, long unpacked)
    {
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(record, packed);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], unpacked);
        _count++;
        _packed += packed;
        _unpacked += unpacked;
        _checksum = Crc64.Update(_checksum, record);
    }

    public bool Equals(XzIndexSum? other) =>
        other is not null && (_count, _packed, _unpacked, _checksum) == (other._count, other._packed, other._unpacked, other._checksum);

    public override bool Equals(object? obj) => Equals(obj as XzIndexSum);

    public override int GetHashCode() => _checksum.GetHashCode();
}
