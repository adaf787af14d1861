using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>A terminology source as the catalogue describes it: a <c>schema:Dataset</c> in the form of NDE's Network of Terms, and how this node asks it.</summary>
public sealed record CatalogEntry
{
    /// <summary>The IRI of the dataset: <c>http://vocab.getty.edu/aat</c>.</summary>
    public required string Iri { get; init; }

    /// <summary>The short id by which settings, commands and addresses name the source: <c>aat</c>. Unique in a catalogue.</summary>
    public required string Id { get; init; }

    /// <summary>The names by language tag in lower case; the empty tag for a name without language.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Short names and acronyms by language tag.</summary>
    public IReadOnlyDictionary<string, string> AlternateNames { get; init; } = NoTexts;

    /// <summary>What the source is for, by language tag.</summary>
    public IReadOnlyDictionary<string, string> Descriptions { get; init; } = NoTexts;

    /// <summary>What its terms stand for: IRIs of NDE's list of genres.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The organisations that make it.</summary>
    public IReadOnlyList<CatalogCreator> Creators { get; init; } = [];

    /// <summary>The languages of its labels, main language first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What the IRIs of its terms start with.</summary>
    public IReadOnlyList<string> TermPrefixes { get; init; } = [];

    /// <summary>A page for people.</summary>
    public string? MainPage { get; init; }

    /// <summary>The SPARQL endpoints that answer for it, with their queries.</summary>
    public IReadOnlyList<CatalogDistribution> Distributions { get; init; } = [];

    /// <summary>The IRI of the licence.</summary>
    public string? Licence { get; init; }

    /// <summary>Who must be named where its terms are shown.</summary>
    public string? Attribution { get; init; }

    /// <summary>Whether its terms may be kept here, and why.</summary>
    public KeepPermission KeepPermission { get; init; } = KeepPermission.Unknown;

    /// <summary>How it is asked.</summary>
    public SourceMode Mode { get; init; } = SourceMode.Live;

    /// <summary>The source in the index of kept terms; <see langword="null"/> while nothing is kept of it.</summary>
    public TermSource? KeptSource { get; init; }

    /// <summary>When the kept copy was taken from the source; <see langword="null"/> where nothing is kept or it is not known.</summary>
    public DateTimeOffset? CopyFrom { get; init; }

    /// <summary>Terms in the kept copy; 0 where nothing is kept.</summary>
    public int KeptTerms { get; init; }

    /// <summary>Labels in the kept copy; 0 where nothing is kept.</summary>
    public int KeptLabels { get; init; }

    /// <summary>Who publishes the kept copy where that is not the source itself: the address of the node whose copy is used.</summary>
    public string? MirrorOf { get; init; }

    /// <summary>The file of the catalogue that describes it; <see langword="null"/> for one that no catalogue has.</summary>
    public string? DescribedIn { get; init; }

    /// <summary>The source by which terms of live answers are read.</summary>
    public TermSource AsTermSource => KeptSource ?? new TermSource
    {
        Id = Id,
        TitleNl = Name("nl"),
        TitleEn = Name("en"),
        Graph = new Iri(Iri),
        Genres = GenreTable.GenresOf(Genres),
        Languages = Languages,
        Licence = Licence,
    };

    /// <summary>The name to show: in the first of these languages that has one, else Dutch, English, without language, any.</summary>
    public string Name(params IReadOnlyList<string> languages) => CatalogText.Choose(Names, languages) ?? Id;

    /// <summary>Whether the IRI of a term belongs to the source: the length of the longest of its prefixes that the IRI starts with, or 0.</summary>
    public int PrefixLength(string termIri)
    {
        ArgumentNullException.ThrowIfNull(termIri);
        var longest = 0;
        foreach (var prefix in TermPrefixes)
        {
            if (prefix.Length > longest && termIri.StartsWith(prefix, StringComparison.Ordinal))
                longest = prefix.Length;
        }

        return longest;
    }

    private static IReadOnlyDictionary<string, string> NoTexts { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>An organisation that makes a terminology source.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Names">Its names by language tag; the empty tag for a name without language.</param>
/// <param name="AlternateNames">Its short names by language tag.</param>
public sealed record CatalogCreator(string Iri, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> AlternateNames);

/// <summary>A SPARQL endpoint of a terminology source.</summary>
public sealed record CatalogDistribution
{
    /// <summary>The IRI of the distribution.</summary>
    public required string Iri { get; init; }

    /// <summary>The address as the catalogue writes it: <c>$NAME</c> stands for an environment variable with credentials, and is not filled in here.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The CONSTRUCT query that searches, with its placeholders.</summary>
    public required string SearchQuery { get; init; }

    /// <summary>The CONSTRUCT query that looks terms up, with its placeholders.</summary>
    public required string LookupQuery { get; init; }

    /// <summary>Further services that the catalogue names, such as reconciliation: the IRI of the kind of service, and its address.</summary>
    public IReadOnlyList<CatalogService> Services { get; init; } = [];

    /// <summary>Whether searches may be narrowed to genres: the query has the placeholder <c>?genres</c>.</summary>
    public bool FiltersGenres => SearchQuery.Contains("?genres", StringComparison.Ordinal);
}

/// <summary>A service that the catalogue names for a source.</summary>
/// <param name="Type">The IRI of the kind of service.</param>
/// <param name="Address">Its address, with <c>{dataset}</c> filled in.</param>
public sealed record CatalogService(string Type, string Address);

/// <summary>How a source is asked.</summary>
public enum SourceMode
{
    /// <summary>Only where it lives, at each question.</summary>
    Live,

    /// <summary>Only in the copy that the node keeps.</summary>
    Kept,

    /// <summary>In the copy; where it lives when the copy is not there, too old or faulty.</summary>
    Both,
}
