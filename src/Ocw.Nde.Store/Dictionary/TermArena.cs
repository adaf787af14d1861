using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Terms in memory by their bytes: an open-addressing table of (half hash, offset) over one array of records in order of arrival.</summary>
/// <remarks>Record: id (8 bytes), hash (8), qualifier (4), length (4), text, padded to 8. A look-up costs two cache misses: the slot and the record.</remarks>
internal sealed class TermArena
{
    private const int HeaderBytes = 24;

    private byte[] _records;
    private ulong[] _slots;

    /// <param name="expectedTerms">A guess of the number of terms.</param>
    internal TermArena(int expectedTerms = 16)
    {
        _slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)expectedTerms * 2)];
        _records = new byte[expectedTerms * 64];
    }

    /// <summary>The number of terms.</summary>
    internal int Count { get; private set; }

    /// <summary>The bytes of the records.</summary>
    internal int Used { get; private set; }

    /// <summary>The bytes of the records and of their slots.</summary>
    internal long UsedBytes => Used + (Count * 16L);

    /// <summary>Finds a term.</summary>
    /// <returns>The place of its record, or -1.</returns>
    internal int Find(ulong hash, in TermKey key)
    {
        var slots = _slots;
        var mask = (uint)slots.Length - 1;
        var half = hash >> 32;
        for (var at = (uint)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0)
                return -1;
            if (slot >> 32 != half)
                continue;

            var record = PlaceOf(slot);
            if (QualifierAt(record) == key.Qualifier && TextAt(record).SequenceEqual(key.Text))
                return record;
        }
    }

    /// <summary>Adds a term that <see cref="Find"/> did not find.</summary>
    /// <returns>The place of its record.</returns>
    internal int Add(ulong hash, in TermKey key, ulong id)
    {
        if (Count * 10L >= _slots.Length * 7L)
            GrowSlots();

        var record = Used;
        var size = (HeaderBytes + (long)key.Text.Length + 7) & ~7L;
        if (record + size > _records.Length)
            GrowRecords(record + size);

        var span = _records.AsSpan(record);
        MemoryMarshal.Write(span, id);
        MemoryMarshal.Write(span[8..], hash);
        MemoryMarshal.Write(span[16..], key.Qualifier);
        MemoryMarshal.Write(span[20..], key.Text.Length);
        key.Text.CopyTo(span[HeaderBytes..]);
        Used = record + (int)size;
        Count++;
        Insert(_slots, hash, record);
        return record;
    }

    internal ulong IdAt(int record) => Read<ulong>(record);

    internal ulong HashAt(int record) => Read<ulong>(record + 8);

    internal uint QualifierAt(int record) => Read<uint>(record + 16);

    internal ReadOnlySpan<byte> TextAt(int record) => _records.AsSpan(record + HeaderBytes, Read<int>(record + 20));

    /// <summary>The record after this one, in order of arrival; <see cref="Used"/> after the last.</summary>
    internal int NextRecord(int record) => record + ((HeaderBytes + Read<int>(record + 20) + 7) & ~7);

    /// <summary>Forgets all terms and keeps the memory.</summary>
    internal void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
        Used = 0;
    }

    private static int PlaceOf(ulong slot) => (int)((uint)slot - 1) * 8;

    private static void Insert(ulong[] slots, ulong hash, int record)
    {
        var mask = (uint)slots.Length - 1;
        var at = (uint)hash & mask;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = (hash >> 32 << 32) | ((uint)(record / 8) + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Read<T>(int place)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref _records[place]);

    private void GrowSlots()
    {
        _slots = new ulong[checked(_slots.Length * 2)];
        for (var record = 0; record < Used; record = NextRecord(record))
            Insert(_slots, HashAt(record), record);
    }

    private void GrowRecords(long needed)
    {
        if (needed > Array.MaxLength - 64)
            throw new InvalidOperationException("The terms of one batch do not fit in memory.");
        var records = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(needed, _records.LongLength * 2), Array.MaxLength));
        Buffer.BlockCopy(_records, 0, records, 0, Used);
        _records = records;
    }
}
