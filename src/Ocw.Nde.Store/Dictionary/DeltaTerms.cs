using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>New terms in memory, with consecutive ordinals, until they are written as a dictionary segment.</summary>
/// <remarks>
/// One writer at a time appends; others read meanwhile without locks. Each reader was given an end when its state was published and sees only what
/// is before it. Nothing that a reader may look at is ever moved or changed: tables that grow are replaced by larger ones.
/// </remarks>
internal sealed class DeltaTerms
{
    private const int PlacesInPart = 1024;
    private const int FirstPlaces = 32;
    private const int ChunkBytes = 1 << 16;

    private readonly ulong _firstOrdinal;
    private Place[][] _places = [new Place[FirstPlaces]];
    private ulong[] _slots = new ulong[64];
    private byte[] _chunk = [];
    private int _chunkUsed;
    private int _count;

    internal DeltaTerms(ulong firstOrdinal) => _firstOrdinal = firstOrdinal;

    internal ulong FirstOrdinal => _firstOrdinal;

    /// <summary>The ordinal of the next term; for the writer.</summary>
    internal ulong EndOrdinal => _firstOrdinal + (ulong)_count;

    /// <summary>The bytes that the terms take, about; for the writer.</summary>
    internal long UsedBytes { get; private set; }

    /// <summary>Appends the term of the next ordinal.</summary>
    internal void Append(uint qualifier, ReadOnlySpan<byte> text, ulong hash)
    {
        var (part, inPart) = (_count / PlacesInPart, _count % PlacesInPart);
        if (part == _places.Length)
            Volatile.Write(ref _places, [.. _places, .. new Place[part][]]);
        if (part > 0)
            _places[part] ??= new Place[PlacesInPart];
        else if (inPart == _places[0].Length)
            GrowFirst();
        _places[part][inPart] = Keep(qualifier, text, hash);
        if (_count * 10L >= _slots.Length * 7L)
            Grow();
        Insert(_slots, hash, _count);
        _count++;
        UsedBytes += text.Length + 64;
    }

    /// <summary>Appends what another has from <see cref="EndOrdinal"/> on, up to an end.</summary>
    internal void AppendFrom(DeltaTerms other, ulong endOrdinal)
    {
        while (EndOrdinal < endOrdinal)
        {
            var text = other.Read(EndOrdinal, out var qualifier);
            Append(qualifier, text, other.HashOf(EndOrdinal));
        }
    }

    /// <summary>Finds a term among those before <paramref name="endOrdinal"/>.</summary>
    internal bool TryFind(ulong hash, in TermKey key, ulong endOrdinal, out ulong ordinal)
    {
        var slots = Volatile.Read(ref _slots);
        var mask = (uint)slots.Length - 1;
        var half = hash >> 32;
        for (var at = (uint)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = Volatile.Read(ref slots[at]);
            if (slot == 0)
            {
                ordinal = 0;
                return false;
            }

            ordinal = _firstOrdinal + (uint)slot - 1;
            if (slot >> 32 != half || ordinal >= endOrdinal)
                continue;
            if (Read(ordinal, out var qualifier).SequenceEqual(key.Text) && qualifier == key.Qualifier)
                return true;
        }
    }

    /// <summary>The text of a term that the caller's state has.</summary>
    internal ReadOnlySpan<byte> Read(ulong ordinal, out uint qualifier)
    {
        var index = (int)(ordinal - _firstOrdinal);
        ref readonly var place = ref Volatile.Read(ref _places)[index / PlacesInPart][index % PlacesInPart];
        qualifier = place.Qualifier;
        return place.Chunk.AsSpan(place.Offset, place.Length);
    }

    /// <summary>The hash that a term was appended with.</summary>
    internal ulong HashOf(ulong ordinal)
    {
        var index = (int)(ordinal - _firstOrdinal);
        return _places[index / PlacesInPart][index % PlacesInPart].Hash;
    }

    private Place Keep(uint qualifier, ReadOnlySpan<byte> text, ulong hash)
    {
        if (text.Length > ChunkBytes / 4)
            return new Place(text.ToArray(), 0, text.Length, qualifier, hash);
        if (text.Length > _chunk.Length - _chunkUsed)
            (_chunk, _chunkUsed) = (new byte[_count < 256 ? ChunkBytes / 16 : ChunkBytes], 0);
        if (text.Length > _chunk.Length)
            return new Place(text.ToArray(), 0, text.Length, qualifier, hash);
        text.CopyTo(_chunk.AsSpan(_chunkUsed));
        _chunkUsed += text.Length;
        return new Place(_chunk, _chunkUsed - text.Length, text.Length, qualifier, hash);
    }

    // Most transactions have few terms.
    private void GrowFirst()
    {
        var larger = new Place[Math.Min(PlacesInPart, _places[0].Length * 4)];
        _places[0].CopyTo(larger, 0);
        Volatile.Write(ref _places[0], larger);
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        for (var i = 0; i < _count; i++)
            Insert(slots, _places[i / PlacesInPart][i % PlacesInPart].Hash, i);
        Volatile.Write(ref _slots, slots);
    }

    private static void Insert(ulong[] slots, ulong hash, int index)
    {
        var mask = (uint)slots.Length - 1;
        var at = (uint)hash & mask;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        Volatile.Write(ref slots[at], (hash >> 32 << 32) | ((uint)index + 1));
    }

    private readonly record struct Place(byte[] Chunk, int Offset, int Length, uint Qualifier, ulong Hash);
}

/// <summary>The terms of <see cref="DeltaTerms"/> that one state has: those before an end.</summary>
internal readonly record struct TermTail(DeltaTerms Terms, ulong EndOrdinal)
{
    /// <summary>Hands over all terms in order of their ordinals.</summary>
    internal void ReadAll(TermVisitor visitor)
    {
        for (var ordinal = Terms.FirstOrdinal; ordinal < EndOrdinal; ordinal++)
        {
            var text = Terms.Read(ordinal, out var qualifier);
            visitor(qualifier, text);
        }
    }

    internal bool Holds(ulong ordinal) => ordinal >= Terms.FirstOrdinal && ordinal < EndOrdinal;

    internal bool TryFind(ulong hash, in TermKey key, out TermId id)
    {
        var found = Terms.TryFind(hash, key, EndOrdinal, out var ordinal);
        id = found ? TermId.Create(key.Tag, ordinal) : default;
        return found;
    }
}
