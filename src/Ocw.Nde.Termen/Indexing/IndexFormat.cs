using System.Numerics;
using System.Runtime.InteropServices;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>
/// The file of one source's index: a header page, then sections of plain little-endian arrays, each on an 8-byte boundary. Immutable once written.
/// Labels are numbered best first (fewest words, then preferred before alternative, then shortest), so that postings in order of number are in order of
/// rank too: they can be intersected, and a search can stop as soon as it has enough.
/// </summary>
internal static class IndexFormat
{
    internal const ulong Magic = 0x3130_5845_444E_4954; // "TINDEX01"

    /// <summary>2 and 3: stems, notes, types, matches, languages of words, local ids, popularity, and keys in buckets. 4: surnames, consonants, countries and prominence. A file of another version is rebuilt from the store.</summary>
    internal const int Version = 4;

    internal const int HeaderBytes = 4096;

    internal const int SectionCount = (int)IndexSection.Count;

    /// <summary>The kind of the entries among the labels that are notations; no label of a term has it.</summary>
    internal const TermLabelKind NotationKind = (TermLabelKind)3;

    internal const string Extension = ".tidx";

    /// <summary>CRC-32C over any number of bytes, eight at a time.</summary>
    internal static uint Checksum(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * 8)..])
            crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }
}

/// <summary>The sections, in the order of the header's table.</summary>
internal enum IndexSection
{
    /// <summary>JSON: <see cref="IndexDescription"/>.</summary>
    Description,

    /// <summary>The records of <see cref="TermRecordCodec"/>, one after another.</summary>
    Records,

    /// <summary><c>long[terms + 1]</c>: where the records begin.</summary>
    RecordStarts,

    /// <summary><see cref="TermFacts"/><c>[terms]</c>.</summary>
    Facts,

    /// <summary><c>int[labels]</c>: the term of a label.</summary>
    LabelTerms,

    /// <summary><c>byte[labels]</c>: <see cref="TermLabelKind"/>.</summary>
    LabelKinds,

    /// <summary><c>byte[labels]</c>: number of the language in the description; 0 is none.</summary>
    LabelLanguages,

    /// <summary><c>uint[labels + 1]</c>: where the label texts begin.</summary>
    LabelTextStarts,

    /// <summary>UTF-8 of the labels.</summary>
    LabelTexts,

    /// <summary><c>uint[labels + 1]</c>: where the folded labels begin.</summary>
    LabelFoldStarts,

    /// <summary>UTF-8 of the folded labels.</summary>
    LabelFolds,

    /// <summary><c>int[labels]</c>: labels in order of their folded bytes.</summary>
    LabelOrder,

    /// <summary><c>uint[buckets + 1]</c>: where the keys begin whose hashes begin with the number of the bucket; a power of two of them.</summary>
    KeyBuckets,

    /// <summary><c>uint[keys]</c>: the next 32 bits of the hashes of keys, sorted within their bucket.</summary>
    KeyHashes,

    /// <summary><c>int[keys]</c>: the label of each key, or the term for keys of notations, IRIs and matches.</summary>
    KeyTargets,

    /// <summary><c>uint[words + 1]</c>: where the words begin.</summary>
    WordStarts,

    /// <summary>UTF-8 of the words, sorted.</summary>
    Words,

    /// <summary><c>uint[words + 1]</c>: where the postings of each word begin.</summary>
    PostingStarts,

    /// <summary><c>int[]</c>: label numbers per word, ascending.</summary>
    Postings,

    /// <summary><c>int[terms + 1]</c>: where the broader terms of a term begin.</summary>
    BroaderStarts,

    /// <summary><c>int[]</c>: broader terms.</summary>
    Broader,

    /// <summary><c>int[terms + 1]</c>: where the narrower terms of a term begin.</summary>
    NarrowerStarts,

    /// <summary><c>int[]</c>: narrower terms.</summary>
    Narrower,

    /// <summary><c>byte[words]</c>: <see cref="WordUse"/>.</summary>
    WordUses,

    /// <summary><c>ulong[]</c>: hashes of stems, sorted.</summary>
    StemHashes,

    /// <summary><c>int[]</c>: the word of each stem.</summary>
    StemWords,

    /// <summary><c>uint[words + 1]</c>: where the postings of each word in the notes begin.</summary>
    NotePostingStarts,

    /// <summary><c>int[]</c>: terms per word of their notes, ascending.</summary>
    NotePostings,

    /// <summary><c>int[terms]</c>: the number of a term's set of types and schemes.</summary>
    TypeSetOf,

    /// <summary>The sets of types and schemes, by <see cref="TypeSetTable"/>.</summary>
    TypeSets,

    /// <summary><c>ulong[]</c>: hashes of the IRIs that terms name as exact match, sorted.</summary>
    MatchHashes,

    /// <summary><c>int[]</c>: the term of each exact match.</summary>
    MatchTerms,

    /// <summary>The number of sections.</summary>
    Count,
}

/// <summary>Where a word of the index stands.</summary>
[Flags]
internal enum WordUse : byte
{
    /// <summary>In a note only, or in a label of another language.</summary>
    None = 0,

    /// <summary>In a Dutch label, or one without language.</summary>
    Dutch = 1,

    /// <summary>In an English label, or one without language.</summary>
    English = 2,
}

/// <summary>What matching needs of a term without reading its record.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct TermFacts
{
    internal const int UnknownYear = int.MinValue;

    internal int BirthYear;
    internal int DeathYear;
    internal float Latitude;
    internal float Longitude;
    internal uint GenreBits;
    internal ushort PlaceKindBits;
    internal byte Deprecated;
    internal byte Popularity;

    /// <summary>How much is known of the term, or lives in the place: see <see cref="TermTraits.ProminenceOf"/>.</summary>
    internal byte Prominence;
    internal ushort CountryBits;

    internal readonly int? Birth => BirthYear == UnknownYear ? null : BirthYear;

    internal readonly int? Death => DeathYear == UnknownYear ? null : DeathYear;

    internal readonly TermGenres Genres => (TermGenres)GenreBits;

    internal readonly PlaceKinds PlaceKinds => (PlaceKinds)PlaceKindBits;

    internal readonly CountryCode Country => new(CountryBits);

    internal readonly bool HasCoordinates => !float.IsNaN(Latitude) && !float.IsNaN(Longitude);

    internal static TermFacts Of(TermRecord record, PlaceKinds kinds) => new()
    {
        BirthYear = record.Birth ?? UnknownYear,
        DeathYear = record.Death ?? UnknownYear,
        Latitude = (float?)record.Latitude ?? float.NaN,
        Longitude = (float?)record.Longitude ?? float.NaN,
        GenreBits = (uint)record.Genres,
        PlaceKindBits = (ushort)kinds,
        Deprecated = record.IsDeprecated ? (byte)1 : (byte)0,
        Popularity = PopularityOf(record),
        Prominence = TermTraits.ProminenceOf(record),
        CountryBits = CountryCode.Parse(record.Country).Value,
    };

    // A term with many names, relations and matches is one that many people know: 16 for every doubling.
    private static byte PopularityOf(TermRecord record) => (byte)Math.Min(255, 16 * Math.Log2(1 + record.Labels.Count + record.Relations.Count));
}
