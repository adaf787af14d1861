using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>An organization that publishes or makes datasets.</summary>
public sealed record Publisher
{
    /// <summary>The organization's IRI.</summary>
    public required Iri Iri { get; init; }

    /// <summary>Its names, one per language.</summary>
    public required IReadOnlyList<Literal> Names { get; init; }

    /// <summary>Other names, such as an abbreviation.</summary>
    public IReadOnlyList<Literal> AlternateNames { get; init; } = [];

    /// <summary>Its ISIL code, such as <c>NL-AsdRM</c> (ISO 15511); see <see cref="Description.Isil"/>.</summary>
    public string? Isil { get; init; }

    /// <summary>Its number at the Chamber of Commerce.</summary>
    public string? ChamberOfCommerceNumber { get; init; }

    /// <summary>The sector of heritage that it belongs to.</summary>
    public HeritageSector? Sector { get; init; }

    /// <summary>The code of its municipality at Statistics Netherlands, with or without <c>GM</c>; see <see cref="Description.MunicipalityCode"/>.</summary>
    public string? MunicipalityCode { get; init; }

    /// <summary>Where users can ask about its datasets; preferably a department, never needed to be a person.</summary>
    public ContactPoint? Contact { get; init; }

    /// <summary>Its website.</summary>
    public Iri? Website { get; init; }

    /// <summary>The same organization elsewhere (Wikidata, ROR).</summary>
    public IReadOnlyList<Iri> SameAs { get; init; } = [];
}

/// <summary>Where users can ask about datasets.</summary>
/// <param name="Names">The names, one per language.</param>
/// <param name="Email">The e-mail address, without <c>mailto:</c>.</param>
public sealed record ContactPoint(IReadOnlyList<Literal> Names, string Email);

/// <summary>The sectors of heritage.</summary>
public enum HeritageSector
{
    /// <summary>Museums.</summary>
    Museum,

    /// <summary>Archives.</summary>
    Archief,

    /// <summary>Libraries.</summary>
    Bibliotheek,

    /// <summary>Monuments and landscape.</summary>
    Monumenten,

    /// <summary>Archaeology.</summary>
    Archeologie,

    /// <summary>Audiovisual collections and media.</summary>
    Media,

    /// <summary>Intangible heritage.</summary>
    ImmaterieelErfgoed,

    /// <summary>Anything else.</summary>
    OverigErfgoed,
}
