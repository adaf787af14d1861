namespace Ocw.Nde.Termen.Alignment;

/// <summary>The keys of <see cref="AlignmentQuery.Context"/> that the aligner reads; others are ignored. Several values of one key are separated by line feeds.</summary>
public static class AlignmentContext
{
    /// <summary>Year or date of birth or foundation.</summary>
    public const string Birth = "birth";

    /// <summary>Year or date of death or end.</summary>
    public const string Death = "death";

    /// <summary>Year or date of the object in which a maker is named.</summary>
    public const string Date = "date";

    /// <summary>What the value belongs to in the source's own hierarchy: the place around a place, the broader term.</summary>
    public const string Broader = "broader";

    /// <summary>Identifiers that the source itself gives: term IRIs, or IRIs of matching terms.</summary>
    public const string Identifier = "identifier";

    /// <summary>The kind of thing in the source's words: «eiland», «plantage», «persoon».</summary>
    public const string Type = "type";

    /// <summary>Coordinates: <c>Point(lon lat)</c>, «lat, lon», or degrees.</summary>
    public const string Coordinates = "coordinates";

    /// <summary>Other names that the source gives for the same thing.</summary>
    public const string AlternateName = "alternateName";

    /// <summary>Notes that the source gives of the value: kinds of place, coordinates, countries, other words for the same.</summary>
    public const string Note = "note";

    /// <summary>A description or definition of the value; read as <see cref="Note"/> is.</summary>
    public const string Description = "description";
}
