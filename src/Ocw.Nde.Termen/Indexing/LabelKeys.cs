using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The keys of one label: written into the index for labels of terms, looked up for values.</summary>
internal static class LabelKeys
{
    /// <summary>Labels of more words than this are sentences: only their exact words are keys.</summary>
    internal const int MaxWordsForVariants = 8;

    /// <summary>Calls <paramref name="add"/> for each key that the label is found under.</summary>
    internal static void ForTerm(LabelForm label, TermGenres genres, Action<ulong> add)
    {
        if (label.IsEmpty)
            return;
        add(StableHash.Of(TermKeyKind.Words, label.Sorted));
        var whole = ReferenceEquals(label.Folded, label.Direct) ? label.Sorted : TextFolder.SortWords(label.Folded);
        if (!string.Equals(whole, label.Sorted, StringComparison.Ordinal))
            add(StableHash.Of(TermKeyKind.Words, whole));
        if (WordCount(label.Direct) > MaxWordsForVariants)
            return;

        add(StableHash.Of(TermKeyKind.Stems, Spelling.Stems(label.Direct)));
        add(StableHash.Of(TermKeyKind.Skeleton, Spelling.Skeleton(label.Direct)));
        if (genres == TermGenres.None || (genres & TermGenres.Agent) != TermGenres.None)
        {
            if (Initial(PersonName.Parse(label.Base)) is { Length: > 0 } initial)
                add(StableHash.Of(TermKeyKind.Initial, initial));
        }

        if ((genres & TermGenres.Place) != TermGenres.None && PlaceKindWords.TakeOff(label.Direct) is { Name.Length: > 0 } place)
            add(StableHash.Of(TermKeyKind.PlaceName, TextFolder.SortWords(place.Name)));
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
