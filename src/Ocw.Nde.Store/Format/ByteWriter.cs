using System.Buffers.Binary;
using System.Text;
using Ocw.Nde.Store.Dictionary;

namespace Ocw.Nde.Store.Format;

/// <summary>Writes the small records of a store: superblock, manifest, footers.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[256];
    private int _used;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    internal void Number(ulong value)
    {
        Reserve(VarInt.MaxBytes);
        _used = VarInt.Write(_bytes, _used, value);
    }

    internal void Number(long value) => Number((ulong)value);

    internal void Fixed64(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_used), value);
        _used += 8;
    }

    internal void Fixed32(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_used), value);
        _used += 4;
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        Raw(value);
    }

    internal void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_bytes.AsSpan(_used));
        _used += value.Length;
    }

    internal void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    private void Reserve(int more)
    {
        if (_bytes.Length - _used < more)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _used + more)));
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <remarks>Every error is an <see cref="InvalidDataException"/>, which the caller turns into damage with a file and an offset.</remarks>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    internal readonly int Position => _at;

    internal readonly bool AtEnd => _at == _bytes.Length;

    internal ulong Number() => VarInt.Read(_bytes, ref _at);

    internal long Int64() => (long)Number();

    /// <summary>A number of entries that each take at least <paramref name="least"/> bytes, so that damage cannot ask for endless memory.</summary>
    internal int Count(int least = 1)
    {
        var count = Number();
        return count <= (ulong)((_bytes.Length - _at) / least) ? (int)count : throw new InvalidDataException($"A count of {count} entries does not fit in the record.");
    }

    internal ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(8));

    internal uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Raw(4));

    internal ReadOnlySpan<byte> Bytes() => Raw(Count());

    internal string Text() => Encoding.UTF8.GetString(Bytes());

    internal ReadOnlySpan<byte> Raw(int count)
    {
        if (count > _bytes.Length - _at)
            throw new InvalidDataException("A record ends too early.");
        var value = _bytes.Slice(_at, count);
        _at += count;
        return value;
    }
}
