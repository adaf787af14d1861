namespace Ocw.Nde.Termen.Catalog;

/// <summary>NDE's list of genres (<c>https://data.cultureelerfgoed.nl/termennetwerk/onderwerpen/…</c>) with its names, and what each means here.</summary>
/// <remarks>The names stand here so that no start and no answer waits for the endpoint of the list.</remarks>
public static class GenreTable
{
    /// <summary>What the IRIs of the genres start with.</summary>
    public const string Prefix = "https://data.cultureelerfgoed.nl/termennetwerk/onderwerpen/";

    private static readonly (string Name, string Nl, string En, TermGenres Genres)[] s_genres =
    [
        ("Abstracte-begrippen", "Abstracte begrippen", "Abstract concepts", TermGenres.Subject),
        ("Activiteiten", "Activiteiten", "Activities", TermGenres.Subject),
        ("Actoren-en-organismen", "Actoren en organismen", "Agents and organisms", TermGenres.Agent | TermGenres.Taxon),
        ("Fysieke-kenmerken", "Fysieke kenmerken", "Physical attributes", TermGenres.Subject),
        ("Gebeurtenissen", "Gebeurtenissen", "Events", TermGenres.Event),
        ("Gebouwen", "Gebouwen", "Buildings", TermGenres.Place),
        ("Genres", "Genres", "Genres", TermGenres.Subject),
        ("Locaties", "Locaties", "Locations", TermGenres.Place),
        ("Materialen", "Materialen", "Materials", TermGenres.Material),
        ("Objecten", "Objecten", "Objects", TermGenres.ObjectType),
        ("Organisaties", "Organisaties", "Organizations", TermGenres.Organization),
        ("Organismen", "Organismen", "Organisms", TermGenres.Taxon),
        ("Periodes", "Periodes", "Periods", TermGenres.Period),
        ("Personen", "Personen", "Persons", TermGenres.Person),
        ("Stijlen", "Stijlen", "Styles", TermGenres.Culture | TermGenres.Period),
        ("Technieken", "Technieken", "Techniques", TermGenres.Technique),
    ];

    /// <summary>The IRIs of the genres that have a name here.</summary>
    public static IEnumerable<string> Iris => s_genres.Select(genre => Prefix + genre.Name);

    /// <summary>What genre IRIs mean together; <see cref="TermGenres.None"/> where one of them says nothing that terms are filtered by.</summary>
    public static TermGenres GenresOf(IEnumerable<string> iris)
    {
        ArgumentNullException.ThrowIfNull(iris);
        var genres = TermGenres.None;
        foreach (var iri in iris)
            genres |= Find(iri)?.Genres ?? TermGenres.None;
        return genres;
    }

    /// <summary>The IRIs of the genres that stand for any of these.</summary>
    public static IEnumerable<string> IrisOf(TermGenres genres) =>
        s_genres.Where(genre => (genre.Genres & genres) != TermGenres.None && (genre.Genres & ~genres) == TermGenres.None).Select(genre => Prefix + genre.Name);

    /// <summary>The name of a genre in Dutch and English, from the end of its IRI where the list does not have it.</summary>
    public static (string Nl, string En) NamesOf(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        if (Find(iri) is { } genre)
            return (genre.Nl, genre.En);
        var name = iri[(iri.LastIndexOfAny(['/', '#']) + 1)..].Replace('-', ' ');
        return (name, name);
    }

    private static (string Name, string Nl, string En, TermGenres Genres)? Find(string iri)
    {
        if (!iri.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        // The catalogue writes «organisaties» and «Organisaties».
        foreach (var genre in s_genres)
        {
            if (iri.AsSpan(Prefix.Length).Equals(genre.Name, StringComparison.OrdinalIgnoreCase))
                return genre;
        }

        return null;
    }
}
