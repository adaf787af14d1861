namespace Ocw.Nde.Termen.Catalog;

/// <summary>What kinds of thing terms stand for. A term may have several; none means unknown, and unknown contradicts nothing.</summary>
[Flags]
public enum TermGenres
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>A person.</summary>
    Person = 1,

    /// <summary>A group, firm or institution.</summary>
    Organization = 2,

    /// <summary>A place.</summary>
    Place = 4,

    /// <summary>A material.</summary>
    Material = 8,

    /// <summary>A technique or process.</summary>
    Technique = 16,

    /// <summary>A type of object.</summary>
    ObjectType = 32,

    /// <summary>A subject, motif or theme.</summary>
    Subject = 64,

    /// <summary>A period or style period.</summary>
    Period = 128,

    /// <summary>A culture, style or people.</summary>
    Culture = 256,

    /// <summary>An event.</summary>
    Event = 512,

    /// <summary>A species or other taxon.</summary>
    Taxon = 1024,

    /// <summary>A person, group, firm or institution.</summary>
    Agent = Person | Organization,
}

/// <summary>The names of <see cref="TermGenres"/> in source files and answers.</summary>
public static class TermGenreNames
{
    private static readonly (string Name, TermGenres Genre)[] s_names =
    [
        ("person", TermGenres.Person), ("organization", TermGenres.Organization), ("agent", TermGenres.Agent), ("place", TermGenres.Place),
        ("material", TermGenres.Material), ("technique", TermGenres.Technique), ("type", TermGenres.ObjectType), ("subject", TermGenres.Subject),
        ("period", TermGenres.Period), ("culture", TermGenres.Culture), ("event", TermGenres.Event), ("taxon", TermGenres.Taxon),
    ];

    /// <summary>The names that a source file may use.</summary>
    public static IEnumerable<string> All => s_names.Select(pair => pair.Name);

    /// <summary>Reads one name; case does not count.</summary>
    /// <returns>Whether the name is known.</returns>
    public static bool TryParse(string? name, out TermGenres genre)
    {
        foreach (var pair in s_names)
        {
            if (string.Equals(pair.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                genre = pair.Genre;
                return true;
            }
        }

        genre = TermGenres.None;
        return false;
    }

    /// <summary>The names of the single genres in <paramref name="genres"/>.</summary>
    public static IEnumerable<string> NamesOf(TermGenres genres) =>
        s_names.Where(pair => pair.Genre != TermGenres.Agent && (genres & pair.Genre) != TermGenres.None).Select(pair => pair.Name);
}
