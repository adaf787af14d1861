using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary>What people call what terms stand for.</summary>
internal static class KindNames
{
    private static readonly Dictionary<string, LocalizedText> s_names = new(StringComparer.Ordinal)
    {
        ["person"] = new("Personen", "Persons"),
        ["organization"] = new("Organisaties", "Organizations"),
        ["place"] = new("Plaatsen", "Places"),
        ["material"] = new("Materialen", "Materials"),
        ["technique"] = new("Technieken", "Techniques"),
        ["type"] = new("Soorten objecten", "Types of object"),
        ["subject"] = new("Onderwerpen", "Subjects"),
        ["period"] = new("Perioden", "Periods"),
        ["culture"] = new("Culturen en stijlen", "Cultures and styles"),
        ["event"] = new("Gebeurtenissen", "Events"),
        ["taxon"] = new("Soorten in de natuur", "Species"),
    };

    /// <summary>The kinds, with their names in a language.</summary>
    public static IEnumerable<(string Kind, string Name)> All(Language language) => s_names.Select(name => (name.Key, name.Value.In(language)));

    /// <summary>The names of the kinds of a term.</summary>
    public static IEnumerable<string> Of(TermGenres genres, Language language) =>
        TermGenreNames.NamesOf(genres).Select(name => s_names.TryGetValue(name, out var text) ? text.In(language) : name);
}
