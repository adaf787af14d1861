using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>The words for genres in qualifiers (<c>ontologies/termen/genre-words.tsv</c>).</summary>
public static class GenreWords
{
    private static readonly FrozenDictionary<string, TermGenres> s_words = Load();

    /// <summary>The genres that a folded qualifier names; none if it names none.</summary>
    public static TermGenres Of(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return s_words.GetValueOrDefault(folded);
    }

    private static FrozenDictionary<string, TermGenres> Load()
    {
        var words = new Dictionary<string, TermGenres>(StringComparer.Ordinal);
        foreach (var (name, word) in WordTables.Read("genre-words.tsv"))
        {
            if (!TermGenreNames.TryParse(name, out var genre))
                throw new InvalidOperationException($"The table genre-words.tsv names the genre '{name}', which does not exist.");
            var folded = TextFolder.Fold(word);
            words[folded] = words.GetValueOrDefault(folded) | genre;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
