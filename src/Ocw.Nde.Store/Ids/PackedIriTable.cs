using System.Text;

namespace Ocw.Nde.Store.Ids;

/// <summary>The IRIs that are packed into an id: a well-known prefix, 1 to 13 digits, and for some sources a closing slash.</summary>
/// <remarks>
/// Payload: 8 bits of entry number, then 13 nibbles of digit + 1, left-aligned, so that the ids of one prefix sort as the IRIs do.
/// The table of a store is written at its creation and never changes; the number of an entry is its place in the list.
/// </remarks>
public sealed class PackedIriTable
{
    /// <summary>The most entries that a table can have.</summary>
    public const int MaxEntries = 255;

    /// <summary>The longest prefix, in bytes of UTF-8.</summary>
    public const int MaxPrefixBytes = 200;

    internal const int MaxDigits = 13;

    internal const int MaxIriBytes = MaxPrefixBytes + MaxDigits + 1;

    private const int DigitBits = 4 * MaxDigits;

    private readonly Entry[] _entries;
    private readonly int[] _slots;

    /// <summary>A table of these patterns.</summary>
    /// <param name="patterns">
    /// Each a prefix that does not end in a digit, followed by <c>#</c> for the digits, and optionally a slash:
    /// <c>http://vocab.getty.edu/aat/{n}</c> or <c>https://sws.geonames.org/{n}/</c>.
    /// </param>
    /// <exception cref="ArgumentException">A pattern is malformed, or there are more than <see cref="MaxEntries"/>.</exception>
    /// <exception cref="InvalidOperationException">A pattern stands twice.</exception>
    public PackedIriTable(params IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Count > MaxEntries)
            throw new ArgumentException($"A table of packed IRIs holds at most {MaxEntries} patterns, not {patterns.Count}.", nameof(patterns));

