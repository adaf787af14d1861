using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search.Words;

/// <summary>Takes Dutch compounds apart into words of the index: «olieverfschilderij» is «olieverf» and «schilderij».</summary>
/// <remarks>The parts need no dictionary of their own: a word that no label has would find nothing anyway.</remarks>
internal sealed class CompoundSplitter(SourceIndex index, Vocabulary vocabulary)
{
    private const int ShortestPart = 3;
    private const int MostParts = 4;

    // What may stand between the parts: «stadhuiS-», «boerEN-», «zonnE-».
    private static readonly string[] s_links = ["", "s", "en", "e", "n"];

    /// <summary>The parts in their order, or nothing if the word is no compound of words of this index.</summary>
    internal IReadOnlyList<string> Split(string word)
    {
        if (word.Length < 2 * ShortestPart || word.Length > 60 || !SearchWords.IsStemmed(word))
            return [];
        for (var parts = 2; parts <= MostParts; parts++)
        {
            if (Split(word, parts) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    // Fewest parts first; then the last part, which says what kind of thing it is, as long as it can be.
    private List<string> Split(string word, int parts)
    {
        if (parts == 1)
            return IsWord(word) ? [word] : [];
        for (var at = ShortestPart; at <= word.Length - ShortestPart; at++)
        {
            var last = word[at..];
            if (!IsWord(last))
                continue;
            foreach (var link in s_links)
            {
                var before = word[..at];
                if (!before.EndsWith(link, StringComparison.Ordinal) || before.Length - link.Length < ShortestPart)
                    continue;
                if (Split(before[..^link.Length], parts - 1) is { Count: > 0 } others)
                    return [.. others, last];
            }
        }

        return [];
    }

    // A part of three letters is taken only if it is the whole word of some Dutch label; a longer one may also be a form of it.
    private bool IsWord(string part)
    {
        if (vocabulary.Find(part) is var exact and >= 0 && IsDutch(exact))
            return true;
        return part.Length > ShortestPart + 1 && vocabulary.WithStem(part).Exists(IsDutch);
    }

    private bool IsDutch(int word) => index.Use(word).HasFlag(WordUse.Dutch) && !index.Postings(word).IsEmpty;
}
