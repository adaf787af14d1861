using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The keys of one label: written into the index for labels of terms, looked up for values.</summary>
internal static class LabelKeys
{
    /// <summary>Labels of more words than this are sentences: only their exact words are keys.</summary>
    internal const int MaxWordsForVariants = 8;

    // A shorter part of a double surname is rather a particle or a forename.
    private const int LeastPart = 4;

    /// <summary>Calls <paramref name="add"/> for each key that the label is found under.</summary>
    internal static void ForTerm(LabelForm label, TermGenres genres, Action<ulong> add)
    {
        if (label.IsEmpty)
            return;
        var words = StableHash.Of(TermKeyKind.Words, label.Direct);
        add(words);
        if (!ReferenceEquals(label.Folded, label.Direct) && StableHash.Of(TermKeyKind.Words, label.Folded) is var whole && whole != words)
            add(whole);
        if (WordCount(label.Direct) > MaxWordsForVariants)
            return;

        add(StemsKey(label.Direct));
        add(StableHash.Of(TermKeyKind.Skeleton, Spelling.Skeleton(label.Direct)));
        if (Spelling.Consonants(label.Direct) is { Length: > 0 } consonants)
            add(StableHash.Of(TermKeyKind.Consonants, consonants));
        if (genres == TermGenres.None || (genres & TermGenres.Agent) != TermGenres.None)
            ForPerson(PersonName.Parse(label.Base), add);

        if ((genres & TermGenres.Place) != TermGenres.None && PlaceKindWords.TakeOff(label.Direct) is { Name.Length: > 0 } place)
            add(StableHash.Of(TermKeyKind.PlaceName, place.Name));
    }

    // The key of Spelling.Stems, without the strings between.
    private static ulong StemsKey(ReadOnlySpan<char> folded)
    {
        var hash = new WordsHash(TermKeyKind.Stems);
        Span<char> buffer = stackalloc char[256];
        foreach (var range in folded.Split(' '))
        {
            var stem = Spelling.Stem(folded[range]);
            var skeleton = stem.Length * 2 <= buffer.Length ? buffer : new char[stem.Length * 2];
            hash.Add(skeleton[..Spelling.Skeleton(stem, skeleton)]);
        }

        return hash.Value;
    }

    /// <summary>The skeletons of a surname: the whole, and each long part of a double one («Daniëls-Chevallier»).</summary>
    internal static IEnumerable<string> Surnames(PersonName name)
    {
        var whole = Spelling.Skeleton(name.Surname);
        if (whole.Length == 0)
            yield break;
        yield return whole;
        if (!name.Surname.Contains(' ', StringComparison.Ordinal))
            yield break;
        foreach (var part in name.Surname.Split(' '))
        {
            if (part.Length >= LeastPart && Spelling.Skeleton(part) is var skeleton && !string.Equals(skeleton, whole, StringComparison.Ordinal))
                yield return skeleton;
        }
    }

    private static void ForPerson(PersonName name, Action<ulong> add)
    {
        if (Initial(name) is { Length: > 0 } initial)
            add(StableHash.Of(TermKeyKind.Initial, initial));
        foreach (var surname in Surnames(name))
            add(StableHash.Of(TermKeyKind.Surname, surname));
    }

    /// <summary>Surname skeleton and first initial; the surname alone for a name without given names; empty where there is no surname.</summary>
    internal static string Initial(PersonName name)
    {
        var surname = Spelling.Skeleton(name.Surname);
        if (surname.Length == 0)
            return "";
        return name.Given.Count == 0 ? surname : $"{surname} {name.Given[0].Text[0]}";
    }

    internal static int WordCount(string folded)
    {
        var count = folded.Length == 0 ? 0 : 1;
        foreach (var c in folded)
        {
            if (c == ' ')
                count++;
        }

        return count;
    }
}
