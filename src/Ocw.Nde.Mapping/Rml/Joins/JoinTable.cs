using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Mapping.Rml.Joins;

/// <summary>The build side of a hash join: payloads by key, in the order in which they came. What is over the ceiling goes to a temporary file.</summary>
/// <remarks>For each entry 16 bytes, and about as much again for the buckets, stay in memory whatever the ceiling.</remarks>
internal sealed class JoinTable(long maxBytes, string temporaryFolder) : IDisposable
{
    private const int ChunkSize = 1 << 20;
    private const int Header = 8;

    private readonly List<byte[]> _chunks = [];
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = NewBuckets(32);
    private int _count;
    private int _used;
    private long _memory;
    private SafeFileHandle? _file;
    private byte[]? _pending;
    private int _pendingLength;
    private long _written;

    /// <summary>How many entries there are.</summary>
    public int Count => _count;

    /// <summary>How many bytes went to the temporary file.</summary>
    public long SpilledBytes => _written + _pendingLength;

    /// <summary>Adds an entry.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        if (_count == _entries.Length)
            Grow();
        var hash = Hash(key);
        var offset = Store(key, payload);
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[_count] = new Entry(offset, hash, bucket);
        bucket = _count++;
    }

    /// <summary>Adds the payloads of a key to <paramref name="found"/>, in the order in which they came.</summary>
    public void Find(ReadOnlySpan<byte> key, List<ReadOnlyMemory<byte>> found)
    {
        var first = found.Count;
        var hash = Hash(key);
        for (var at = _buckets[hash & (uint)(_buckets.Length - 1)]; at >= 0; at = _entries[at].Next)
        {
            if (_entries[at].Hash == hash && Load(_entries[at].Offset) is var entry && KeyOf(entry).SequenceEqual(key))
                found.Add(PayloadOf(entry));
        }

        found.Reverse(first, found.Count - first);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static int[] NewBuckets(int size)
    {
        var buckets = new int[size];
        Array.Fill(buckets, -1);
        return buckets;
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return (uint)hash.ToHashCode();
    }

    private static ReadOnlySpan<byte> KeyOf(ReadOnlyMemory<byte> entry) => entry.Span.Slice(Header, BinaryPrimitives.ReadInt32LittleEndian(entry.Span));

    private static ReadOnlyMemory<byte> PayloadOf(ReadOnlyMemory<byte> entry) => entry[(Header + BinaryPrimitives.ReadInt32LittleEndian(entry.Span))..];

    private void Grow()
    {
        Array.Resize(ref _entries, _count * 2);
        _buckets = NewBuckets(_entries.Length * 2);
        for (var i = 0; i < _count; i++)
        {
            ref var bucket = ref _buckets[_entries[i].Hash & (uint)(_buckets.Length - 1)];
            _entries[i] = _entries[i] with { Next = bucket };
            bucket = i;
        }
    }

    // Offsets from 0 are in memory, in chunks; those below zero are in the file, counted from -1.
    private long Store(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var length = Header + key.Length + payload.Length;
        if (_file is null && _memory + length > maxBytes)
            _file = File.OpenHandle(Path.Combine(temporaryFolder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        if (_file is not null)
            return StoreInFile(key, payload, length);
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < length)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, length)]);
            _used = 0;
        }

        Write(_chunks[^1].AsSpan(_used), key, payload);
        var offset = ((long)(_chunks.Count - 1) << 32) | (uint)_used;
        _used += length;
        _memory += length;
        return offset;
    }

    private long StoreInFile(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, int length)
    {
        _pending ??= new byte[ChunkSize];
        if (_pending.Length - _pendingLength < length)
        {
            Push();
            if (_pending.Length < length)
                _pending = new byte[length];
        }

        Write(_pending.AsSpan(_pendingLength), key, payload);
        var offset = _written + _pendingLength;
        _pendingLength += length;
        return -1 - offset;
    }

    private static void Write(Span<byte> target, ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], payload.Length);
        key.CopyTo(target[Header..]);
        payload.CopyTo(target[(Header + key.Length)..]);
    }

    private void Push()
    {
        RandomAccess.Write(_file!, _pending.AsSpan(0, _pendingLength), _written);
        _written += _pendingLength;
        _pendingLength = 0;
    }

    private ReadOnlyMemory<byte> Load(long offset)
    {
        if (offset >= 0)
        {
            var chunk = _chunks[(int)(offset >> 32)].AsMemory((int)(uint)offset);
            return chunk[..LengthOf(chunk.Span)];
        }

        if (_pendingLength > 0)
            Push();
        Span<byte> header = stackalloc byte[Header];
        RandomAccess.Read(_file!, header, -1 - offset);
        var entry = new byte[LengthOf(header)];
        RandomAccess.Read(_file!, entry, -1 - offset);
        return entry;
    }

    private static int LengthOf(ReadOnlySpan<byte> header) =>
        Header + BinaryPrimitives.ReadInt32LittleEndian(header) + BinaryPrimitives.ReadInt32LittleEndian(header[4..]);

    private readonly record struct Entry(long Offset, uint Hash, int Next);
}
