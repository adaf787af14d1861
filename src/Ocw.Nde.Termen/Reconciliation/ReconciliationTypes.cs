using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A type that a query may ask for, and that candidates bear.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="NameNl">Its Dutch name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Genres">What it stands for; none for schemes and classes of a source.</param>
public sealed record ReconciliationType(string Id, string NameNl, string NameEn, TermGenres Genres)
{
    /// <summary>Its name: Dutch for «nl», else English.</summary>
    public string Name(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? NameNl : NameEn;
}

/// <summary>The types of the services: <c>skos:Concept</c>, the genres of NDE, and the schemes and classes of a source.</summary>
public static class ReconciliationTypes
{
    private const string Genre = GenreTable.Prefix;
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";

    private static readonly (ReconciliationType Type, string[] Aliases)[] s_genres =
    [
        (new(Genre + "Personen", "persoon", "person", TermGenres.Person), ["person", "Person", "schema:Person", "https://schema.org/Person", "http://schema.org/Person", "Q5"]),
        (new(Genre + "Organisaties", "organisatie", "organization", TermGenres.Organization), ["organization", "Organization", "schema:Organization", "https://schema.org/Organization", "http://schema.org/Organization"]),
        (new(Genre + "Locaties", "plaats", "place", TermGenres.Place), ["place", "Place", "schema:Place", "https://schema.org/Place", "http://schema.org/Place", Genre + "Gebouwen"]),
        (new(Genre + "Materialen", "materiaal", "material", TermGenres.Material), ["material"]),
        (new(Genre + "Technieken", "techniek", "technique", TermGenres.Technique), ["technique"]),
        (new(Genre + "Objecten", "objecttype", "object type", TermGenres.ObjectType), ["type", "object"]),
        (new(Genre + "Periodes", "periode", "period", TermGenres.Period), ["period"]),
        (new(Genre + "Stijlen", "stijl of cultuur", "style or culture", TermGenres.Culture), ["culture", "style"]),
        (new(Genre + "Gebeurtenissen", "gebeurtenis", "event", TermGenres.Event), ["event", "Event", "schema:Event", "https://schema.org/Event", "http://schema.org/Event"]),
        (new(Genre + "Organismen", "organisme", "organism", TermGenres.Taxon), ["taxon", "schema:Taxon", "https://schema.org/Taxon"]),
        (new(Genre + "Abstracte-begrippen", "onderwerp", "subject", TermGenres.Subject), ["subject", Genre + "Genres", Genre + "Activiteiten", Genre + "Fysieke-kenmerken"]),
    ];

    private static readonly ReconciliationType s_agent = new(Genre + "Actoren-en-organismen", "actor of organisme", "agent or organism", TermGenres.Agent | TermGenres.Taxon);

    /// <summary>The type of every term.</summary>
    public static ReconciliationType Concept { get; } = new(Skos + "Concept", "Concept", "Concept", TermGenres.None);

    /// <summary>The types of a source: every term's, then what its terms stand for, then its schemes and classes.</summary>
    public static IReadOnlyList<ReconciliationType> Of(IEnumerable<TermSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var genres = TermGenres.None;
        var own = new List<ReconciliationType>();
        foreach (var source in sources)
        {
            genres |= source.Genres;
            foreach (var (iri, stands) in source.GenresByType)
            {
                genres |= stands;
                own.Add(new ReconciliationType(iri, NameOf(iri), NameOf(iri), stands));
            }
        }

        return [Concept, .. s_genres.Select(genre => genre.Type).Where(type => genres == TermGenres.None || (genres & type.Genres) != TermGenres.None), .. own.DistinctBy(type => type.Id, StringComparer.Ordinal)];
    }

    /// <summary>What a type asked for stands for: the genre of an identifier, an alias, or an IRI that one of the sources gives a meaning; none for others.</summary>
    public static TermGenres GenresOf(string id, IEnumerable<TermSource> sources)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(sources);
        if (Find(id) is { } type)
            return type.Genres;
        var genres = TermGenres.None;
        foreach (var source in sources)
            genres |= source.GenresByType.GetValueOrDefault(id);
        return genres;
    }

    /// <summary>Whether a type is borne by every term, so that asking for it asks for nothing.</summary>
    public static bool IsEveryTerm(string id) => id is Skos + "Concept" or "skos:Concept" or "Concept" or "concept" or "http://www.w3.org/2002/07/owl#Thing";

    /// <summary>Whether a term is of a type: by what it stands for, or by the IRI of its scheme or class. A term of which nothing is known is of every genre.</summary>
    public static bool Fits(Term term, string id)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(id);
        if (IsEveryTerm(id) || term.Types.Contains(id, StringComparer.Ordinal) || term.Schemes.Contains(id, StringComparer.Ordinal))
            return true;
        return Find(id) is { } type && (term.Genres == TermGenres.None || (term.Genres & type.Genres) != TermGenres.None);
    }

    /// <summary>The types that a candidate bears.</summary>
    public static IEnumerable<ReconciliationType> Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return s_genres.Where(genre => (genre.Type.Genres & term.Genres) != TermGenres.None).Select(genre => genre.Type).Prepend(Concept);
    }

    private static ReconciliationType? Find(string id)
    {
        foreach (var (type, aliases) in s_genres)
        {
            if (string.Equals(type.Id, id, StringComparison.OrdinalIgnoreCase) || aliases.Contains(id, StringComparer.Ordinal))
                return type;
        }

        return id is "agent" || string.Equals(id, s_agent.Id, StringComparison.OrdinalIgnoreCase) ? s_agent : null;
    }

    // The end of the IRI, as a name that tells more than nothing.
    private static string NameOf(string iri)
    {
        var end = iri.TrimEnd('/', '#');
        var name = end[(end.LastIndexOfAny(['/', '#', ':']) + 1)..];
        return name.Length == 0 ? iri : name.Replace('-', ' ').Replace('_', ' ');
    }
}
