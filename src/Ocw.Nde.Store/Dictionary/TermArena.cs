using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Terms in memory by their bytes: an open-addressing table of (half hash, offset) over one array of records in order of arrival.</summary>
/// <remarks>Record: id (8 bytes), qualifier (4), length (4), text, padded to 8. A look-up costs two cache misses: the slot and the record.</remarks>
internal sealed class TermArena
{
    private const int HeaderBytes = 16;

    private byte[] _records;
    private ulong[] _slots;

    /// <param name="seed">The seed that the caller hashes with.</param>
    /// <param name="expectedTerms">A guess of the number of terms.</param>
    internal TermArena(ulong seed, int expectedTerms = 16)
    {
        Seed = seed;
        _slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)expectedTerms * 2)];
        _records = new byte[expectedTerms * 64];
    }

    /// <summary>The seed of the hashes.</summary>
    internal ulong Seed { get; }

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
        var mask = (uint)_slots.Length - 1;
        var half = hash >> 32;
        for (var at = (uint)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = _slots[at];
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
        var size = (HeaderBytes + key.Text.Length + 7) & ~7;
        if (record + (long)size > _records.Length)
            GrowRecords(record + (long)size);

        var span = _records.AsSpan(record);
        MemoryMarshal.Write(span, id);
        MemoryMarshal.Write(span[8..], key.Qualifier);
        MemoryMarshal.Write(span[12..], key.Text.Length);
        key.Text.CopyTo(span[HeaderBytes..]);
        Used = record + size;
        Count++;
        Insert(hash, record);
        return record;
    }

    internal ulong IdAt(int record) => Unsafe.ReadUnaligned<ulong>(ref _records[record]);

    internal uint QualifierAt(int record) => Unsafe.ReadUnaligned<uint>(ref _records[record + 8]);

    internal ReadOnlySpan<byte> TextAt(int record) =>
        _records.AsSpan(record + HeaderBytes, Unsafe.ReadUnaligned<int>(ref _records[record + 12]));

    /// <summary>The record after this one, in order of arrival; <see cref="Used"/> after the last.</summary>
    internal int NextRecord(int record) => record + ((HeaderBytes + Unsafe.ReadUnaligned<int>(ref _records[record + 12]) + 7) & ~7);

    /// <summary>Forgets all terms and keeps the memory.</summary>
    internal void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
        Used = 0;
    }

    private static int PlaceOf(ulong slot) => (int)((uint)slot - 1) * 8;

    private void Insert(ulong hash, int record)
    {
        var mask = (uint)_slots.Length - 1;
        var at = (uint)hash & mask;
        while (_slots[at] != 0)
            at = (at + 1) & mask;
        _slots[at] = (hash >> 32 << 32) | ((uint)(record / 8) + 1);
    }

    private void GrowSlots()
    {
        // The slot keeps only the upper half of the hash; the lower half is made again from the text.
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot == 0)
                continue;
            var record = PlaceOf(slot);
            Insert(TermHash.Of(QualifierAt(record), TextAt(record), Seed), record);
        }
    }

    private void GrowRecords(long needed)
    {
        if (needed > Array.MaxLength - 64)
            throw new InvalidOperationException("The terms of one batch do not fit in memory.");
        Array.Resize(ref _records, (int)Math.Min(Math.Max(needed, _records.LongLength * 2), Array.MaxLength));
    }
}
