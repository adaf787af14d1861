namespace Ocw.Nde.Termen.Catalog;

/// <summary>Chooses among texts by language.</summary>
public static class CatalogText
{
    /// <summary>The text in the first of these languages that has one, else in Dutch, English, without language, or any; <see langword="null"/> where there is none.</summary>
    /// <param name="texts">The texts by language tag.</param>
    /// <param name="languages">The languages wanted, best first.</param>
    public static string? Choose(IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(languages);
        foreach (var language in languages.Concat(["nl", "en", ""]))
        {
            if (texts.TryGetValue(language.ToLowerInvariant(), out var text))
                return text;
            var dash = language.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && texts.TryGetValue(language[..dash].ToLowerInvariant(), out text))
                return text;
        }

        return texts.Count == 0 ? null : texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value;
    }
}
