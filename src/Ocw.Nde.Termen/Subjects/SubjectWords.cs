using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>The words of texts by which objects and subjects are compared: folded, without number, and without those that every text has.</summary>
internal static class SubjectWords
{
    private const int LeastLetters = 3;
    private const int MaxWords = 600;

    private static readonly FrozenSet<string> s_stopWords = FrozenSet.ToFrozenSet(
        [
            "de", "het", "een", "en", "van", "in", "op", "met", "aan", "voor", "uit", "door", "bij", "naar", "over", "tot", "te", "om", "als", "of", "is", "zijn", "was", "werd", "worden", "wordt", "die", "dat", "deze", "dit",
            "der", "den", "des", "ook", "niet", "er", "haar", "hun", "zij", "hij", "onder", "tussen", "na", "per", "zoals", "waarop", "waarin", "links", "rechts", "linksonder", "rechtsonder", "linksboven", "rechtsboven",
            "onderdeel", "etc", "algemeen", "the", "a", "an", "of", "and", "or", "to", "with", "for", "on", "by", "from", "at", "as", "its", "not", "general", "also", "other", "others",
        ],
        StringComparer.Ordinal);

    /// <summary>The words of a text, in their order, each as often as it stands there.</summary>
    internal static IEnumerable<string> Of(string text)
    {
        var folded = TextFolder.Fold(text);
        var taken = 0;
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length < LeastLetters || s_stopWords.Contains(word) || char.IsAsciiDigit(word[0]))
                continue;
            if (++taken > MaxWords)
                yield break;
            yield return Spelling.NumberForm(word);
        }
    }
}