        Patterns = [.. patterns];
        _entries = [.. patterns.Select(Parse)];
        _slots = new int[_entries.Length < 64 ? 256 : 1024];
        for (var i = 0; i < _entries.Length; i++)
            Insert(i);
    }

    /// <summary>The sources that Dutch heritage data links to most: Getty, RKD, GeoNames, Wikidata, VIAF, NTA, NMVW, GTAA, WO2.</summary>
    public static PackedIriTable Default { get; } = new(
        "http://vocab.getty.edu/aat/{n}",
        "http://vocab.getty.edu/ulan/{n}",
        "http://vocab.getty.edu/tgn/{n}",
        "http://www.wikidata.org/entity/Q{n}",
        "http://www.wikidata.org/entity/P{n}",
        "http://www.wikidata.org/prop/direct/P{n}",
        "https://www.wikidata.org/wiki/Q{n}",
        "https://data.rkd.nl/artists/{n}",
        "https://data.rkd.nl/images/{n}",
        "https://data.rkd.nl/thesau/{n}",
        "https://rkd.nl/explore/artists/{n}",
        "https://rkd.nl/artists/{n}",
        "https://sws.geonames.org/{n}/",
        "https://sws.geonames.org/{n}",
        "http://sws.geonames.org/{n}/",
        "http://sws.geonames.org/{n}",
        "https://www.geonames.org/{n}",
        "http://www.geonames.org/{n}",
        "http://viaf.org/viaf/{n}",
        "https://viaf.org/viaf/{n}",
        "http://data.bibliotheken.nl/id/thes/p{n}",
        "http://data.bibliotheken.nl/id/nbt/p{n}",
        "https://hdl.handle.net/20.500.11840/termmaster{n}",
        "https://hdl.handle.net/20.500.11840/{n}",
        "http://data.beeldengeluid.nl/gtaa/{n}",
        "https://data.niod.nl/WO2_Thesaurus/{n}",
        "http://id.worldcat.org/fast/{n}",
        "http://id.loc.gov/authorities/names/n{n}",
        "http://id.loc.gov/authorities/subjects/sh{n}",
        "https://d-nb.info/gnd/{n}",
        "http://d-nb.info/gnd/{n}",
        "https://www.openstreetmap.org/node/{n}",
        "https://www.openstreetmap.org/way/{n}",
        "https://www.openstreetmap.org/relation/{n}");

    /// <summary>The patterns, in order of their number.</summary>
    public IReadOnlyList<string> Patterns { get; }

    internal bool TryPack(ReadOnlySpan<byte> iri, out ulong payload)
    {
        payload = 0;
        var slash = !iri.IsEmpty && iri[^1] == (byte)'/';
        var body = slash ? iri[..^1] : iri;
        var prefixLength = body.Length;
        while (prefixLength > 0 && body[prefixLength - 1] - (uint)'0' <= 9)
            prefixLength--;

        var digits = body[prefixLength..];
        if (digits.Length is 0 or > MaxDigits || !TryFind(body[..prefixLength], slash, out var number))
            return false;

        payload = (ulong)number << DigitBits;
        var shift = DigitBits;
        foreach (var digit in digits)
            payload |= (ulong)(digit - '0' + 1) << (shift -= 4);
        return true;
    }

    internal int Unpack(ulong payload, Span<byte> destination)
    {
        var number = (int)(payload >> DigitBits);
        if (number >= _entries.Length)
            throw new KeyNotFoundException($"Packed IRI {number:D} has no prefix in this store's table of {_entries.Length}.");

        var entry = _entries[number];
        entry.Prefix.CopyTo(destination);
        var length = entry.Prefix.Length;
        for (var shift = DigitBits - 4; shift >= 0; shift -= 4)
        {
            var nibble = (int)(payload >> shift) & 0xF;
            if (nibble == 0)
                break;
            destination[length++] = (byte)('0' + nibble - 1);
        }

        if (entry.Slash)
            destination[length++] = (byte)'/';
        return length;
    }

    private static Entry Parse(string pattern)
    {
        var slash = pattern.EndsWith("{n}/", StringComparison.Ordinal);
        var prefix = slash ? pattern[..^4] : pattern.EndsWith("{n}", StringComparison.Ordinal) ? pattern[..^3] : "";
        var bytes = Encoding.UTF8.GetBytes(prefix);
        if (bytes.Length is 0 or > MaxPrefixBytes || char.IsAsciiDigit(prefix[^1]))
        {
            throw new ArgumentException(
                $"'{pattern}' is no pattern for packed IRIs: expected a prefix of 1 to {MaxPrefixBytes} bytes that does not end in a digit, then {{n}}, then at most a slash.",
                nameof(pattern));
        }

        return new Entry(bytes, slash);
    }

    // The last eight bytes of a prefix and its length tell the known sources apart.
    private static uint Hash(ReadOnlySpan<byte> prefix, bool slash)
    {
        ulong tail = 0;
        foreach (var b in prefix.Length > 8 ? prefix[^8..] : prefix)
            tail = (tail << 8) | b;
        return (uint)(((tail ^ ((ulong)prefix.Length << 57) ^ (slash ? 0x5BUL : 0)) * 0x9E3779B97F4A7C15UL) >> 40);
    }

    private bool TryFind(ReadOnlySpan<byte> prefix, bool slash, out int number)
    {
        var mask = (uint)_slots.Length - 1;
        for (var slot = Hash(prefix, slash) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            number = _slots[slot] - 1;
            if (_entries[number].Slash == slash && prefix.SequenceEqual(_entries[number].Prefix))
                return true;
        }

        number = 0;
        return false;
    }

    private void Insert(int number)
    {
        var entry = _entries[number];
        if (TryFind(entry.Prefix, entry.Slash, out _))
            throw new InvalidOperationException($"The pattern '{Patterns[number]}' stands twice in the table of packed IRIs.");

        var mask = (uint)_slots.Length - 1;
        var slot = Hash(entry.Prefix, entry.Slash) & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = number + 1;
    }

    private readonly record struct Entry(byte[] Prefix, bool Slash);
}
