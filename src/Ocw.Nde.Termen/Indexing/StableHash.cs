using System.Numerics;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>A 64-bit hash that is part of the index format: the same text gives the same number on every machine and in every run.</summary>
/// <remarks>Of keys that are made of words, the order of the words does not count, so that nobody need sort them.</remarks>
internal static class StableHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    internal static ulong Of(TermKeyKind kind, ReadOnlySpan<char> text)
    {
        if (kind is not (TermKeyKind.Words or TermKeyKind.Stems or TermKeyKind.PlaceName))
            return One(kind, text);
        var words = new WordsHash(kind);
        foreach (var word in text.Split(' '))
            words.Add(text[word]);
        return words.Value;
    }

    internal static ulong One(TermKeyKind kind, ReadOnlySpan<char> text)
    {
        var hash = ((ulong)kind + 1) * Multiplier;
        foreach (var c in text)
            hash = BitOperations.RotateLeft((hash ^ c) * Multiplier, 29);
        return Finish(hash ^ (ulong)text.Length);
    }

    internal static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EB;
        return hash ^ (hash >> 31);
    }
}

/// <summary>The hash of a key that is made of words, word by word.</summary>
internal struct WordsHash(TermKeyKind kind)
{
    private ulong _sum;
    private ulong _count;

    internal readonly ulong Value => StableHash.Finish(_sum ^ (_count << 56) ^ (ulong)kind);

    internal void Add(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
            return;
        _sum += StableHash.One(kind, word);
        _count++;
    }
}

/// <summary>The keys under which the index finds labels and terms. The numbers are part of the index format.</summary>
internal enum TermKeyKind : byte
{
    /// <summary>The sorted words of the base of a label; and of the whole label where it has a qualifier.</summary>
    Words = 0,

    /// <summary>The stems of the words: plurals and spelling variants meet.</summary>
    Stems = 1,

    /// <summary>The skeleton of the base without spaces: compounds written together or apart meet.</summary>
    Skeleton = 2,

    /// <summary>Surname and first initial of a person.</summary>
    Initial = 3,

    /// <summary>A place name without the word for its kind.</summary>
    PlaceName = 4,

    /// <summary>A notation.</summary>
    Notation = 5,

    /// <summary>The IRI of a term.</summary>
    Iri = 6,

    /// <summary>The IRI of an exact match of a term.</summary>
    ExactMatch = 7,

    /// <summary>The last part of the IRI of a term: «300015050» of <c>http://vocab.getty.edu/aat/300015050</c>.</summary>
    LocalId = 8,

    /// <summary>The Dutch stem of a word.</summary>
    DutchStem = 9,

    /// <summary>The English stem of a word.</summary>
    EnglishStem = 10,

    /// <summary>The surname of a person, and each part of a double one.</summary>
    Surname = 11,

    /// <summary>The consonants of the words that bear meaning: spellings and transliterations that differ in vowels and articles meet.</summary>
    Consonants = 12,
}
